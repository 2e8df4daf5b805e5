package io.lotline.api.inventory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lotline.projections.inventory.StockAdjustment;
import org.jspecify.annotations.Nullable;

/// An adjustment, with the names of its device and its owner, and of who asked for and approved it.
///
/// @param requestedByLabel the label of the key; not told to enterprises, as the next one
record AdjustmentOnFile(
        @JsonUnwrapped StockAdjustment adjustment,
        @Nullable String name,
        @Nullable String ownerName,
        @Nullable String requestedByLabel,
        @Nullable String approvedByLabel) {}
