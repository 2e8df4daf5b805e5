/// Orders, pick lists and shipments.
@NullMarked
package io.lotline.projections.distribution;

import org.jspecify.annotations.NullMarked;
