/// The history of goods in GS1's words: EPCIS 2.0 documents in JSON-LD.
@NullMarked
package io.lotline.projections.epcis;

import org.jspecify.annotations.NullMarked;
