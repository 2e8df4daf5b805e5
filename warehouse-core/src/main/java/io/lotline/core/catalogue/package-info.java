/// Devices: what may be received and how it must be kept.
@NullMarked
package io.lotline.core.catalogue;

import org.jspecify.annotations.NullMarked;
