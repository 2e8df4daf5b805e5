package io.lotline.api.inventory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lotline.projections.inventory.StockRow;
import org.jspecify.annotations.Nullable;

/// A row of stock, with the names of its device and its owner.
record StockOnFile(
        @JsonUnwrapped StockRow row, @Nullable String name, @Nullable String ownerName) {}
