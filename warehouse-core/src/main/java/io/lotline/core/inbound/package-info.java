/// Notices, receipt and inspection.
@NullMarked
package io.lotline.core.inbound;

import org.jspecify.annotations.NullMarked;
