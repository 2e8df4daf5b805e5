package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.KeyOrder;
import io.lotline.core.rules.PromiseChange;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// An owner's accepted stock of a device in every warehouse, less what is promised to orders. What
/// stops it is not known here.
///
/// What has something to promise stands in the order in which it goes out, so an allocation looks
/// at as much as it takes.
///
/// @param next the number of the next lot that comes in
/// @param lots the lots that have something in a warehouse, whatever its status
/// @param bins what lies in bins or is promised there
/// @param serials the pieces with serial numbers that are promised, and whether they lie where they
///     are promised
/// @param free where there is more than is promised, and how much more
record FreeStock(
        long next,
        PagedMap<Lot, Arrival> lots,
        PagedMap<LotInBin, Pieces> bins,
        PagedMap<PromisedPiece, Boolean> serials,
        PagedMap<Shelf, Integer> free) {
    private static final FreeStock EMPTY =
            new FreeStock(
                    0, PagedMap.empty(), PagedMap.empty(), PagedMap.empty(), PagedMap.empty());

    static final Book<OwnedDevice, FreeStock> BOOK =
            Book.named("free-stock", 4, OwnedDevice.class, FreeStock.class)
                    .ruled(
                            device ->
                                    Boundaries.of(Tags.goods(device.owner(), device.di()))
                                            .types(Boundaries.BIN_MOVES_AND_PROMISES),
                            _ -> EMPTY,
                            FreeStock::after)
                    .sized(
                            stock ->
                                    stock.lots().unsaved()
                                            + stock.bins().unsaved()
                                            + stock.serials().unsaved()
                                            + stock.free().unsaved());

    /// A device of an owner.
    record OwnedDevice(EnterpriseId owner, Di di) {}

    /// Goods of a lot that expire on the same day.
    record Lot(@Nullable LotNumber number, @Nullable LocalDate expiryDate)
            implements Comparable<Lot> {
        private static final Comparator<Lot> ORDER =
                Comparator.comparing(Lot::expiryDate, KeyOrder.EXPIRIES)
                        .thenComparing(Lot::number, KeyOrder.LOTS);

        @Override
        public int compareTo(Lot other) {
            return ORDER.compare(this, other);
        }
    }

    /// When a lot came in, as a number, and how many pieces of it are in the warehouses.
    record Arrival(long number, int pieces) {}

    record LotInBin(Lot lot, Location location) implements Comparable<LotInBin> {
        private static final Comparator<LotInBin> ORDER =
                Comparator.comparing(LotInBin::lot)
                        .thenComparing(LotInBin::location, KeyOrder.LOCATIONS);

        @Override
        public int compareTo(LotInBin other) {
            return ORDER.compare(this, other);
        }
    }

    /// A piece that is promised out of a bin.
    record PromisedPiece(LotInBin where, SerialNumber serial) implements Comparable<PromisedPiece> {
        private static final Comparator<PromisedPiece> ORDER =
                Comparator.comparing(PromisedPiece::where).thenComparing(PromisedPiece::serial);

        @Override
        public int compareTo(PromisedPiece other) {
            return ORDER.compare(this, other);
        }
    }

    /// What there is of a lot in a bin.
    ///
    /// @param loose    without serial numbers
    /// @param promised how many of these are promised to orders, and not yet picked
    /// @param numbered with serial numbers, promised to nobody
    record Pieces(int loose, int promised, int numbered) {
        static final Pieces NONE = new Pieces(0, 0, 0);

        int free() {
            return Math.max(0, loose - promised) + numbered;
        }

        Pieces plus(int moreLoose, int morePromised, int moreNumbered) {
            return new Pieces(loose + moreLoose, promised + morePromised, numbered + moreNumbered);
        }
    }

    /// A lot in a bin, in the order in which it goes out: by warehouse, first expired, first come,
    /// then by location.
    record Shelf(
            WarehouseId warehouse,
            @Nullable LocalDate expiryDate,
            long arrival,
            LocationId location,
            @Nullable LotNumber lot)
            implements Comparable<Shelf> {
        private static final LocationId BEFORE_ALL = new LocationId("0");

        private static final Comparator<Shelf> FIRST_OUT =
                Comparator.comparing((Shelf shelf) -> shelf.warehouse().value())
                        .thenComparing(
                                Shelf::expiryDate, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparingLong(Shelf::arrival)
                        .thenComparing(shelf -> shelf.location().value());

        /// Before all shelves of a warehouse whose goods expire on this day or later.
        static Shelf first(WarehouseId warehouse, LocalDate day) {
            return new Shelf(warehouse, day, -1, BEFORE_ALL, null);
        }

        LotInBin goods() {
            return new LotInBin(new Lot(lot, expiryDate), new Location(warehouse, location));
        }

        @Override
        public int compareTo(Shelf other) {
            return FIRST_OUT.compare(this, other);
        }
    }

    private static FreeStock after(OwnedDevice device, FreeStock before, WarehouseEvent event) {
        FreeStock stock = before;
        for (Movement movement : event.movements()) {
            if (movement.item().owner().equals(device.owner())
                    && movement.item().di().equals(device.di())) {
                stock = stock.after(movement);
            }
        }
        for (PromiseChange change : PromiseChange.of(event)) {
            if (change.item().owner().equals(device.owner())
                    && change.item().di().equals(device.di())) {
                stock = stock.after(change);
            }
        }
        return stock;
    }

    private static Lot lot(Movement movement) {
        return new Lot(movement.item().lot(), movement.expiryDate());
    }

    private FreeStock after(Movement movement) {
        Lot lot = lot(movement);
        boolean out = movement.from().kind() == Place.Kind.LOCATION;
        boolean in = movement.to().kind() == Place.Kind.LOCATION;
        FreeStock stock = in && !out ? arrive(lot, movement.quantity()) : this;
        if (out && movement.fromStatus() == QualityStatus.QUALIFIED) {
            stock = stock.lay(movement, movement.from().asLocation(), -movement.quantity());
        }
        if (in && movement.toStatus() == QualityStatus.QUALIFIED) {
            stock = stock.lay(movement, movement.to().asLocation(), movement.quantity());
        }
        return out && !in ? stock.arrive(lot, -movement.quantity()) : stock;
    }

    /// So many more pieces of the lot are in the warehouses. Once none is, it is forgotten.
    private FreeStock arrive(Lot lot, int quantity) {
        Arrival arrival = lots.getOrDefault(lot, new Arrival(next, 0));
        int pieces = arrival.pieces() + quantity;
        return new FreeStock(
                arrival.number() == next ? next + 1 : next,
                pieces <= 0
                        ? lots.minus(lot)
                        : lots.plus(lot, new Arrival(arrival.number(), pieces)),
                bins,
                serials,
                free);
    }

    private FreeStock lay(Movement movement, Location location, int quantity) {
        LotInBin where = new LotInBin(lot(movement), location);
        SerialNumber serial = movement.serial();
        if (serial == null) {
            return with(where, in(where).plus(quantity, 0, 0), serials);
        }
        PromisedPiece piece = new PromisedPiece(where, serial);
        return serials.containsKey(piece)
                ? with(where, in(where), serials.plus(piece, quantity > 0))
                : with(where, in(where).plus(0, 0, quantity), serials);
    }

    private FreeStock after(PromiseChange change) {
        LotInBin where =
                new LotInBin(new Lot(change.item().lot(), change.expiryDate()), change.location());
        SerialNumber serial = change.serial();
        if (serial == null) {
            return with(where, in(where).plus(0, change.quantity(), 0), serials);
        }
        PromisedPiece piece = new PromisedPiece(where, serial);
        Boolean lying = serials.get(piece);
        if (change.quantity() > 0) {
            return lying == null
                    ? with(where, in(where).plus(0, 0, -1), serials.plus(piece, true))
                    : this;
        }
        return with(
                where,
                in(where).plus(0, 0, Boolean.TRUE.equals(lying) ? 1 : 0),
                serials.minus(piece));
    }

    private FreeStock with(
            LotInBin where, Pieces pieces, PagedMap<PromisedPiece, Boolean> promised) {
        Shelf shelf = shelf(where);
        PagedMap<Shelf, Integer> shelves = free;
        if (shelf != null) {
            shelves = pieces.free() > 0 ? free.plus(shelf, pieces.free()) : free.minus(shelf);
        }
        return new FreeStock(
                next,
                lots,
                pieces.equals(Pieces.NONE) ? bins.minus(where) : bins.plus(where, pieces),
                promised,
                shelves);
    }

    /// What was promised where.
    static LotInBin goods(Allocation allocation) {
        return new LotInBin(
                new Lot(allocation.item().lot(), allocation.expiryDate()), allocation.location());
    }

    /// What there is of a lot in a bin.
    Pieces in(LotInBin where) {
        return bins.getOrDefault(where, Pieces.NONE);
    }

    /// The place of a lot in a bin in the order of going out; null where nothing of the lot is in a
    /// warehouse.
    @Nullable Shelf shelf(LotInBin where) {
        Arrival arrival = lots.get(where.lot());
        return arrival == null
                ? null
                : new Shelf(
                        where.location().warehouse(),
                        where.lot().expiryDate(),
                        arrival.number(),
                        where.location().id(),
                        where.lot().number());
    }
}
