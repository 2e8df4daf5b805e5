package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Goods of one owner, device, lot, serial number and expiry date in one bin, with the status that
/// was recorded for them. However much lies in a bin, each of these is a document of its own.
///
/// @param promised how much of it is promised to orders and not picked yet; more than there is
///     where promised goods were set apart
public record StockCell(
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        WarehouseId warehouse,
        LocationId location,
        QualityStatus status,
        int quantity,
        int promised) {

    public StockItem item() {
        return new StockItem(owner, di, lot);
    }

    public Location at() {
        return new Location(warehouse, location);
    }

    /// Stored for the index that finds a bin of one warehouse.
    @JsonProperty("at")
    public String place() {
        return at().toString();
    }

    /// What of the promises the goods can keep.
    int allocated() {
        return Math.clamp(promised, 0, Math.max(0, quantity));
    }

    /// Stored for the index: whether promises were made of what is not there; else nothing.
    @JsonProperty("uncovered")
    public @Nullable Boolean uncovered() {
        return allocated() == promised ? null : Boolean.TRUE;
    }

    /// Stored for the index: the day of expiry of goods that are promised; else nothing.
    @JsonProperty("promisedUntil")
    public @Nullable LocalDate promisedUntil() {
        return promised > 0 ? expiryDate : null;
    }

    boolean isEmpty() {
        return quantity == 0 && promised == 0;
    }

    String bin() {
        return StockEffects.bin(item(), at());
    }

    StockCell plus(int more, int morePromised) {
        return new StockCell(
                owner,
                di,
                lot,
                serial,
                expiryDate,
                warehouse,
                location,
                status,
                quantity + more,
                promised + morePromised);
    }
}
