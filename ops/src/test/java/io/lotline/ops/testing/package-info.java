/// Servers in processes of their own, for tests.
@NullMarked
package io.lotline.ops.testing;

import org.jspecify.annotations.NullMarked;
