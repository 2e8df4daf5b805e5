/// Recalls.
@NullMarked
package io.lotline.core.recall;

import org.jspecify.annotations.NullMarked;
