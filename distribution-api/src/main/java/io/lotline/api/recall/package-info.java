/// Recalls.
@NullMarked
package io.lotline.api.recall;

import org.jspecify.annotations.NullMarked;
