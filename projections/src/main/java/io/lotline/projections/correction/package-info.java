/// The view of what was recorded by mistake.
@NullMarked
package io.lotline.projections.correction;

import org.jspecify.annotations.NullMarked;
