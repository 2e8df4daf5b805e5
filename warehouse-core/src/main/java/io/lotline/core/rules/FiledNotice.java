package io.lotline.core.rules;

import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An inbound notice as it was filed.
///
/// @param document null for a notice that never was
public record FiledNotice(@Nullable InboundNoticeFiled document) implements Labels.Announcement {
    static final FiledNotice UNKNOWN = new FiledNotice(null);

    FiledNotice after(WarehouseEvent event) {
        return switch (event) {
            case InboundNoticeFiled filed -> new FiledNotice(filed);
            case InboundEvent _, MasterDataEvent _, InventoryEvent _ -> this;
            case DistributionEvent _, RecallEvent _, AccessEvent _ -> this;
        };
    }

    @Override
    public Labels.@Nullable Announced of(Di device, LotNumber lot) {
        long quantity = 0;
        LocalDate expiryDate = null;
        for (ExpectedLine line : document == null ? List.<ExpectedLine>of() : document.lines()) {
            if (line.di().equals(device) && lot.equals(line.lot())) {
                quantity += line.quantity();
                expiryDate = expiryDate == null ? line.expiryDate() : expiryDate;
            }
        }
        return quantity == 0 ? null : new Labels.Announced(quantity, expiryDate);
    }
}
