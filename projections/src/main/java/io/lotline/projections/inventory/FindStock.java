package io.lotline.projections.inventory;

import io.lotline.core.events.Tags;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.store.Where;
import org.jspecify.annotations.Nullable;

/// Which stock is asked for; null parts do not restrict.
public record FindStock(
        @Nullable EnterpriseId owner,
        @Nullable Di di,
        @Nullable LotNumber lot,
        @Nullable WarehouseId warehouse,
        @Nullable LocationId location,
        @Nullable StockStatus status) {

    public static final FindStock ALL = new FindStock(null, null, null, null, null, null);

    /// All stock of one owner, or of all for null.
    public static FindStock of(@Nullable EnterpriseId owner) {
        return new FindStock(owner, null, null, null, null, null);
    }

    boolean matches(StockBin bin) {
        return (owner == null || owner.equals(bin.owner()))
                && (di == null || di.equals(bin.di()))
                && (lot == null || lot.equals(bin.lot()))
                && (warehouse == null || warehouse.equals(bin.warehouse()))
                && (location == null || location.equals(bin.location()));
    }

    boolean matches(StockRow row) {
        return status == null || status == row.status();
    }

    Where where() {
        Where where = Where.ALL.is("lot", lot).is("warehouse", warehouse).is("location", location);
        if (owner == null) {
            return where.is("di", di);
        }
        return where.keyBegins((di == null ? owner.value() : Tags.goods(owner, di).value()) + "/");
    }
}
