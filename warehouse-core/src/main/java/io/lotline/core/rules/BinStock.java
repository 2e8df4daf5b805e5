package io.lotline.core.rules;

import io.lotline.core.decision.Books;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.SharedBooks.LotInBin;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Sscc;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/// What lies of a lot in a bin, by owner, expiry date and quality status, in the order in which it
/// first came. Pieces with serial numbers are only counted here: each has a book of its own, so a
/// bin of a million of them is as small as one of ten.
///
/// @param seen  whether anything of the lot ever lay here
/// @param since when the first of what lies here now came, by the clock of who scanned it; null
///     where nobody did, or where that clock was not believed
/// @param boxed how many of the goods without serial numbers lie here in logistic units
public record BinStock(
        OrderedPMap<Lying, Integer> quantities,
        boolean seen,
        @Nullable Instant since,
        OrderedPMap<Boxed, Integer> boxed) {
    static final BinStock EMPTY =
            new BinStock(OrderedPMap.empty(), false, null, OrderedPMap.empty());

    /// An owner's goods of one expiry date in a logistic unit.
    public record Boxed(EnterpriseId owner, @Nullable LocalDate expiryDate, Sscc unit) {}

    /// Goods that differ in nothing but their serial numbers.
    ///
    /// @param serialised whether they have serial numbers
    public record Lying(
            EnterpriseId owner,
            @Nullable LocalDate expiryDate,
            QualityStatus status,
            boolean serialised) {}

    /// The goods that a scan can mean, where they lie: the piece with the serial number that was
    /// scanned, else what has none.
    public static StockBook lying(Books books, Goods goods, Location location) {
        if (goods.serial() != null) {
            return books.open(SharedBooks.SERIAL, new Piece(goods.di(), goods.serial()))
                    .at(Place.location(location));
        }
        return of(books, goods, location).withoutSerials(goods, location);
    }

    /// All that lies of the goods' lot in a bin.
    public static BinStock of(Books books, Goods goods, Location location) {
        return books.open(SharedBooks.BIN, new LotInBin(goods.di(), goods.lot(), location));
    }

    static BinStock after(LotInBin lot, BinStock before, WarehouseEvent event) {
        Place here = Place.location(lot.location());
        OrderedPMap<Lying, Integer> quantities = before.quantities();
        boolean seen = before.seen();
        for (Movement movement : event.movements()) {
            StockItem item = movement.item();
            if (item.di().equals(lot.di()) && java.util.Objects.equals(item.lot(), lot.lot())) {
                if (movement.from().equals(here)) {
                    quantities =
                            book(quantities, movement, movement.fromStatus(), -movement.quantity());
                }
                if (movement.to().equals(here)) {
                    quantities =
                            book(quantities, movement, movement.toStatus(), movement.quantity());
                    seen = true;
                }
            }
        }
        Scan scan = event.scan();
        Instant since = before.quantities().isEmpty() ? null : before.since();
        if (before.quantities().isEmpty() && !quantities.isEmpty() && scan != null) {
            since = scan.believedAt();
        }
        return new BinStock(quantities, seen, since, boxed(lot, here, before.boxed(), event));
    }

    private static OrderedPMap<Boxed, Integer> boxed(
            LotInBin lot, Place here, OrderedPMap<Boxed, Integer> before, WarehouseEvent event) {
        OrderedPMap<Boxed, Integer> boxed = before;
        if (event instanceof GoodsReceived received && received.container() != null) {
            Movement m = received.movement();
            if (m.serial() == null && isOf(lot, m.item()) && m.to().equals(here)) {
                boxed = plus(boxed, m.item(), m.expiryDate(), received.container(), m.quantity());
            }
        }
        if (event instanceof EventCorrected wrong
                && wrong.kind() == CorrectionEvent.Kind.RECEIPT
                && wrong.about().container() != null) {
            for (Movement m : wrong.movements()) {
                if (m.serial() == null && isOf(lot, m.item()) && m.from().equals(here)) {
                    boxed =
                            plus(
                                    boxed,
                                    m.item(),
                                    m.expiryDate(),
                                    wrong.about().container(),
                                    -m.quantity());
                }
            }
        }
        if (event instanceof ItemUnpacked unpacked
                && here.equals(unpacked.place())
                && unpacked.goods().serial() == null
                && isOf(lot, unpacked.goods().item())) {
            boxed = minus(boxed, unpacked);
        }
        if (event instanceof UnitHandled handled && handled.handling().moves()) {
            for (UnitHandled.Row row : handled.rows()) {
                if (row.serials().isEmpty() && isOf(lot, row.item())) {
                    int change = row.to().equals(here) ? row.quantity() : 0;
                    change -= row.from().equals(here) ? row.quantity() : 0;
                    boxed = plus(boxed, row.item(), row.expiryDate(), row.unit(), change);
                }
            }
        }
        return boxed;
    }

    private static boolean isOf(LotInBin lot, StockItem item) {
        return item.di().equals(lot.di()) && java.util.Objects.equals(item.lot(), lot.lot());
    }

    private static OrderedPMap<Boxed, Integer> plus(
            OrderedPMap<Boxed, Integer> boxed,
            StockItem item,
            @Nullable LocalDate expiryDate,
            Sscc unit,
            int change) {
        Boxed in = new Boxed(item.owner(), expiryDate, unit);
        int sum = boxed.getOrDefault(in, 0) + change;
        return sum > 0 ? boxed.plus(in, sum) : boxed.minus(in);
    }

    /// What was taken out of a unit does not say when it expires: of a lot that is one day.
    private static OrderedPMap<Boxed, Integer> minus(
            OrderedPMap<Boxed, Integer> before, ItemUnpacked unpacked) {
        OrderedPMap<Boxed, Integer> boxed = before;
        int open = unpacked.goods().quantity();
        for (Map.Entry<Boxed, Integer> entry : before.entrySet()) {
            Boxed in = entry.getKey();
            if (open > 0
                    && in.unit().equals(unpacked.container())
                    && in.owner().equals(unpacked.goods().item().owner())) {
                int part = Math.min(open, entry.getValue());
                int left = entry.getValue() - part;
                boxed = left > 0 ? boxed.plus(in, left) : boxed.minus(in);
                open -= part;
            }
        }
        return boxed;
    }

    /// How many of an owner's goods without serial numbers lie here in no logistic unit.
    public int loose(EnterpriseId owner, @Nullable LocalDate expiryDate) {
        int loose = 0;
        for (Map.Entry<Lying, Integer> entry : quantities.entrySet()) {
            Lying lying = entry.getKey();
            if (!lying.serialised()
                    && lying.owner().equals(owner)
                    && java.util.Objects.equals(lying.expiryDate(), expiryDate)) {
                loose += entry.getValue();
            }
        }
        for (Map.Entry<Boxed, Integer> entry : boxed.entrySet()) {
            if (entry.getKey().owner().equals(owner)
                    && java.util.Objects.equals(entry.getKey().expiryDate(), expiryDate)) {
                loose -= entry.getValue();
            }
        }
        return Math.max(0, loose);
    }

    private static OrderedPMap<Lying, Integer> book(
            OrderedPMap<Lying, Integer> quantities,
            Movement movement,
            QualityStatus status,
            int quantity) {
        Lying lying =
                new Lying(
                        movement.item().owner(),
                        movement.expiryDate(),
                        status,
                        movement.serial() != null);
        int sum = quantities.getOrDefault(lying, 0) + quantity;
        return sum == 0 ? quantities.minus(lying) : quantities.plus(lying, sum);
    }

    private StockBook withoutSerials(Goods goods, Location location) {
        StockBook book = StockBook.EMPTY;
        for (Map.Entry<Lying, Integer> entry : quantities.entrySet()) {
            Lying lying = entry.getKey();
            if (!lying.serialised()) {
                book =
                        book.plus(
                                new Cell(
                                        goods.of(lying.owner()),
                                        null,
                                        lying.expiryDate(),
                                        Place.location(location),
                                        lying.status()),
                                entry.getValue());
            }
        }
        return book;
    }

    /// How many pieces of an owner lie here with this status, with and without serial numbers.
    public int sum(EnterpriseId owner, QualityStatus status) {
        int sum = 0;
        for (Map.Entry<Lying, Integer> entry : quantities.entrySet()) {
            if (entry.getKey().owner().equals(owner) && entry.getKey().status() == status) {
                sum += entry.getValue();
            }
        }
        return sum;
    }
}
