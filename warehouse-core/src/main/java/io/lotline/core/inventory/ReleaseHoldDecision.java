package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.values.WarehouseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A hold is released once; released again, it is so already. One that names a bin exists only for
/// those who work in its warehouse.
public final class ReleaseHoldDecision implements Decision<ReleaseHold> {

    @Override
    public Class<ReleaseHold> commandType() {
        return ReleaseHold.class;
    }

    @Override
    public Outcome decide(ReleaseHold command, Books books) {
        Hold hold = books.open(Hold.BOOK, command.hold());
        StockHeld held = hold.held();
        if (held == null || !mayStop(held.scope(), command.warehouses())) {
            return Outcome.rejected(new HoldRejection.UnknownHold(command.hold()));
        }
        return hold.released()
                ? Outcome.accepted()
                : Outcome.accepted(new HoldReleased(command.hold(), held.scope()));
    }

    private static boolean mayStop(HoldScope scope, @Nullable Set<WarehouseId> warehouses) {
        WarehouseId named = scope.namedWarehouse();
        return named == null || warehouses == null || warehouses.contains(named);
    }
}
