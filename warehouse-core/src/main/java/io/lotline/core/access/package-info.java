/// Keys of callers, and the record of what regulators looked up.
@NullMarked
package io.lotline.core.access;

import org.jspecify.annotations.NullMarked;
