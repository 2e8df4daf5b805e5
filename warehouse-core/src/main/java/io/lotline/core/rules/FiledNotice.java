package io.lotline.core.rules;

import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.WarehouseEvent;
import org.jspecify.annotations.Nullable;

/// An inbound notice as it was filed.
///
/// @param document null for a notice that never was
public record FiledNotice(@Nullable InboundNoticeFiled document) {
    static final FiledNotice UNKNOWN = new FiledNotice(null);

    FiledNotice after(WarehouseEvent event) {
        return switch (event) {
            case InboundNoticeFiled filed -> new FiledNotice(filed);
            case InboundEvent _, MasterDataEvent _, InventoryEvent _ -> this;
            case DistributionEvent _, RecallEvent _, AccessEvent _ -> this;
        };
    }
}
