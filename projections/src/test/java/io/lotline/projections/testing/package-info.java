/// Histories for tests.
@NullMarked
package io.lotline.projections.testing;

import org.jspecify.annotations.NullMarked;
