package io.lotline.core.rules;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Imagined;
import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.Handling;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.UnitEvent.UnitHandled.Row;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.rules.LogisticUnit.In;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedBooks.Stoppable;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.UnitState;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A logistic unit with all that is in it, to any depth, handled by one scan of its label.
///
/// Its goods are decided one after another by the rule of single pieces, each as if those before it
/// had been scanned already. So whatever holds for a piece holds for each piece of a unit, in every
/// step, and a unit is handled whole or not at all.
///
/// @param top  the unit whose label was scanned
/// @param tree it and the units in it, those outside before those inside
public record WholeUnit(ScannedUnit scanned, LogisticUnit top, Map<Sscc, LogisticUnit> tree) {
    /// Goods in a unit that are told apart, its units included.
    public static final int MAX_GOODS = 20_000;

    /// The unit of a scan, or why there is none that can be handled.
    public static Outcome of(Books books, ScannedUnit scanned, Handling handling, Step step) {
        LogisticUnit top = books.open(LogisticUnit.BOOK, scanned.sscc());
        Rejection unusable = unusable(scanned.sscc(), top, handling);
        if (unusable != null) {
            return Outcome.rejected(unusable);
        }
        Map<Sscc, LogisticUnit> tree = tree(books, scanned.sscc(), top);
        int goods = 0;
        for (LogisticUnit unit : tree.values()) {
            goods += unit.goods().size();
        }
        return goods > MAX_GOODS
                ? Outcome.rejected(
                        new SharedRejection.UnitTooLarge(scanned.sscc(), goods, MAX_GOODS))
                : step.take(new WholeUnit(judged(scanned, tree.values()), top, tree));
    }

    /// What was scanned last of all that is in it speaks against an earlier time.
    private static ScannedUnit judged(ScannedUnit scanned, Collection<LogisticUnit> units) {
        Instant last = null;
        for (LogisticUnit unit : units) {
            Instant at = unit.scanned();
            last = last == null || at != null && at.isAfter(last) ? at : last;
        }
        return new ScannedUnit(
                scanned.sscc(),
                ScanTime.judged(scanned.scan(), scanned.oldest(), last),
                scanned.today(),
                scanned.oldest());
    }

    /// A unit that is to go into another one, or why it cannot.
    public static Outcome packed(Books books, ScannedUnit scanned, Step step) {
        LogisticUnit top = books.open(LogisticUnit.BOOK, scanned.sscc());
        boolean lies = top.place() != null && top.place().kind() == Place.Kind.LOCATION;
        return of(books, scanned, lies ? Handling.MOVE : Handling.CHECK, step);
    }

    /// The orders whose goods are in these units, and in units in them.
    public static Set<OrderId> ordersIn(Books books, Collection<Sscc> units) {
        Set<OrderId> orders = new LinkedHashSet<>();
        for (Sscc unit : units) {
            for (LogisticUnit inner :
                    tree(books, unit, books.open(LogisticUnit.BOOK, unit)).values()) {
                orders.addAll(inner.orders());
            }
        }
        return orders;
    }

    /// Whether such goods are in a unit, or in a unit in it.
    public static boolean holds(Books books, Sscc unit, Predicate<LogisticUnit.In> which) {
        for (LogisticUnit inner : tree(books, unit, books.open(LogisticUnit.BOOK, unit)).values()) {
            for (Map.Entry<LogisticUnit.In, Integer> entry : inner.goods().entrySet()) {
                if (which.test(entry.getKey())) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The same goods, fewer of them.
    public static ScannedGoods some(ScannedGoods goods, int quantity) {
        return new ScannedGoods(
                goods.di(),
                goods.readings(),
                quantity,
                goods.settled(),
                goods.scan(),
                goods.today(),
                goods.oldest());
    }

    /// What is done with a unit.
    public interface Step {
        Outcome take(WholeUnit unit);
    }

    /// The rule of single pieces.
    public interface Rule {
        Outcome decide(ScannedGoods goods, In in, Books books);
    }

    /// One of several things that one scan does.
    public interface Turn {
        Outcome decide(Books books);
    }

    /// Does one after another, each as if those before it had happened already; all of them or
    /// none.
    public static Outcome inTurn(Books books, List<Turn> turns) {
        Meanwhile meanwhile = new Meanwhile(books);
        List<WarehouseEvent> all = new ArrayList<>();
        for (Turn turn : turns) {
            switch (turn.decide(meanwhile)) {
                case Outcome.Rejected refused -> {
                    return refused;
                }
                case Outcome.Accepted(List<WarehouseEvent> events) -> {
                    events.forEach(meanwhile::happened);
                    all.addAll(events);
                }
            }
        }
        return new Outcome.Accepted(all);
    }

    private static @Nullable Rejection unusable(Sscc sscc, LogisticUnit unit, Handling handling) {
        UnitState state = unit.state();
        Place place = unit.place();
        if (state == null || place == null) {
            return new SharedRejection.UnknownUnit(sscc);
        }
        if (state == UnitState.ENDED) {
            return new SharedRejection.UnitEnded(sscc, unit.ended());
        }
        // one that was refused at the door comes back from the vehicle
        boolean right =
                (state != UnitState.SHIPPED || handling == Handling.RETURN)
                        && switch (handling) {
                            case PUTAWAY, MOVE, PICK, COUNT -> place.kind() == Place.Kind.LOCATION;
                            case CHECK, LOAD, PUT_BACK -> place.kind() == Place.Kind.ORDER;
                            case UNLOAD -> place.kind() == Place.Kind.VEHICLE;
                            case RETURN ->
                                    place.kind() == Place.Kind.ORDER
                                            || place.kind() == Place.Kind.CONSIGNEE
                                            || state == UnitState.SHIPPED;
                        };
        return right ? null : new SharedRejection.UnitElsewhere(sscc, state, place);
    }

    private static Map<Sscc, LogisticUnit> tree(Books books, Sscc sscc, LogisticUnit top) {
        Map<Sscc, LogisticUnit> tree = new LinkedHashMap<>();
        tree.put(sscc, top);
        Collection<Sscc> level = top.children();
        while (!level.isEmpty()) {
            List<Sscc> next = new ArrayList<>();
            for (Map.Entry<Sscc, LogisticUnit> entry :
                    books.openAll(LogisticUnit.BOOK, level).entrySet()) {
                if (tree.putIfAbsent(entry.getKey(), entry.getValue()) == null) {
                    next.addAll(entry.getValue().children());
                }
            }
            level = next;
        }
        return tree;
    }

    public Place place() {
        return Objects.requireNonNull(top.place());
    }

    /// Why it is not where it is said to be; null where it is.
    ///
    /// @param said null for wherever it is in that warehouse
    public @Nullable Rejection isNotAt(
            Books books, @Nullable Location said, WarehouseId warehouse) {
        Location at = place().asLocation();
        if (said == null && at.warehouse().equals(warehouse) || at.equals(said)) {
            return null;
        }
        Rejection unknown =
                said == null ? Known.refusal(books, warehouse) : Known.refusal(books, said);
        return unknown != null
                ? unknown
                : new SharedRejection.WrongLocation(
                        said == null ? at : said,
                        null,
                        "Unit %s is in location %s, and not in %s"
                                .formatted(
                                        scanned.sscc(),
                                        at,
                                        said == null ? "warehouse " + warehouse : said),
                        "it was moved before, or another unit was meant");
    }

    /// Why goods in it may not leave: recalled, held or expired; null where all may.
    public @Nullable Rejection stopped(Books books) {
        ahead(books);
        Location at = place().kind() == Place.Kind.LOCATION ? place().asLocation() : null;
        for (LogisticUnit unit : tree.values()) {
            for (In in : unit.goods().keySet()) {
                Rejection stop =
                        LotStanding.reading(books, in.item().di(), in.item().lot(), in.serial())
                                .stop(in.item(), in.serial(), in.expiryDate(), at, scanned.today());
                if (stop != null) {
                    return stop;
                }
            }
        }
        return null;
    }

    /// The orders whose goods are in it.
    public List<OrderId> orders() {
        return tree.values().stream().flatMap(unit -> unit.orders().stream()).distinct().toList();
    }

    /// How many pieces are in it.
    public long pieces() {
        return tree.values().stream().mapToLong(LogisticUnit::pieces).sum();
    }

    /// The documents of a step.
    public record Papers(
            @Nullable NoticeId notice, @Nullable ShipmentId shipment, @Nullable CountId count) {
        public static final Papers NONE = new Papers(null, null, null);

        public static Papers of(@Nullable NoticeId notice) {
            return new Papers(notice, null, null);
        }

        public static Papers of(ShipmentId shipment) {
            return new Papers(null, shipment, null);
        }
    }

    /// Decides all that is in it, by the rule of single pieces.
    public Outcome each(Books books, Handling handling, Papers papers, Rule rule) {
        Meanwhile meanwhile = new Meanwhile(books);
        ahead(books);
        Rows rows = new Rows();
        for (Map.Entry<Sscc, LogisticUnit> entry : tree.entrySet()) {
            for (Map.Entry<In, Integer> goods : entry.getValue().goods().entrySet()) {
                In in = goods.getKey();
                Outcome outcome = rule.decide(asScanned(in, goods.getValue()), in, meanwhile);
                switch (outcome) {
                    case Outcome.Rejected refused -> {
                        return refused;
                    }
                    case Outcome.Accepted(List<WarehouseEvent> events) -> {
                        for (WarehouseEvent event : events) {
                            rows.add(entry.getKey(), event, place());
                            meanwhile.happened(event);
                        }
                    }
                }
            }
        }
        return handled(handling, papers, rows.list());
    }

    /// Counts all that is in it as what is there.
    public Outcome counted(CountId count) {
        Rows rows = new Rows();
        tree.forEach(
                (sscc, unit) ->
                        unit.goods()
                                .forEach((in, quantity) -> rows.stay(sscc, in, quantity, place())));
        return handled(Handling.COUNT, new Papers(null, null, count), rows.list());
    }

    private Outcome handled(Handling handling, Papers papers, List<Row> rows) {
        List<Sscc> within = new ArrayList<>(tree.keySet());
        within.remove(scanned.sscc());
        return Outcome.accepted(
                new UnitHandled(
                        scanned.sscc(),
                        handling,
                        within,
                        handling.moves() ? top.parent() : null,
                        papers.notice(),
                        papers.shipment(),
                        papers.count(),
                        handling.moves() && !rows.isEmpty() ? rows.getFirst().to() : place(),
                        rows,
                        scanned.scan()));
    }

    private ScannedGoods asScanned(In in, int quantity) {
        return new ScannedGoods(
                in.item().di(),
                List.of(
                        new LabelReading(
                                in.item().lot(), in.serial(), null, in.expiryDate(), null, null)),
                quantity,
                null,
                scanned.scan(),
                scanned.today(),
                scanned.oldest());
    }

    /// Opens together where each piece with a serial number is.
    public static void ahead(Books books, List<Piece> pieces) {
        Map<Piece, SerialFile> _ = books.openAll(SharedBooks.SERIAL, pieces);
    }

    /// Opens together what each piece with a serial number is asked for.
    private void ahead(Books books) {
        List<Piece> pieces = new ArrayList<>();
        List<Stoppable> stops = new ArrayList<>();
        for (LogisticUnit unit : tree.values()) {
            for (In in : unit.goods().keySet()) {
                if (in.serial() != null) {
                    Di di = in.item().di();
                    pieces.add(new Piece(di, in.serial()));
                    stops.add(Stoppable.serial(di, in.serial()));
                }
            }
        }
        ahead(books, pieces);
        Map<Stoppable, LotStanding> _ = books.openAll(SharedBooks.STOPS, stops);
    }

    /// The rows of what was decided: pieces that differ in nothing but their serial numbers are
    /// one.
    private static final class Rows {
        private final List<Row> single = new ArrayList<>();
        private final Map<Row, List<SerialNumber>> pieces = new LinkedHashMap<>();

        /// What else a piece's rule records is not so of a unit: its goods stay in it, and its
        /// label is one.
        void add(Sscc unit, WarehouseEvent event, Place here) {
            switch (event) {
                case GoodsPutAway e -> moved(unit, e.movement(), null, null, 0, List.of());
                case GoodsMoved e -> moved(unit, e.movement(), null, null, 0, List.of());
                case ItemPicked e ->
                        moved(
                                unit,
                                e.movement(),
                                e.order(),
                                e.lineId(),
                                e.fromAllocation(),
                                e.released());
                case ItemLoaded e -> moved(unit, e.movement(), e.order(), null, 0, List.of());
                case ItemUnloaded e -> moved(unit, e.movement(), e.order(), null, 0, List.of());
                case GoodsReturned e ->
                        moved(unit, e.movement(), e.order(), e.lineId(), 0, List.of());
                case ItemPutBack e ->
                        moved(unit, e.movement(), e.order(), e.lineId(), 0, List.of());
                case ItemChecked e ->
                        row(
                                new Row(
                                        unit,
                                        e.goods().item(),
                                        List.of(),
                                        null,
                                        e.goods().quantity(),
                                        here,
                                        here,
                                        QualityStatus.QUALIFIED,
                                        QualityStatus.QUALIFIED,
                                        e.order(),
                                        e.lineId(),
                                        0,
                                        List.of()),
                                e.goods().serial());
                case MasterDataEvent _, AccessEvent _, InboundEvent _, InventoryEvent _ -> {}
                case DistributionEvent _,
                        RecallEvent _,
                        UnitEvent _,
                        WorkEvent _,
                        ChargingEvent _ -> {}
                case CorrectionEvent _ -> {}
            }
        }

        void stay(Sscc unit, In in, int quantity, Place here) {
            row(
                    new Row(
                            unit,
                            in.item(),
                            List.of(),
                            in.expiryDate(),
                            quantity,
                            here,
                            here,
                            QualityStatus.QUALIFIED,
                            QualityStatus.QUALIFIED,
                            in.order(),
                            null,
                            0,
                            List.of()),
                    in.serial());
        }

        private void moved(
                Sscc unit,
                Movement m,
                @Nullable OrderId order,
                @Nullable LineId line,
                int kept,
                List<io.lotline.core.events.Allocation> released) {
            row(
                    new Row(
                            unit,
                            m.item(),
                            List.of(),
                            m.expiryDate(),
                            m.quantity(),
                            m.from(),
                            m.to(),
                            m.fromStatus(),
                            m.toStatus(),
                            order,
                            line,
                            kept,
                            released),
                    m.serial());
        }

        private void row(Row row, @Nullable SerialNumber serial) {
            if (serial == null) {
                single.add(row);
            } else {
                pieces.computeIfAbsent(row, _ -> new ArrayList<>()).add(serial);
            }
        }

        List<Row> list() {
            List<Row> all = new ArrayList<>(single);
            pieces.forEach(
                    (row, serials) ->
                            all.add(
                                    new Row(
                                            row.unit(),
                                            row.item(),
                                            serials,
                                            row.expiryDate(),
                                            serials.size(),
                                            row.from(),
                                            row.to(),
                                            row.fromStatus(),
                                            row.toStatus(),
                                            row.order(),
                                            row.line(),
                                            row.kept(),
                                            row.released())));
            return all;
        }
    }

    /// Books as they are once what was decided so far has happened. What is opened through them is
    /// opened, and guarded, as what it is in the log.
    public static final class Meanwhile implements Books {
        /// Behind all that the log holds, and all that is only rehearsed.
        private static final long NOT_YET = Long.MAX_VALUE / 2;

        private final Books books;
        private final Imagined imagined = new Imagined();

        Meanwhile(Books books) {
            this.books = books;
        }

        void happened(WarehouseEvent event) {
            imagined.happened(event);
        }

        @Override
        public <K, S> S open(Book<K, S> book, K key) {
            return imagined.after(book, key, books.open(book, key), NOT_YET);
        }
    }
}
