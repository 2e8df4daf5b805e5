/// Finds things by what is written on them, or said of them.
@NullMarked
package io.lotline.projections.search;

import org.jspecify.annotations.NullMarked;
