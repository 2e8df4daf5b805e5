/// The files of enterprises.
@NullMarked
package io.lotline.api.enterprise;

import org.jspecify.annotations.NullMarked;
