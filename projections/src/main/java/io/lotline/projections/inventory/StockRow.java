package io.lotline.projections.inventory;

import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.inventory.StockBin.Piece;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stock of one owner, device, lot, serial, bin and status.
///
/// @param allocated promised to orders and not picked yet
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

    private static final Comparator<Piece> FIRST_EXPIRED_FIRST =
            Comparator.comparing(Piece::expiryDate, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(piece -> piece.serial() == null ? "" : piece.serial().value())
                    .thenComparing(Piece::status);

    /// The rows of a bin, first expired first; promises count against them in that order.
    static List<StockRow> of(StockBin bin, LotStanding standing, LocalDate today) {
        List<StockRow> rows = new ArrayList<>(bin.pieces().size());
        int promised = Math.max(0, bin.promised());
        for (Piece piece : bin.pieces().stream().sorted(FIRST_EXPIRED_FIRST).toList()) {
            if (piece.quantity() <= 0) {
                continue;
            }
            StockStatus status = status(bin, piece, standing, today);
            int allocated =
                    piece.status() == QualityStatus.QUALIFIED
                            ? Math.min(promised, piece.quantity())
                            : 0;
            promised -= allocated;
            rows.add(
                    new StockRow(
                            bin.owner(),
                            bin.di(),
                            bin.lot(),
                            piece.serial(),
                            piece.expiryDate(),
                            bin.warehouse(),
                            bin.location(),
                            status,
                            piece.quantity(),
                            allocated,
                            status == StockStatus.QUALIFIED ? piece.quantity() - allocated : 0));
        }
        return rows;
    }

    private static StockStatus status(
            StockBin bin, Piece piece, LotStanding standing, LocalDate today) {
        return standing.status(
                bin.item(), piece.serial(), piece.expiryDate(), piece.status(), bin.at(), today);
    }
}
