package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.InventoryEvent.AdjustmentRequested;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Known;
import io.lotline.core.values.WarehouseId;
import java.util.ArrayList;
import java.util.List;

/// Books an adjustment that waited for a second person, if the goods are still as it says.
/// Approved again, it is so already.
public final class ApproveAdjustmentDecision implements Decision<ApproveAdjustment> {

    @Override
    public Class<ApproveAdjustment> commandType() {
        return ApproveAdjustment.class;
    }

    @Override
    public Outcome decide(ApproveAdjustment command, Books books) {
        AdjustmentFile file = books.open(AdjustmentFile.BOOK, command.adjustment());
        Adjustment wanted = file.wanted();
        if (wanted == null || !existsFor(command, wanted.location().warehouse())) {
            return Outcome.rejected(
                    new AdjustmentRejection.UnknownAdjustment(command.adjustment()));
        }
        AdjustmentRequested requested = file.requested();
        if (file.booked() != null || requested == null) {
            return Outcome.accepted();
        }
        if (file.refused() != null) {
            return Outcome.rejected(
                    new AdjustmentRejection.RefusedAlready(
                            command.adjustment(), file.refused().reason()));
        }
        if (requested.requestedBy().equals(command.approvedBy())) {
            return Outcome.rejected(
                    new AdjustmentRejection.SecondPersonNeeded(command.adjustment()));
        }
        Devices.Pieces pieces =
                Devices.reading(books, wanted.item().di()).pieces(wanted.item().di());
        if (pieces == null) {
            return Outcome.rejected(Known.unknownDevice(books, wanted.item().di()));
        }
        Outcome booked =
                new Adjusting(books, wanted, pieces.device())
                        .book(command.adjustment(), requested.requestedBy(), command.approvedBy());
        if (!(booked instanceof Outcome.Accepted(List<WarehouseEvent> what))) {
            return booked;
        }
        List<WarehouseEvent> events =
                new ArrayList<>(PendingPieces.freed(books, command.adjustment(), wanted));
        events.addAll(what);
        return new Outcome.Accepted(events);
    }

    private static boolean existsFor(ApproveAdjustment command, WarehouseId warehouse) {
        return command.warehouses() == null || command.warehouses().contains(warehouse);
    }
}
