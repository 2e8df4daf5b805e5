package io.lotline.api.distribution;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lotline.projections.distribution.PickItem;
import org.jspecify.annotations.Nullable;

/// Goods to pick, with the names of their device and their owner.
record PickOnFile(
        @JsonUnwrapped PickItem item, @Nullable String name, @Nullable String ownerName) {}
