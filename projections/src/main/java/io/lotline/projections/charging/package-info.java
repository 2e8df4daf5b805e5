/// What owners are charged: sums of what was done, nights that goods lay in locations, tariffs, and
/// statements.
@NullMarked
package io.lotline.projections.charging;

import org.jspecify.annotations.NullMarked;
