package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.Available;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SharedBooks.Stoppable;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An owner's stock of a device in one warehouse, while an order is being allocated from it: what
/// other orders were promised is not there, what the order itself was promised is.
///
/// Shelves are looked at in their order, and only as far as something is taken. What single pieces
/// are stopped by is asked for as many of them as the shares need.
final class Shelves {
    private final Books books;
    private final OrderPlaced order;
    private final Di di;
    private final LocalDate today;
    private final FreeStock stock;
    private final Map<FreeStock.LotInBin, Integer> own = new HashMap<>();
    private final Map<FreeStock.LotInBin, List<SerialNumber>> ownPieces = new HashMap<>();
    private final Map<FreeStock.Shelf, Shelf> begun = new HashMap<>();
    private PagedMap<FreeStock.Shelf, Integer> left;

    /// @param promised what was promised to the order before
    Shelves(Books books, OrderPlaced order, Di di, List<Allocation> promised, LocalDate today) {
        this.books = books;
        this.order = order;
        this.di = di;
        this.today = today;
        this.stock = books.open(FreeStock.BOOK, new FreeStock.OwnedDevice(order.owner(), di));
        this.left = stock.free();
        for (Allocation promise : promised) {
            if (promise.item().di().equals(di)) {
                FreeStock.LotInBin where = FreeStock.goods(promise);
                if (promise.serial() == null) {
                    own.merge(where, promise.quantity(), Integer::sum);
                } else {
                    ownPieces.computeIfAbsent(where, _ -> new ArrayList<>()).add(promise.serial());
                }
                FreeStock.Shelf shelf = stock.shelf(where);
                if (shelf != null) {
                    left = left.plus(shelf, promise.quantity());
                }
            }
        }
    }

    /// Takes what there is for a line, adds it to its allocations, and returns what is missing.
    int take(OrderLine line, int wanted, List<Allocation> allocations) {
        LocalDate needed = ShelfLife.needed(line, today);
        WarehouseId warehouse = order.warehouse();
        FreeStock.Shelf first =
                FreeStock.Shelf.first(warehouse, needed.isBefore(today) ? today : needed);
        int open = wanted;
        for (Map.Entry<FreeStock.Shelf, Integer> entry : left.from(first)) {
            FreeStock.Shelf next = entry.getKey();
            if (open <= 0 || !next.warehouse().equals(warehouse)) {
                break;
            }
            open -= begun.computeIfAbsent(next, this::begin).take(line, open, allocations);
            if (open > 0) {
                left = left.minus(next);
            }
        }
        return open;
    }

    private Shelf begin(FreeStock.Shelf place) {
        FreeStock.LotInBin goods = place.goods();
        StockItem item = new StockItem(order.owner(), di, place.lot());
        Location location = goods.location();
        LocationDefined defined = books.open(SharedBooks.LOCATION, location).get(location);
        LotStanding standing = LotStanding.reading(books, di, place.lot(), null);
        Shelf shelf =
                new Shelf(
                        item, place.expiryDate(), location, defined == null ? null : defined.zone());
        FreeStock.Pieces pieces = stock.in(goods);
        shelf.loose =
                shelf.available(
                        standing, null, pieces.loose(), pieces.promised() - own.getOrDefault(goods, 0));
        List<SerialNumber> promised = ownPieces.getOrDefault(goods, List.of());
        if (Available.goesOut(shelf.shown(standing, null), shelf.zone)
                && (pieces.numbered() > 0 || !promised.isEmpty())) {
            NumberedStock numbered =
                    books.open(
                            NumberedStock.BOOK,
                            new NumberedStock.Goods(item, place.expiryDate(), location));
            shelf.numbered =
                    Stream.concat(
                                    promised.stream().filter(numbered::has),
                                    numbered.free().values().stream())
                            .iterator();
        }
        return shelf;
    }

    /// A lot in a bin, from which shares are taken: goods without serial numbers first, then pieces
    /// that the order was promised before, then others in the order in which they came.
    private final class Shelf {
        private final StockItem item;
        private final @Nullable LocalDate expiryDate;
        private final Location location;
        private final @Nullable Zone zone;
        private int loose;
        private Iterator<SerialNumber> numbered = Collections.emptyIterator();

        private Shelf(
                StockItem item,
                @Nullable LocalDate expiryDate,
                Location location,
                @Nullable Zone zone) {
            this.item = item;
            this.expiryDate = expiryDate;
            this.location = location;
            this.zone = zone;
        }

        private StockStatus shown(LotStanding standing, @Nullable SerialNumber serial) {
            return standing.status(
                    item, serial, expiryDate, QualityStatus.QUALIFIED, location, today);
        }

        private int available(
                LotStanding standing, @Nullable SerialNumber serial, int lying, int promised) {
            return Available.pieces(shown(standing, serial), zone, lying, promised);
        }

        private int take(OrderLine line, int wanted, List<Allocation> allocations) {
            int open = wanted;
            int share = Math.min(open, loose);
            if (share > 0) {
                allocations.add(promise(line, null, share));
                loose -= share;
                open -= share;
            }
            while (open > 0 && numbered.hasNext()) {
                SerialNumber serial = numbered.next();
                // what stops the lot or the device was looked at before
                LotStanding standing =
                        books.open(SharedBooks.STOPS, Stoppable.serial(di, serial));
                if (available(standing, serial, 1, 0) > 0) {
                    allocations.add(promise(line, serial, 1));
                    open--;
                }
            }
            return wanted - open;
        }

        private Allocation promise(OrderLine line, @Nullable SerialNumber serial, int quantity) {
            return new Allocation(line.lineId(), item, serial, expiryDate, location, quantity);
        }
    }
}
