package io.lotline.projections.inventory;

import io.lotline.core.events.StockItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import org.jspecify.annotations.Nullable;

/// Goods that are in a logistic unit itself, and not in a unit in it.
public record UnitContent(
        Sscc sscc,
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        long quantity) {

    static UnitContent of(Sscc sscc, StockItem item, @Nullable SerialNumber serial, long quantity) {
        return new UnitContent(sscc, item.owner(), item.di(), item.lot(), serial, quantity);
    }

    /// What the keys of a unit's contents begin with; of one owner's, where one is named.
    static String range(Sscc sscc, @Nullable EnterpriseId owner) {
        return owner == null ? sscc + "/" : sscc + "/" + part(owner) + "/";
    }

    String key() {
        return range(sscc, owner) + part(di) + "/" + part(lot) + "/" + part(serial);
    }

    private static String part(@Nullable Object value) {
        return value == null ? "" : value.toString().replace("%", "%25").replace("/", "%2F");
    }

    UnitContent plus(long more) {
        return new UnitContent(sscc, owner, di, lot, serial, quantity + more);
    }
}
