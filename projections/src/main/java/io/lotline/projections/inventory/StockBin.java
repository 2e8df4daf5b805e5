package io.lotline.projections.inventory;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The goods of one owner, device and lot in one bin, with the status that was recorded for them.
///
/// @param promised how many of them are promised to orders and not picked yet
public record StockBin(
        EnterpriseId owner,
        Di di,
        @Nullable LotNumber lot,
        WarehouseId warehouse,
        LocationId location,
        List<Piece> pieces,
        int promised) {

    public StockBin {
        pieces = List.copyOf(pieces);
    }

    /// Goods of the bin with one serial number, expiry date and status.
    public record Piece(
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            QualityStatus status,
            int quantity) {
        private boolean sameAs(
                @Nullable SerialNumber otherSerial,
                @Nullable LocalDate otherExpiry,
                QualityStatus otherStatus) {
            return status == otherStatus
                    && Objects.equals(serial, otherSerial)
                    && Objects.equals(expiryDate, otherExpiry);
        }
    }

    static StockBin empty(StockItem item, Location at) {
        return new StockBin(
                item.owner(), item.di(), item.lot(), at.warehouse(), at.id(), List.of(), 0);
    }

    public StockItem item() {
        return new StockItem(owner, di, lot);
    }

    public Location at() {
        return new Location(warehouse, location);
    }

    boolean isEmpty() {
        return pieces.isEmpty() && promised == 0;
    }

    StockBin plus(
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            QualityStatus status,
            int quantity) {
        List<Piece> changed = new ArrayList<>(pieces.size() + 1);
        int sum = quantity;
        for (Piece piece : pieces) {
            if (piece.sameAs(serial, expiryDate, status)) {
                sum += piece.quantity();
            } else {
                changed.add(piece);
            }
        }
        if (sum != 0) {
            changed.add(new Piece(serial, expiryDate, status, sum));
        }
        return new StockBin(owner, di, lot, warehouse, location, changed, promised);
    }

    StockBin promising(int more) {
        return more == 0
                ? this
                : new StockBin(owner, di, lot, warehouse, location, pieces, promised + more);
    }
}
