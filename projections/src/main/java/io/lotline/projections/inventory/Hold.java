package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
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

    /// Whether a hold stands.
    public enum State {
        OPEN,
        RELEASED
    }

    /// Stored for the index.
    @JsonProperty("state")
    public State state() {
        return released == null ? State.OPEN : State.RELEASED;
    }

    /// Stored for the index: the tag of the narrowest goods that are named.
    @JsonProperty("anchor")
    String anchor() {
        return StopScope.anchor(di, lot, serial);
    }

    /// Stored for the index: the warehouse that the location names; empty for any.
    @JsonProperty("warehouse")
    String warehouse() {
        if (location == null) {
            return "";
        }
        int end = location.indexOf('/');
        return end < 0 ? "" : location.substring(0, end);
    }

    StockHeld event() {
        return new StockHeld(holdId, new HoldScope(di, lot, serial, location, owner), reason);
    }

    Hold releasedBy(String actor, Instant at) {
        return new Hold(holdId, di, lot, serial, location, owner, reason, since, heldBy, at, actor);
    }
}
