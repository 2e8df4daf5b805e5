/// Orders, allocation, picking, shipments and returns.
@NullMarked
package io.lotline.core.distribution;

import org.jspecify.annotations.NullMarked;
