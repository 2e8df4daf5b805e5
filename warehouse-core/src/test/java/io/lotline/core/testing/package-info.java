/// Stores and tools for tests, also of the modules above.
@NullMarked
package io.lotline.core.testing;

import org.jspecify.annotations.NullMarked;
