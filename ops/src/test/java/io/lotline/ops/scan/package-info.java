/// Scans, against a server in a process of its own.
@NullMarked
package io.lotline.ops.scan;

import org.jspecify.annotations.NullMarked;
