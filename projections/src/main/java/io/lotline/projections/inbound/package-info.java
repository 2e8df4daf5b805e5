/// Goods on their way in.
@NullMarked
package io.lotline.projections.inbound;

import org.jspecify.annotations.NullMarked;
