/// The files of devices.
@NullMarked
package io.lotline.api.catalogue;

import org.jspecify.annotations.NullMarked;
