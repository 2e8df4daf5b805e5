/// Enterprises of the park and those they trade with.
@NullMarked
package io.lotline.core.enterprise;

import org.jspecify.annotations.NullMarked;
