package io.lotline.projections.inventory;

import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A hold and whether it still stands.
///
/// @param since    when it was recorded
/// @param heldBy   who recorded it
/// @param released when it was released, null while it stands
public record Hold(
        HoldId holdId,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable String location,
        @Nullable EnterpriseId owner,
        String reason,
        Instant since,
        String heldBy,
        @Nullable Instant released,
        @Nullable String releasedBy) {

    StockHeld event() {
        return new StockHeld(holdId, new HoldScope(di, lot, serial, location, owner), reason);
    }

    Hold releasedBy(String actor, Instant at) {
        return new Hold(holdId, di, lot, serial, location, owner, reason, since, heldBy, at, actor);
    }
}
