/// The views of the log: pure folds, their engine and their queries.
@NullMarked
package io.lotline.projections;

import org.jspecify.annotations.NullMarked;
