/// Inbound notices and inspections.
@NullMarked
package io.lotline.api.inbound;

import org.jspecify.annotations.NullMarked;
