/// Which truck brings what to whom, in which order: pure functions of a problem that says it all.
@NullMarked
package io.lotline.core.routing;

import org.jspecify.annotations.NullMarked;
