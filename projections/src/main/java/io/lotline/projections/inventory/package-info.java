/// Stock, what stops it, and where it can lie.
@NullMarked
package io.lotline.projections.inventory;

import org.jspecify.annotations.NullMarked;
