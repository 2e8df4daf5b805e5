package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.InventoryEvent.AdjustmentRefused;
import io.lotline.core.events.InventoryEvent.AdjustmentRequested;
import io.lotline.core.events.WarehouseEvent;
import java.util.ArrayList;
import java.util.List;

/// An adjustment that waits for a second person is refused by who may approve it, or taken back by
/// who asked for it. Refused again, it is so already; what is booked stays.
public final class RefuseAdjustmentDecision implements Decision<RefuseAdjustment> {

    @Override
    public Class<RefuseAdjustment> commandType() {
        return RefuseAdjustment.class;
    }

    @Override
    public Outcome decide(RefuseAdjustment command, Books books) {
        AdjustmentFile file = books.open(AdjustmentFile.BOOK, command.adjustment());
        Adjustment wanted = file.wanted();
        if (wanted == null
                || command.warehouses() != null
                        && !command.warehouses().contains(wanted.location().warehouse())) {
            return Outcome.rejected(
                    new AdjustmentRejection.UnknownAdjustment(command.adjustment()));
        }
        AdjustmentRequested requested = file.requested();
        if (file.booked() != null || requested == null) {
            return Outcome.rejected(new AdjustmentRejection.BookedAlready(command.adjustment()));
        }
        if (!command.approver() && !requested.requestedBy().equals(command.refusedBy())) {
            return Outcome.rejected(new AdjustmentRejection.AskedByOther(command.adjustment()));
        }
        return file.refused() != null ? Outcome.accepted() : refused(command, books, wanted);
    }

    private static Outcome refused(RefuseAdjustment command, Books books, Adjustment wanted) {
        List<WarehouseEvent> events =
                new ArrayList<>(PendingPieces.freed(books, command.adjustment(), wanted));
        events.add(
                new AdjustmentRefused(
                        command.adjustment(),
                        wanted.item(),
                        command.reason(),
                        command.refusedBy()));
        return new Outcome.Accepted(events);
    }
}
