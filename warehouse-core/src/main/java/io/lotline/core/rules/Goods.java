package io.lotline.core.rules;

import io.lotline.core.decision.Settled;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.Devices.Identified;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Scanned goods after a look into the catalogue: pieces of a registered device, read in one way.
///
/// @param productionDate as the label shows it
/// @param expiryDate     as the label shows it
/// @param container      the logistic unit whose SSCC is on the label
/// @param settled        what decided how the label is read; null where it has one reading
public record Goods(
        DeviceRegistered device,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate productionDate,
        @Nullable LocalDate expiryDate,
        int quantity,
        @Nullable Sscc container,
        @Nullable Settled settled,
        Scan scan)
        implements Identified {
    /// The same, with another judgement of its scan.
    Goods by(Scan judged) {
        return judged.equals(scan)
                ? this
                : new Goods(
                        device,
                        lot,
                        serial,
                        productionDate,
                        expiryDate,
                        quantity,
                        container,
                        settled,
                        judged);
    }

    public Di di() {
        return device.di();
    }

    public StockItem of(EnterpriseId owner) {
        return new StockItem(owner, di(), lot);
    }

    /// Whether these are of the same kind: device, lot, serial, and, for devices without lots, the
    /// expiry date where the label shows one.
    public boolean matches(
            StockItem item, @Nullable SerialNumber itemSerial, @Nullable LocalDate itemExpiry) {
        return item.di().equals(di())
                && java.util.Objects.equals(item.lot(), lot)
                && java.util.Objects.equals(itemSerial, serial)
                && (lot != null || expiryDate == null || expiryDate.equals(itemExpiry));
    }

    public boolean matches(StockBook.Cell cell) {
        return matches(cell.item(), cell.serial(), cell.expiryDate());
    }
}
