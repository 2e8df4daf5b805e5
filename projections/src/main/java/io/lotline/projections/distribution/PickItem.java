package io.lotline.projections.distribution;

import io.lotline.core.rules.PromiseChange;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Goods that are still to be taken from one bin for a line of an order.
///
/// @param serial the very piece, where pieces have serial numbers
public record PickItem(
        OrderId orderId,
        LineId lineId,
        WarehouseId warehouse,
        LocationId location,
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        int quantity) {

    /// What was promised, or is no longer where the quantity is negative.
    static PickItem of(PromiseChange change) {
        Location at = change.location();
        return new PickItem(
                change.order(),
                change.line(),
                at.warehouse(),
                at.id(),
                change.item().owner(),
                change.item().di(),
                change.item().lot(),
                change.serial(),
                change.expiryDate(),
                change.quantity());
    }

    /// What the keys of an order's items begin with.
    static String range(OrderId order) {
        return order.value() + '\t';
    }

    /// The key of its document. Behind the order it is as goods are walked to: by bin, device,
    /// lot, piece.
    String key() {
        return range(orderId)
                + String.join(
                        "\t",
                        warehouse.value(),
                        location.value(),
                        di.value(),
                        Objects.toString(lot, ""),
                        Objects.toString(expiryDate, ""),
                        Objects.toString(serial, ""),
                        owner.value(),
                        lineId.value());
    }

    PickItem plus(int more) {
        return new PickItem(
                orderId,
                lineId,
                warehouse,
                location,
                owner,
                di,
                lot,
                serial,
                expiryDate,
                quantity + more);
    }
}
