/// What was refused, or is left to be done by somebody.
@NullMarked
package io.lotline.projections.work;

import org.jspecify.annotations.NullMarked;
