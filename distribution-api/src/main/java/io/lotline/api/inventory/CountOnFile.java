package io.lotline.api.inventory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lotline.core.values.LocationId;
import io.lotline.projections.inventory.Counts.Progress;
import io.lotline.projections.inventory.StockCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A count as it is shown by itself: how far it is, the first places where nothing was counted, and
/// the first of its lines. The Link headers lead to the rest.
///
/// @param openedByLabel the label of the key, as the next ones
record CountOnFile(
        @JsonUnwrapped StockCount count,
        @Nullable String openedByLabel,
        @Nullable String requestedByLabel,
        @Nullable String approvedByLabel,
        @Nullable String cancelledByLabel,
        Progress progress,
        List<LocationId> notCounted,
        List<CountLineOnFile> lines) {}
