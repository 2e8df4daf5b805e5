package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.Tags;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goods that are stopped, and by how many holds and recalls.
///
/// @param location a location's id, or `warehouse/location`
public record StopScope(
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable String location,
        @Nullable EnterpriseId owner,
        int stops) {

    static StopScope of(HoldScope scope) {
        return new StopScope(
                scope.di(), scope.lot(), scope.serial(), scope.location(), scope.owner(), 0);
    }

    /// Stored for the index: the tag of the narrowest goods that are named.
    @JsonProperty("anchor")
    public String anchor() {
        return anchor(di, lot, serial);
    }

    static String anchor(Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial) {
        if (serial != null) {
            return Tags.serial(di, serial).toString();
        }
        return (lot != null ? Tags.lot(di, lot) : Tags.device(di)).toString();
    }

    /// Where what stops a cell may be anchored, the widest first.
    static List<String> anchors(StockCell cell) {
        List<String> anchors = new ArrayList<>(3);
        anchors.add(anchor(cell.di(), null, null));
        if (cell.lot() != null) {
            anchors.add(anchor(cell.di(), cell.lot(), null));
        }
        if (cell.serial() != null) {
            anchors.add(anchor(cell.di(), null, cell.serial()));
        }
        return anchors;
    }

    boolean covers(StockCell cell) {
        return scope().covers(cell.item(), cell.serial(), cell.at());
    }

    /// The key of its document.
    String key() {
        return StopScopes.key(scope());
    }

    private HoldScope scope() {
        return new HoldScope(di, lot, serial, location, owner);
    }

    /// The part of a question that is about goods of this scope, its location left aside; null for
    /// none.
    @Nullable FindStock narrowed(FindStock query) {
        boolean others =
                (query.di() != null && !query.di().equals(di))
                        || (query.lot() != null && lot != null && !query.lot().equals(lot))
                        || (query.owner() != null && owner != null && !query.owner().equals(owner));
        return others
                ? null
                : new FindStock(
                        owner == null ? query.owner() : owner,
                        di,
                        lot == null ? query.lot() : lot,
                        query.warehouse(),
                        query.location(),
                        null);
    }

    StopScope plus(int more) {
        return new StopScope(di, lot, serial, location, owner, stops + more);
    }

    /// What the keys of cells begin with that are stopped together with this one; null where none
    /// is.
    @Nullable String stoppedWith(StockCell cell) {
        if (serial != null) {
            return null;
        }
        if (location != null) {
            return cell.bin() + '/';
        }
        return lot != null
                ? StockEffects.group(cell.item())
                : Tags.goods(cell.owner(), cell.di()).value() + '/';
    }
}
