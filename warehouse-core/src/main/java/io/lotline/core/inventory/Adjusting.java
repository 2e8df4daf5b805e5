package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.BinStock;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.PromisesInBin;
import io.lotline.core.rules.SerialFile;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedBooks.LotInBin;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedBooks.StockPlace;
import io.lotline.core.rules.SharedRejection.WrongLocation;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.StockBook.Part;
import io.lotline.core.rules.Unpacking;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An adjustment, looked at over the books: which goods it means, where they go, and which promises
/// cannot be kept without them. The same when it is asked for and when it is approved.
///
/// @param device the device of its goods
/// @param beside what is booked in the same commit before it
record Adjusting(Books books, Adjustment wanted, DeviceRegistered device, Beside beside) {

    /// An adjustment alone in its commit.
    Adjusting(Books books, Adjustment wanted, DeviceRegistered device) {
        this(books, wanted, device, Beside.NOTHING);
    }

    /// What is booked in the same commit before an adjustment, and which of its goods are meant.
    ///
    /// @param lost       what else is lost, without which pieces are missing now
    /// @param entered    how many more pieces lie in locations
    /// @param dated      whether only goods are meant that expire on a day
    /// @param expiryDate that day
    record Beside(
            StockBook lost,
            Map<Location, Integer> entered,
            boolean dated,
            @Nullable LocalDate expiryDate) {
        static final Beside NOTHING = new Beside(StockBook.EMPTY, Map.of(), false, null);

        private boolean means(@Nullable LocalDate day) {
            return !dated || Objects.equals(day, expiryDate);
        }
    }

    /// What is booked, or why it is not.
    Outcome book(AdjustmentId id, String requestedBy, @Nullable String approvedBy) {
        return switch (movements()) {
            case Refused(Rejection reason) -> Outcome.rejected(reason);
            case Moved(List<Movement> movements) -> {
                List<WarehouseEvent> events = new ArrayList<>();
                events.add(
                        new StockAdjusted(
                                id,
                                wanted,
                                wanted.kind() == AdjustmentKind.RELABELLED ? List.of() : movements,
                                requestedBy,
                                approvedBy));
                events.addAll(broken(id, movements));
                yield Unpacking.with(books, new Outcome.Accepted(events), null);
            }
        };
    }

    /// Where the goods go, or why they do not.
    sealed interface Result permits Moved, Refused {}

    record Moved(List<Movement> movements) implements Result {}

    record Refused(Rejection reason) implements Result {}

    private WarehouseId warehouse() {
        return wanted.location().warehouse();
    }

    /// Goods that are named together: one piece, or all of those without serial numbers.
    private record Named(@Nullable SerialNumber serial, int quantity) {}

    private List<Named> named() {
        return wanted.serials().isEmpty()
                ? List.of(new Named(null, wanted.quantity()))
                : wanted.serials().stream().map(serial -> new Named(serial, 1)).toList();
    }

    /// What lies of them in the location.
    private StockBook lying(Named goods) {
        Place here = Place.location(wanted.location());
        if (goods.serial() != null) {
            return books.open(SharedBooks.SERIAL, new Piece(wanted.item().di(), goods.serial()))
                    .at(here);
        }
        StockBook book = StockBook.EMPTY;
        for (Map.Entry<BinStock.Lying, Integer> entry : bin().quantities().entrySet()) {
            BinStock.Lying lying = entry.getKey();
            if (!lying.serialised()
                    && beside.means(lying.expiryDate())
                    && lying.owner().equals(wanted.item().owner())) {
                book =
                        book.plus(
                                new Cell(
                                        wanted.item(),
                                        null,
                                        lying.expiryDate(),
                                        here,
                                        lying.status()),
                                entry.getValue());
            }
        }
        return book;
    }

    private BinStock bin() {
        return books.open(
                SharedBooks.BIN,
                new LotInBin(wanted.item().di(), wanted.item().lot(), wanted.location()));
    }

    /// Where the goods go.
    Result movements() {
        LocationDefined here =
                books.open(SharedBooks.LOCATION, wanted.location()).get(wanted.location());
        if (here == null) {
            return new Refused(Known.unknownLocation(books, wanted.location()));
        }
        LocationDefined target = here;
        Location named = wanted.toLocation();
        if (named != null) {
            LocationDefined there = books.open(SharedBooks.LOCATION, named).get(named);
            if (there == null) {
                return new Refused(Known.unknownLocation(books, named));
            }
            target = there;
        }
        List<Movement> movements = new ArrayList<>();
        for (Named goods : named()) {
            Result result =
                    wanted.kind() == AdjustmentKind.FOUND
                            ? found(goods, target)
                            : taken(goods, target);
            switch (result) {
                case Refused refused -> {
                    return refused;
                }
                case Moved(List<Movement> more) -> movements.addAll(more);
            }
        }
        Rejection full = null;
        if (movements.stream().anyMatch(m -> enters(m))) {
            full = Locations.unfit(target, device);
            full = full == null ? full(target) : full;
        }
        return full == null ? new Moved(movements) : new Refused(full);
    }

    private @Nullable Rejection full(LocationDefined target) {
        int entered = beside.entered().getOrDefault(target.location(), 0);
        return entered == 0
                ? Locations.full(books, target, wanted.quantity())
                : target.capacity() == null
                        ? null
                        : Locations.full(
                                target,
                                books.open(SharedBooks.OCCUPANCY, target.location()).pieces()
                                        + entered,
                                wanted.quantity());
    }

    private static boolean enters(Movement m) {
        return m.to().kind() == Place.Kind.LOCATION && !m.to().equals(m.from());
    }

    /// Goods that lie in the location, those first that the kind is most likely about.
    private Result taken(Named goods, LocationDefined target) {
        StockBook lying = lying(goods);
        List<Part> parts = new ArrayList<>();
        int open = goods.quantity();
        for (QualityStatus status : statuses()) {
            List<Part> some =
                    StockBook.take(
                            StockBook.firstExpiredFirst(
                                    lying.parts(
                                            cell ->
                                                    cell.item().equals(wanted.item())
                                                            && cell.status() == status)),
                            open);
            parts.addAll(some);
            open -= some.stream().mapToInt(Part::quantity).sum();
        }
        if (open > 0) {
            int booked = goods.quantity() - open;
            return new Refused(
                    moreThanIsThere(goods.serial(), goods.quantity(), booked, promised(goods)));
        }
        List<Movement> movements = new ArrayList<>();
        for (Part part : parts) {
            Result result = movement(part, target);
            if (result instanceof Moved(List<Movement> more)) {
                movements.addAll(more);
            } else {
                return result;
            }
        }
        return new Moved(movements);
    }

    private Rejection moreThanIsThere(
            @Nullable SerialNumber serial, int requested, int booked, int promised) {
        return new AdjustmentRejection.MoreThanIsThere(
                wanted.item().di(),
                wanted.item().lot(),
                serial,
                wanted.location(),
                requested,
                booked,
                promised,
                Math.max(0, booked - promised));
    }

    /// How many of the goods are promised out of the location.
    private int promised(Named goods) {
        if (goods.serial() != null) {
            SerialFile.Promise promise =
                    books.open(SharedBooks.SERIAL, new Piece(wanted.item().di(), goods.serial()))
                            .promised();
            return promise != null && promise.location().equals(wanted.location()) ? 1 : 0;
        }
        return books
                .open(SharedBooks.PROMISED, new StockPlace(wanted.item(), wanted.location()))
                .pieces()
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private List<QualityStatus> statuses() {
        return switch (wanted.kind()) {
            case DAMAGED ->
                    List.of(
                            QualityStatus.QUALIFIED,
                            QualityStatus.PENDING_INSPECTION,
                            QualityStatus.RETURNED);
            case LOST, FOUND, RELABELLED ->
                    List.of(
                            QualityStatus.QUALIFIED,
                            QualityStatus.PENDING_INSPECTION,
                            QualityStatus.RETURNED,
                            QualityStatus.NON_CONFORMING);
            case DESTROYED, RETURNED_TO_SUPPLIER ->
                    List.of(
                            QualityStatus.NON_CONFORMING,
                            QualityStatus.RETURNED,
                            QualityStatus.PENDING_INSPECTION,
                            QualityStatus.QUALIFIED);
        };
    }

    private Result movement(Part part, LocationDefined target) {
        Cell cell = part.cell();
        QualityStatus status = cell.status();
        Place to =
                switch (wanted.kind()) {
                    case DAMAGED -> {
                        status = QualityStatus.NON_CONFORMING;
                        yield Place.location(target.location());
                    }
                    case LOST -> Place.lost(warehouse());
                    case DESTROYED -> Place.destroyed(warehouse());
                    case RETURNED_TO_SUPPLIER ->
                            books.open(LastSupplier.BOOK, wanted.item()).supplier();
                    case FOUND, RELABELLED -> cell.place();
                };
        if (to == null) {
            return new Refused(moreThanIsThere(cell.serial(), part.quantity(), 0, 0));
        }
        boolean leaves = !to.equals(cell.place()) && to.kind() == Place.Kind.LOCATION;
        return leaves && target.zone() != Zone.NON_CONFORMING
                ? new Refused(wrongZone(target, "Damaged goods are brought to NON_CONFORMING"))
                : new Moved(List.of(cell.to(to, status, part.quantity())));
    }

    /// Goods that were booked as lost, and lie in the target now.
    private Result found(Named goods, LocationDefined target) {
        Place lost = Place.lost(warehouse());
        StockBook missing =
                goods.serial() == null
                        ? books.open(LostGoods.BOOK, new LostGoods.Key(wanted.item(), warehouse()))
                                .goods()
                        : books.open(
                                        SharedBooks.SERIAL,
                                        new Piece(wanted.item().di(), goods.serial()))
                                .at(lost);
        for (Map.Entry<Cell, Integer> more : beside.lost().cells().entrySet()) {
            Cell cell = more.getKey();
            if (cell.place().equals(lost) && Objects.equals(cell.serial(), goods.serial())) {
                missing = missing.plus(cell, more.getValue());
            }
        }
        List<Part> parts =
                StockBook.firstExpiredFirst(
                        missing.parts(
                                cell ->
                                        cell.item().equals(wanted.item())
                                                && beside.means(cell.expiryDate())));
        int booked = parts.stream().mapToInt(Part::quantity).sum();
        if (booked < goods.quantity()) {
            return new Refused(
                    new AdjustmentRejection.NotLost(
                            wanted.item().di(),
                            wanted.item().lot(),
                            goods.serial(),
                            warehouse(),
                            booked,
                            goods.quantity()));
        }
        List<Movement> movements = new ArrayList<>();
        for (Part part : StockBook.take(parts, goods.quantity())) {
            QualityStatus status = status(part.cell().status(), target.zone());
            if (status == null) {
                return new Refused(wrongZone(target, "Found goods were " + part.cell().status()));
            }
            movements.add(
                    part.cell().to(Place.location(target.location()), status, part.quantity()));
        }
        return new Moved(movements);
    }

    /// What found goods are from now on: what they were where the zone takes that, and otherwise
    /// what the zone says; nothing becomes qualified by being found.
    private static @Nullable QualityStatus status(QualityStatus was, Zone zone) {
        if (Locations.zonesFor(was).contains(zone)) {
            return was;
        }
        return switch (zone) {
            case NON_CONFORMING -> QualityStatus.NON_CONFORMING;
            case QUARANTINE, RETURNS -> QualityStatus.RETURNED;
            case QUALIFIED, DISPATCH -> null;
        };
    }

    private static Rejection wrongZone(LocationDefined target, String said) {
        return new WrongLocation(
                target.location(),
                target.zone(),
                "%s; location %s is in zone %s".formatted(said, target.location(), target.zone()),
                "name a location of the right zone");
    }

    /// The promises that what is left in the bin does not cover any more.
    List<PromisesBroken> broken(AdjustmentId id, List<Movement> movements) {
        Place here = Place.location(wanted.location());
        StockPlace place = new StockPlace(wanted.item(), wanted.location());
        List<PromisesInBin.Broken> ended = new ArrayList<>();
        Map<Optional<LocalDate>, Integer> less = new LinkedHashMap<>();
        for (Movement m : movements) {
            boolean stays = m.to().equals(here) && m.toStatus() == QualityStatus.QUALIFIED;
            if (m.from().equals(here) && m.fromStatus() == QualityStatus.QUALIFIED && !stays) {
                if (m.serial() != null) {
                    ended.addAll(
                            books.open(SharedBooks.PROMISES_IN_BIN, place).of(place, m.serial()));
                } else {
                    less.merge(Optional.ofNullable(m.expiryDate()), m.quantity(), Integer::sum);
                }
            }
        }
        less.forEach(
                (day, quantity) ->
                        ended.addAll(
                                books.open(SharedBooks.PROMISES_IN_BIN, place)
                                        .beyond(
                                                place,
                                                day.orElse(null),
                                                lying(day.orElse(null)) - quantity)));
        Map<OrderId, List<Allocation>> orders = new LinkedHashMap<>();
        for (PromisesInBin.Broken broken : ended) {
            orders.computeIfAbsent(broken.order(), _ -> new ArrayList<>()).add(broken.promise());
        }
        List<PromisesBroken> events = new ArrayList<>();
        orders.forEach(
                (order, promises) ->
                        events.add(new PromisesBroken(order, wanted.item().owner(), promises, id)));
        return events;
    }

    /// How many accepted pieces without serial numbers lie in the bin and expire on this day.
    private int lying(@Nullable LocalDate expiryDate) {
        return bin().quantities()
                .getOrDefault(
                        new BinStock.Lying(
                                wanted.item().owner(), expiryDate, QualityStatus.QUALIFIED, false),
                        0);
    }
}
