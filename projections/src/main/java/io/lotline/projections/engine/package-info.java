/// How views are kept: the log is followed in order, folded in stretches, and the place reached is
/// stored with the documents. Idempotence lives here once.
@NullMarked
package io.lotline.projections.engine;

import org.jspecify.annotations.NullMarked;
