package io.lotline.api.distribution;

import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.values.Di;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was promised to an order and is free again.
record UnallocatedOrder(OrderId orderId, List<Freed> released) {

    static UnallocatedOrder of(OrderId order, Done done) {
        List<Freed> released = new ArrayList<>();
        for (Recorded recorded : done.events()) {
            if (recorded.event() instanceof OrderUnallocated event) {
                released.addAll(Freed.of(event.released()));
            }
        }
        return new UnallocatedOrder(order, List.copyOf(released));
    }

    /// A quantity of one lot in one bin that was promised to a line, or one piece.
    record Freed(
            LineId lineId,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            LocationId location,
            int quantity) {
        static List<Freed> of(List<Allocation> promises) {
            return promises.stream()
                    .map(
                            promise ->
                                    new Freed(
                                            promise.lineId(),
                                            promise.item().di(),
                                            promise.item().lot(),
                                            promise.serial(),
                                            promise.expiryDate(),
                                            promise.location().id(),
                                            promise.quantity()))
                    .toList();
        }
    }
}
