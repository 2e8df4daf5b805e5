package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedBooks.Stoppable;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// An owner's stock of a device in one warehouse, while an order is being allocated from it: what
/// other orders were promised is not there, what the order itself was promised is.
///
/// Shelves are looked at in their order, and only as far as something is taken. What single pieces
/// are stopped by is asked for as many of them as the shares and others' promises need.
final class Shelves {
    private final Books books;
    private final OrderPlaced order;
    private final Di di;
    private final LocalDate today;
    private final FreeStock stock;
    private final Map<FreeStock.LotInBin, Integer> own = new HashMap<>();
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
                own.merge(FreeStock.goods(promise), promise.quantity(), Integer::sum);
            }
        }
        own.forEach(
                (goods, pieces) -> {
                    FreeStock.Shelf shelf = stock.shelf(goods);
                    if (shelf != null) {
                        left = left.plus(shelf, pieces);
                    }
                });
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
            Shelf shelf = begun.computeIfAbsent(next, this::begin);
            int share = shelf.take(open);
            if (share > 0) {
                allocations.add(
                        new Allocation(
                                line.lineId(),
                                shelf.item,
                                next.expiryDate(),
                                shelf.location,
                                share));
                open -= share;
            }
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
        boolean stopped =
                LotStanding.reading(books, di, place.lot(), null).stop(item, null, location)
                        != null;
        if (stopped || !goesOutFrom(location)) {
            return new Shelf(item, location, 0, Collections.emptyIterator(), 0);
        }
        FreeStock.Pieces pieces = stock.in(goods);
        return new Shelf(
                item,
                location,
                pieces.loose(),
                pieces.numbered() > 0
                        ? books.open(
                                        NumberedStock.BOOK,
                                        new NumberedStock.Goods(item, place.expiryDate(), location))
                                .pieces()
                                .values()
                                .iterator()
                        : Collections.emptyIterator(),
                pieces.promised() - own.getOrDefault(goods, 0));
    }

    private boolean goesOutFrom(Location location) {
        LocationDefined defined = books.open(SharedBooks.LOCATION, location).get(location);
        return defined != null
                && Locations.zonesFor(QualityStatus.QUALIFIED).contains(defined.zone());
    }

    /// A lot in a bin, from which shares are taken.
    private final class Shelf {
        private final StockItem item;
        private final Location location;
        private final Iterator<SerialNumber> uncounted;
        private int usable;
        private int taken;

        /// @param loose    pieces without serial numbers
        /// @param numbered the serial numbers of the others
        /// @param others   how many pieces are promised to other orders
        private Shelf(
                StockItem item,
                Location location,
                int loose,
                Iterator<SerialNumber> numbered,
                int others) {
            this.item = item;
            this.location = location;
            this.usable = loose;
            this.uncounted = numbered;
            this.taken = others;
        }

        private int take(int wanted) {
            while (usable - taken < wanted && uncounted.hasNext()) {
                SerialNumber serial = uncounted.next();
                // what stops the lot or the device was looked at before
                if (books.open(SharedBooks.STOPS, Stoppable.serial(di, serial))
                                .stop(item, serial, location)
                        == null) {
                    usable++;
                }
            }
            int share = Math.max(0, Math.min(wanted, usable - taken));
            taken += share;
            return share;
        }
    }
}
