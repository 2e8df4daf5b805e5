package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A hold is released once; released again, it is so already. Of a hold on a bin of a warehouse in
/// which it does not work, the caller learns nothing.
public final class ReleaseHoldDecision implements Decision<ReleaseHold> {

    @Override
    public Class<ReleaseHold> commandType() {
        return ReleaseHold.class;
    }

    @Override
    public Outcome decide(ReleaseHold command, Books books) {
        Hold hold = books.open(Hold.BOOK, command.hold());
        StockHeld held = hold.held();
        if (held == null || isElsewhere(held.scope().namedWarehouse(), command.warehouses())) {
            return Outcome.rejected(new HoldRejection.UnknownHold(command.hold()));
        }
        return hold.released()
                ? Outcome.accepted()
                : Outcome.accepted(new HoldReleased(command.hold(), held.scope()));
    }

    private static boolean isElsewhere(
            @Nullable WarehouseId warehouse, @Nullable Set<WarehouseId> own) {
        return warehouse != null && own != null && !own.contains(warehouse);
    }
}
