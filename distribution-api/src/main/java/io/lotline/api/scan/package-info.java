/// One endpoint for every handheld.
@NullMarked
package io.lotline.api.scan;

import org.jspecify.annotations.NullMarked;
