/// Locations, putaway, moves, counts and holds.
@NullMarked
package io.lotline.core.inventory;

import org.jspecify.annotations.NullMarked;
