/// The devices and their packages.
@NullMarked
package io.lotline.projections.catalogue;

import org.jspecify.annotations.NullMarked;
