/// The enterprises of the park and those they trade with.
@NullMarked
package io.lotline.projections.enterprise;

import org.jspecify.annotations.NullMarked;
