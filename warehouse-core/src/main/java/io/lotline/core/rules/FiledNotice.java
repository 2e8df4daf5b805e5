package io.lotline.core.rules;

import io.lotline.core.decision.Rejection;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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
            case DistributionEvent _,
                    RecallEvent _,
                    AccessEvent _,
                    CorrectionEvent _,
                    WorkEvent _,
                    ChargingEvent _,
                    UnitEvent _ ->
                    this;
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

    /// Why goods cannot be the notice's: none of its lines names the device, or the lot or any lot
    /// of it. Null if one does.
    public static @Nullable Rejection unannounced(
            InboundNoticeFiled notice, Di device, @Nullable LotNumber lot) {
        List<ExpectedLine> ofDevice =
                notice.lines().stream().filter(line -> line.di().equals(device)).toList();
        if (ofDevice.isEmpty()) {
            return new SharedRejection.NotOnNotice(
                    notice.notice(),
                    device,
                    notice.lines().stream().map(ExpectedLine::di).distinct().toList());
        }
        return ofDevice.stream().anyMatch(line -> line.lot() == null || line.lot().equals(lot))
                ? null
                : new SharedRejection.LotNotOnNotice(
                        notice.notice(),
                        device,
                        lot,
                        ofDevice.stream()
                                .map(ExpectedLine::lot)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
    }
}
