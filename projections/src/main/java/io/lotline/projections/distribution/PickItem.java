package io.lotline.projections.distribution;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Goods that are still to be taken from one bin for a line of an order.
public record PickItem(
        OrderId orderId,
        LineId lineId,
        WarehouseId warehouse,
        LocationId location,
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        @Nullable LocalDate expiryDate,
        int quantity) {

    /// What was promised.
    static PickItem promised(OrderId order, Allocation part, int quantity) {
        return of(order, part.lineId(), part.location(), part.item(), part.expiryDate(), quantity);
    }

    /// What was picked, of what was promised out of this bin.
    static PickItem picked(OrderId order, LineId line, Movement movement, int quantity) {
        return of(
                order,
                line,
                movement.from().asLocation(),
                movement.item(),
                movement.expiryDate(),
                -quantity);
    }

    private static PickItem of(
            OrderId order,
            LineId line,
            Location at,
            StockItem item,
            @Nullable LocalDate expiryDate,
            int quantity) {
        return new PickItem(
                order,
                line,
                at.warehouse(),
                at.id(),
                item.owner(),
                item.di(),
                item.lot(),
                expiryDate,
                quantity);
    }

    /// What the keys of an order's items begin with.
    static String range(OrderId order) {
        return order.value() + '\t';
    }

    /// The key of its document. Behind the order it is as goods are walked to: by bin, device, lot.
    String key() {
        return range(orderId)
                + String.join(
                        "\t",
                        warehouse.value(),
                        location.value(),
                        di.value(),
                        Objects.toString(lot, ""),
                        owner.value(),
                        lineId.value());
    }

    PickItem plus(int more) {
        return new PickItem(
                orderId, lineId, warehouse, location, owner, di, lot, expiryDate, quantity + more);
    }
}
