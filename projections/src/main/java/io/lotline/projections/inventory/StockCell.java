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
public record StockCell(
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        WarehouseId warehouse,
        LocationId location,
        QualityStatus status,
        int quantity) {

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

    String bin() {
        return StockEffects.bin(item(), at());
    }

    StockCell plus(int more) {
        return new StockCell(
                owner, di, lot, serial, expiryDate, warehouse, location, status, quantity + more);
    }
}
