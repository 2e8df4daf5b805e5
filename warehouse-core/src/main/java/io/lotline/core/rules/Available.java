package io.lotline.core.rules;

import io.lotline.core.decision.Books;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedBooks.StockPlace;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.Zone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one more order gets of goods in a bin. This is the one definition of it: allocation promises
/// by it, and what queries call available is counted by it.
///
/// A promise is about goods that are alike: an owner's lot in one bin that expires on one day, and
/// with a serial number the very piece. So whatever happens to other goods takes nothing from these.
public final class Available {
    private Available() {}

    /// Whether goods go out at all: they are accepted, nothing stops them, and they lie in a zone
    /// from which goods are picked.
    ///
    /// @param shown the status that a query shows
    /// @param zone  that of their bin, null for one that is not defined
    public static boolean goesOut(StockStatus shown, @Nullable Zone zone) {
        return shown == StockStatus.QUALIFIED
                && zone != null
                && Locations.zonesFor(QualityStatus.QUALIFIED).contains(zone);
    }

    /// How many pieces of goods that are alike one more order gets.
    ///
    /// @param promised how many of them are promised to others
    public static int pieces(StockStatus shown, @Nullable Zone zone, int lying, int promised) {
        return goesOut(shown, zone) ? unpromised(lying, promised) : 0;
    }

    /// What is left of goods that are alike when promises are kept. More may be promised than lies
    /// there, since what is stopped is set apart promised or not.
    static int unpromised(int lying, int promised) {
        return Math.max(0, lying - Math.max(0, promised));
    }

    /// The parts of a bin's goods that are promised to no other order.
    ///
    /// @param parts what lies in the bin
    /// @param own   the order whose own promises do not stand in the way, and what they are
    public static List<Part> unpromised(Books books, List<Part> parts, Own own) {
        List<Part> free = new ArrayList<>();
        for (Part part : parts) {
            int others = promisedToOthers(books, part.cell(), own);
            int left = unpromised(part.quantity(), others);
            if (left > 0) {
                free.add(new Part(part.cell(), left));
            }
        }
        return free;
    }

    private static int promisedToOthers(Books books, Cell cell, Own own) {
        StockItem item = cell.item();
        SerialNumber serial = cell.serial();
        Location bin = cell.place().asLocation();
        if (serial != null) {
            return books.open(SharedBooks.SERIAL, new Piece(item.di(), serial))
                            .promisedFrom(bin, own.order())
                    ? 1
                    : 0;
        }
        return books.open(SharedBooks.PROMISED, new StockPlace(item, bin))
                        .expiring(cell.expiryDate())
                - own.promised(item, cell.expiryDate(), bin);
    }

    /// An order, and what is promised to it of goods without serial numbers.
    public interface Own {
        /// No order's.
        Own NONE =
                new Own() {
                    @Override
                    public @Nullable OrderId order() {
                        return null;
                    }

                    @Override
                    public int promised(
                            StockItem item, @Nullable LocalDate expiryDate, Location bin) {
                        return 0;
                    }
                };

        @Nullable OrderId order();

        int promised(StockItem item, @Nullable LocalDate expiryDate, Location bin);
    }
}
