package io.lotline.projections.inventory;

import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.store.Where;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Which stock is asked for; null parts do not restrict.
///
/// @param expiresBy the last day on which it expires, the first to expire first; then of no status
///     means of any that accepted goods can have
public record FindStock(
        @Nullable EnterpriseId owner,
        @Nullable Di di,
        @Nullable LotNumber lot,
        @Nullable WarehouseId warehouse,
        @Nullable LocationId location,
        @Nullable StockStatus status,
        @Nullable LocalDate expiresBy) {

    public static final FindStock ALL = new FindStock(null, null, null, null, null, null);

    /// Whenever it expires.
    public FindStock(
            @Nullable EnterpriseId owner,
            @Nullable Di di,
            @Nullable LotNumber lot,
            @Nullable WarehouseId warehouse,
            @Nullable LocationId location,
            @Nullable StockStatus status) {
        this(owner, di, lot, warehouse, location, status, null);
    }

    public FindStock expiringBy(@Nullable LocalDate day) {
        return new FindStock(owner, di, lot, warehouse, location, status, day);
    }

    boolean matches(StockCell cell) {
        return (owner == null || owner.equals(cell.owner()))
                && (di == null || di.equals(cell.di()))
                && (lot == null || lot.equals(cell.lot()))
                && (warehouse == null || warehouse.equals(cell.warehouse()))
                && (location == null || location.equals(cell.location()));
    }

    boolean expires(StockCell cell) {
        return expiresBy == null
                || (cell.expiryDate() != null && !cell.expiryDate().isAfter(expiresBy));
    }

    boolean matches(StockStatus shown) {
        return status == null || status == shown;
    }

    /// The cells, with one recorded status or for null with any, so that one index serves the whole
    /// condition in the order of keys: an owner's goods are a range of keys, with which every index
    /// ends.
    Where where(@Nullable QualityStatus recorded) {
        boolean diInKey = owner != null && di != null && recorded == null;
        Where where = owner == null ? Where.ALL : Where.ALL.keyBegins(keys(owner));
        where = where.is("lot", diInKey ? null : lot).is("di", diInKey ? null : di);
        where =
                warehouse != null && location != null
                        ? where.is("at", new Location(warehouse, location))
                        : where.is("warehouse", warehouse).is("location", location);
        return where.isOrAny("status", recorded, (Object[]) QualityStatus.values());
    }

    /// What the keys of all cells begin with that may be meant; empty for nothing in common.
    String keys() {
        return owner == null ? "" : keys(owner);
    }

    private String keys(EnterpriseId of) {
        if (di == null) {
            return of.value() + '/';
        }
        return lot == null
                ? Tags.goods(of, di).value() + '/'
                : StockEffects.group(new StockItem(of, di, lot));
    }
}
