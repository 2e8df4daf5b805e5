package io.lotline.projections.distribution;

import io.lotline.core.events.StockItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is still to be picked for one order.
public record PickList(OrderId orderId, List<Item> items) {
    public PickList {
        items = List.copyOf(items);
    }

    /// Goods to be taken from one bin.
    public record Item(
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

        boolean sameGoods(Item other) {
            return lineId.equals(other.lineId)
                    && warehouse.equals(other.warehouse)
                    && location.equals(other.location)
                    && Objects.equals(serial, other.serial)
                    && Objects.equals(expiryDate, other.expiryDate)
                    && new StockItem(owner, di, lot)
                            .equals(new StockItem(other.owner, other.di, other.lot));
        }

        private Item plus(int more) {
            return new Item(
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

    /// Adds to what is to be picked, or takes away from it where the quantity is negative.
    PickList plus(Item more) {
        List<Item> changed = new ArrayList<>(items.size() + 1);
        boolean found = false;
        for (Item item : items) {
            if (!found && item.sameGoods(more)) {
                found = true;
                Item sum = item.plus(more.quantity());
                if (sum.quantity() != 0) {
                    changed.add(sum);
                }
            } else {
                changed.add(item);
            }
        }
        if (!found && more.quantity() != 0) {
            changed.add(more);
        }
        return new PickList(orderId, changed);
    }
}
