package io.lotline.core.work;

import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.Sscc;
import org.jspecify.annotations.Nullable;

/// Where a scan takes goods from and to, as far as it says so.
///
/// @param container the logistic unit that they go into
record WorkPlace(
        @Nullable LocationId location, @Nullable LocationId toLocation, @Nullable Sscc container) {
    static WorkPlace of(Attempted attempted) {
        return new WorkPlace(attempted.location(), attempted.toLocation(), attempted.container());
    }
}
