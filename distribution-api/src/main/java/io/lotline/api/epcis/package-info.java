/// GS1's EPCIS 2.0 over HTTP: queries for events.
@NullMarked
package io.lotline.api.epcis;

import org.jspecify.annotations.NullMarked;
