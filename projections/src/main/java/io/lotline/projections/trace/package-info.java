/// Where a lot, a serial number or a logistic unit came from, where it is and who received it: a
/// fold of the log's events about it, made when it is asked for. So it is always current, exact,
/// and can be asked as it was known at any position.
@NullMarked
package io.lotline.projections.trace;

import org.jspecify.annotations.NullMarked;
