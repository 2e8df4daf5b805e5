package io.lotline.projections.inventory;

import io.lotline.core.rules.Available;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Stock of one owner, device, lot, serial, bin and status.
///
/// @param allocated promised to orders and not picked yet
/// @param available what one more order gets by the rule of allocation: [Available]
public record StockRow(
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        WarehouseId warehouse,
        LocationId location,
        StockStatus status,
        int quantity,
        int allocated,
        int available) {

    static StockRow of(StockCell cell, StockStatus status, @Nullable Zone zone) {
        return new StockRow(
                cell.owner(),
                cell.di(),
                cell.lot(),
                cell.serial(),
                cell.expiryDate(),
                cell.warehouse(),
                cell.location(),
                status,
                cell.quantity(),
                cell.allocated(),
                Available.pieces(status, zone, cell.quantity(), cell.promised()));
    }
}
