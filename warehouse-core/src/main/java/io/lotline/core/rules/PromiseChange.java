package io.lotline.core.rules;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Promising;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A promise of stock that an event made, or one that it ended. Every book and view that counts
/// promises reads events through this.
///
/// @param quantity how many pieces; negative where the promise ended
public record PromiseChange(
        OrderId order,
        LineId line,
        StockItem item,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        Location location,
        int quantity) {

    /// What an event does to promises, in its order: those that end come before those that begin.
    public static List<PromiseChange> of(WarehouseEvent event) {
        List<PromiseChange> changes = new ArrayList<>();
        if (event instanceof UnitHandled unit) {
            unit.parts().forEach(part -> changes.addAll(of(part)));
        }
        if (event instanceof Promising promising) {
            add(changes, promising.order(), promising.released(), -1);
            add(changes, promising.order(), promising.allocations(), 1);
        }
        if (event instanceof EventCorrected corrected && corrected.about().order() != null) {
            add(changes, corrected.about().order(), corrected.promises(), 1);
        }
        if (event instanceof ItemPicked picked && picked.kept() > 0) {
            Movement movement = picked.movement();
            changes.add(
                    new PromiseChange(
                            picked.order(),
                            picked.lineId(),
                            movement.item(),
                            movement.serial(),
                            movement.expiryDate(),
                            movement.from().asLocation(),
                            -picked.kept()));
        }
        return changes;
    }

    private static void add(
            List<PromiseChange> changes, OrderId order, List<Allocation> parts, int direction) {
        for (Allocation part : parts) {
            changes.add(
                    new PromiseChange(
                            order,
                            part.lineId(),
                            part.item(),
                            part.serial(),
                            part.expiryDate(),
                            part.location(),
                            direction * part.quantity()));
        }
    }
}
