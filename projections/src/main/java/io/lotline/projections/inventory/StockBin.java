package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.WarehouseId;
import org.jspecify.annotations.Nullable;

/// The sums of one owner's, device's and lot's goods in one bin.
///
/// @param qualified the quantity that was recorded as qualified
/// @param promised  how much is promised to orders and not picked yet
public record StockBin(
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        WarehouseId warehouse,
        LocationId location,
        int qualified,
        int promised) {

    static StockBin empty(StockItem item, Location at) {
        return new StockBin(item.owner(), item.di(), item.lot(), at.warehouse(), at.id(), 0, 0);
    }

    StockItem item() {
        return new StockItem(owner, di, lot);
    }

    boolean isEmpty() {
        return qualified == 0 && promised == 0;
    }

    /// What of the promises the bin's goods can keep.
    int kept() {
        return Math.clamp(promised, 0, Math.max(0, qualified));
    }

    /// Stored for the index: whether promises were made of what is not there; else nothing.
    @JsonProperty("uncovered")
    public @Nullable Boolean uncovered() {
        return kept() == promised ? null : Boolean.TRUE;
    }

    /// Stored for the index: the device, if anything is promised; else nothing.
    @JsonProperty("promising")
    public @Nullable Di promising() {
        return promised > 0 ? di : null;
    }

    StockBin plus(int moreQualified, int morePromised) {
        return new StockBin(
                owner,
                di,
                lot,
                warehouse,
                location,
                qualified + moreQualified,
                promised + morePromised);
    }
}
