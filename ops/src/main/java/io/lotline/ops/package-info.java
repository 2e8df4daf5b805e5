/// What operators and developers run beside the server.
@NullMarked
package io.lotline.ops;

import org.jspecify.annotations.NullMarked;
