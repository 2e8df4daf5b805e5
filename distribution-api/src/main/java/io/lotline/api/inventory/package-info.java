/// Locations, stock and holds.
@NullMarked
package io.lotline.api.inventory;

import org.jspecify.annotations.NullMarked;
