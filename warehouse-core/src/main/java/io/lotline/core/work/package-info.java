/// Work items: what was refused, or is left to be done by somebody.
@NullMarked
package io.lotline.core.work;

import org.jspecify.annotations.NullMarked;
