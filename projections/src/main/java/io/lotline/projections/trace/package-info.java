/// Where a lot, a serial number or a logistic unit came from, where it is and who received it: put
/// together from the steps and sums that a view keeps, or folded from the log's events about it,
/// which is the same. So it is always current, exact, and can be asked as it was known at any
/// position.
@NullMarked
package io.lotline.projections.trace;

import org.jspecify.annotations.NullMarked;
