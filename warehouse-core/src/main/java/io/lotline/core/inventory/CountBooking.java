package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.InventoryEvent.CountBooked;
import io.lotline.core.events.InventoryEvent.CountBooked.Booked;
import io.lotline.core.events.InventoryEvent.CountBooked.Left;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inventory.CountRejection.Unbooked;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedBooks.LotInBin;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedBooks.StockPlace;
import io.lotline.core.rules.StockBook;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.rules.Unpacking;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// As many differences of a count as one commit takes, each made an adjustment over the books as
/// they are now. What is missing goes to the lost goods, and what is too many comes out of them:
/// also out of what is lost in the same commit, so goods that lie in the wrong bin are at home
/// again. What is missing leaves the logistic unit that it was in.
final class CountBooking {
    /// Rows that one commit books at the most.
    static final int ROWS_A_COMMIT = 500;

    /// With more events no further row is looked at.
    private static final int ENOUGH_EVENTS = 5_000;

    /// The longest beginning of a count's id that stands in the ids of its adjustments.
    private static final int ID_PREFIX = 52;

    private final Books books;
    private final CountOpened opened;
    private final CountRows rows;
    private final String requestedBy;
    private final @Nullable String approvedBy;
    private final Map<Di, @Nullable DeviceRegistered> devices = new HashMap<>();
    private final List<WarehouseEvent> events = new ArrayList<>();
    private final List<Booked> booked = new ArrayList<>();
    private final List<Unbooked> unbooked = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();
    private final Map<Location, Integer> entered = new HashMap<>();
    private StockBook lost = StockBook.EMPTY;
    private final List<Piecewise> together = new ArrayList<>();
    private int number;
    private int looked;

    private CountBooking(
            Books books,
            CountOpened opened,
            CountRows rows,
            String requestedBy,
            @Nullable String approvedBy) {
        this.books = books;
        this.opened = opened;
        this.rows = rows;
        this.requestedBy = requestedBy;
        this.approvedBy = approvedBy;
        this.number = rows.adjustments();
    }

    /// A piece whose adjustment is booked together with others of its lot.
    private record Piecewise(CountRow row, AdjustmentKind kind, List<Movement> movements) {}

    /// Looks at the differences that are not booked.
    static CountBooking of(
            Books books,
            CountFile file,
            CountRows rows,
            String requestedBy,
            @Nullable String approvedBy) {
        CountBooking booking =
                new CountBooking(
                        books,
                        Objects.requireNonNull(file.opened()),
                        rows,
                        requestedBy,
                        approvedBy);
        booking.look(rows.open(ROWS_A_COMMIT));
        return booking;
    }

    /// Whether one person may book it: all that is open counts, so that nothing is gained by
    /// booking it in parts.
    boolean within(AdjustmentLimit limit) {
        int pieces = (int) Math.min(Integer.MAX_VALUE, rows.pieces());
        return approvedBy != null
                || devices.values().stream()
                        .allMatch(device -> device == null || limit.allows(device, pieces));
    }

    boolean booksSomething() {
        return !booked.isEmpty();
    }

    /// What is booked, or what stands in the way.
    Outcome outcome(boolean leaveRest) {
        if (!unbooked.isEmpty() && !leaveRest) {
            return Outcome.rejected(CountRejection.CountNotBookable.of(opened.count(), unbooked));
        }
        List<WarehouseEvent> all = new ArrayList<>(events);
        all.add(
                new CountBooked(
                        opened.count(),
                        booked,
                        left,
                        rows.openRows() - looked,
                        requestedBy,
                        approvedBy));
        return Unpacking.with(books, new Outcome.Accepted(all), null);
    }

    private void look(List<CountRows.Open> page) {
        readAhead(page);
        // one for each row that is booked, unless some of these ids are taken
        Set<AdjustmentId> ids = new LinkedHashSet<>();
        for (int i = 1; i <= page.size(); i++) {
            ids.add(id(opened.count(), number + i));
        }
        var _ = books.openAll(AdjustmentFile.BOOK, ids);
        for (CountRows.Open open : page) {
            if (events.size() >= ENOUGH_EVENTS) {
                break;
            }
            looked++;
            look(open);
        }
        book();
    }

    /// Many books are asked for in one question.
    private void readAhead(List<CountRows.Open> page) {
        Set<Location> locations = new LinkedHashSet<>();
        Set<Di> dis = new LinkedHashSet<>();
        Set<LotInBin> bins = new LinkedHashSet<>();
        Set<Piece> pieces = new LinkedHashSet<>();
        Set<StockPlace> promises = new LinkedHashSet<>();
        for (CountRows.Open open : page) {
            CountRow row = open.row();
            locations.add(row.location());
            dis.add(row.item().di());
            if (row.serial() != null) {
                pieces.add(new Piece(row.item().di(), row.serial()));
            } else if (open.counted().difference() < 0) {
                bins.add(new LotInBin(row.item().di(), row.item().lot(), row.location()));
            }
            if (open.counted().difference() < 0) {
                promises.add(new StockPlace(row.item(), row.location()));
            }
        }
        var _ = books.openAll(SinceCounted.BOOK, page.stream().map(SinceCounted.Key::of).toList());
        var _ = books.openAll(SharedBooks.LOCATION, locations);
        var _ = books.openAll(SharedBooks.BIN, bins);
        var _ = books.openAll(SharedBooks.SERIAL, pieces);
        var _ = books.openAll(SharedBooks.PROMISES_IN_BIN, promises);
        for (Di di : dis) {
            Devices.Pieces device = Devices.reading(books, di).pieces(di);
            devices.put(di, device == null ? null : device.device());
        }
    }

    private void look(CountRows.Open open) {
        CountRow row = open.row();
        int difference = open.counted().difference();
        DeviceRegistered device = devices.get(row.item().di());
        if (device == null) {
            leave(open, Known.unknownDevice(books, row.item().di()));
            return;
        }
        if (books.open(SinceCounted.BOOK, SinceCounted.Key.of(open)).changed()) {
            leave(open, CountRejection.ChangedSinceCounted.of(row, open.counted()));
            return;
        }
        Integer recountAbove = opened.recountAbove();
        if (recountAbove != null
                && Math.abs(difference) > recountAbove
                && !open.counted().confirmed()) {
            leave(open, new CountRejection.RecountNeeded(opened.count(), recountAbove));
            return;
        }
        AdjustmentKind kind = difference < 0 ? AdjustmentKind.LOST : AdjustmentKind.FOUND;
        Adjusting adjusting = adjusting(row, kind, Math.abs(difference), serials(row), device);
        switch (adjusting.movements()) {
            case Adjusting.Refused(Rejection reason) -> leave(open, instead(row, kind, reason));
            case Adjusting.Moved(List<Movement> movements) -> {
                if (row.serial() == null) {
                    book();
                    book(List.of(row), adjusting, movements);
                } else {
                    if (!together.isEmpty() && !belongs(row, kind, together.getFirst())) {
                        book();
                    }
                    together.add(new Piecewise(row, kind, movements));
                }
                moved(movements);
            }
        }
    }

    private static boolean belongs(CountRow row, AdjustmentKind kind, Piecewise first) {
        return kind == first.kind()
                && row.item().equals(first.row().item())
                && row.location().equals(first.row().location());
    }

    /// A piece that is booked elsewhere is not received again: it is moved, or counted there, too.
    private Rejection instead(CountRow row, AdjustmentKind kind, Rejection reason) {
        if (kind == AdjustmentKind.FOUND && row.serial() != null) {
            Cell cell =
                    books.open(SharedBooks.SERIAL, new Piece(row.item().di(), row.serial())).cell();
            if (cell != null && cell.place().kind() != Place.Kind.LOST) {
                return new CountRejection.FoundElsewhere(
                        row.item().di(), row.serial(), row.location(), cell.place());
            }
        }
        return reason;
    }

    private void leave(CountRows.Open open, Rejection reason) {
        CountRow row = open.row();
        unbooked.add(Unbooked.of(row, open.counted(), reason));
        left.add(new Left(row, open.counted().difference(), reason.problem()));
    }

    private void moved(List<Movement> movements) {
        lost = lost.after(movements, cell -> cell.place().kind() == Place.Kind.LOST);
        for (Movement movement : movements) {
            change(movement.to(), movement.quantity());
            change(movement.from(), -movement.quantity());
        }
    }

    private void change(Place place, int pieces) {
        if (place.kind() == Place.Kind.LOCATION) {
            entered.merge(place.asLocation(), pieces, Integer::sum);
        }
    }

    /// Books the pieces that stand together.
    private void book() {
        if (together.isEmpty()) {
            return;
        }
        Piecewise first = together.getFirst();
        List<SerialNumber> serials = new ArrayList<>();
        List<Movement> movements = new ArrayList<>();
        for (Piecewise each : together) {
            serials.add(Objects.requireNonNull(each.row().serial()));
            movements.addAll(each.movements());
        }
        DeviceRegistered device = Objects.requireNonNull(devices.get(first.row().item().di()));
        book(
                together.stream().map(Piecewise::row).toList(),
                adjusting(first.row(), first.kind(), serials.size(), serials, device),
                movements);
        together.clear();
    }

    private void book(List<CountRow> of, Adjusting adjusting, List<Movement> movements) {
        AdjustmentId id = nextId();
        events.add(new StockAdjusted(id, adjusting.wanted(), movements, requestedBy, approvedBy));
        List<PromisesBroken> broken = adjusting.broken(id, movements);
        events.addAll(broken);
        of.forEach(row -> booked.add(new Booked(row, id)));
    }

    private Adjusting adjusting(
            CountRow row,
            AdjustmentKind kind,
            int quantity,
            List<SerialNumber> serials,
            DeviceRegistered device) {
        StockItem item = row.item();
        return new Adjusting(
                books,
                new Adjustment(
                        kind,
                        item,
                        serials,
                        quantity,
                        row.location(),
                        null,
                        "count " + opened.count(),
                        null,
                        null),
                device,
                new Adjusting.Beside(
                        lost, Map.copyOf(entered), row.expiryDate() != null, row.expiryDate()));
    }

    private static List<SerialNumber> serials(CountRow row) {
        return row.serial() == null ? List.of() : List.of(row.serial());
    }

    /// The next id that no adjustment has.
    private AdjustmentId nextId() {
        while (true) {
            number++;
            AdjustmentId id = id(opened.count(), number);
            if (books.open(AdjustmentFile.BOOK, id).wanted() == null) {
                return id;
            }
        }
    }

    /// Ids of long counts are cut, and told apart by what was cut off.
    static AdjustmentId id(CountId count, int number) {
        String name = count.value();
        if (name.length() > ID_PREFIX) {
            name = name.substring(0, ID_PREFIX - 9) + "-" + Integer.toHexString(name.hashCode());
        }
        return new AdjustmentId("%s.%d".formatted(name, number));
    }
}
