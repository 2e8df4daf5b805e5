/// The keys of callers.
@NullMarked
package io.lotline.projections.access;

import org.jspecify.annotations.NullMarked;
