package io.lotline.projections.inventory;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Stock of one owner, device, lot, serial, bin and status.
///
/// @param allocated promised to orders and not picked yet; what is promised out of a bin counts
///     against its qualified goods, first expired first
/// @param available what can be promised: the qualified quantity without what is allocated, or 0
///     where a hold, a recall or the calendar stops it
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

    static StockRow of(StockCell cell, StockStatus status, int allocated) {
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
                allocated,
                status == StockStatus.QUALIFIED ? cell.quantity() - allocated : 0);
    }
}
