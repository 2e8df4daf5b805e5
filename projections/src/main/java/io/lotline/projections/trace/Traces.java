package io.lotline.projections.trace;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.Document;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.StockStatus;
import io.lotline.projections.sourcing.LogExcerpts;
import io.lotline.projections.sourcing.Recorded;
import io.lotline.projections.trace.KeptTraces.Kept;
import io.lotline.projections.trace.Trace.Step;
import io.lotline.projections.trace.TraceDocument.Figures;
import io.lotline.projections.trace.TraceFold.TransitKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The traces of lots, serial numbers and logistic units.
///
/// An answer about lots and pieces is put together from what the view of traces keeps: the steps of
/// one page, and figures that are sums. It is of exactly one position, and that is no earlier than
/// the log's end when it was asked for. Where the view has not come there, or is past what was
/// asked for, the answer is folded from the log's own events of one tag; a logistic unit's always
/// is. Both ways give the same answer. What the caller may not see and what does not exist give the
/// same empty answer.
public final class Traces {
    /// The view is given so long to come to the log's end.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int TRIES = 3;

    private final EventLog events;
    private final LogExcerpts log;
    private final @Nullable KeptTraces kept;

    /// Folds every answer from the log.
    public Traces(EventLog log) {
        this(log, null);
    }

    public Traces(EventLog log, @Nullable KeptTraces kept) {
        this.events = log;
        this.log = new LogExcerpts(log);
        this.kept = kept;
    }

    /// A lot; the lot number is null for devices without lots.
    public Optional<Trace> lot(Di di, @Nullable LotNumber lot, TraceOptions options) {
        return trace(new TraceSubject.Lot(di, lot), options);
    }

    /// One piece.
    public Optional<Trace> serial(Di di, SerialNumber serial, TraceOptions options) {
        return trace(new TraceSubject.Serial(di, serial), options);
    }

    /// A logistic unit: what was received or packed in it, and where that went.
    public Optional<Trace> unit(Sscc sscc, TraceOptions options) {
        return trace(new TraceSubject.Unit(sscc), options);
    }

    /// Whatever is traced.
    public Optional<Trace> trace(TraceSubject subject, TraceOptions options) {
        return ground(subject, options).map(ground -> new Assembly(ground, options).trace());
    }

    /// All steps, without the rest of a trace: they are handed over one by one, so that a history
    /// of any length can be written out.
    public Optional<Consumer<Consumer<Step>>> history(TraceSubject subject, TraceOptions options) {
        return ground(subject, options).map(ground -> ground.history()::forEach);
    }

    /// What an answer stands on.
    ///
    /// @param known whether there is anything that the caller may see
    private record Ground(
            TraceSubject subject,
            TraceFold fold,
            long position,
            boolean known,
            TraceHistory history) {}

    private Optional<Ground> ground(TraceSubject subject, TraceOptions options) {
        Ground ground =
                switch (subject) {
                    case TraceSubject.Lot lot -> {
                        Ground sums = kept == null ? null : kept(kept, lot, options);
                        yield sums == null ? folded(lot, options) : sums;
                    }
                    case TraceSubject.Serial piece -> {
                        Ground sums = kept == null ? null : kept(kept, piece, options);
                        yield sums == null ? folded(piece, options) : sums;
                    }
                    case TraceSubject.Unit unit -> folded(unit, options);
                };
        return ground.known() ? Optional.of(ground) : Optional.empty();
    }

    private @Nullable Ground kept(KeptTraces view, TraceSubject.Lot lot, TraceOptions options) {
        for (int i = 0; i < TRIES; i++) {
            Kept figures = figures(view, lot, options);
            if (figures == null) {
                return null;
            }
            Map<SerialNumber, List<Figures>> stopped = view.stopped(lot.di(), figures);
            if (stopped != null) {
                return kept(view, lot, figures, stopped, options);
            }
        }
        return null;
    }

    private @Nullable Kept figures(KeptTraces view, TraceSubject subject, TraceOptions options) {
        long wanted = Math.min(options.knownAt(), events.head().position());
        return view.figures(subject, options.owner(), wanted, options.knownAt(), PATIENCE);
    }

    private Ground kept(
            KeptTraces view,
            TraceSubject.Lot lot,
            Kept figures,
            Map<SerialNumber, List<Figures>> stopped,
            TraceOptions options) {
        TraceFold fold = new TraceFold(lot, options.owner());
        figures.items().forEach(item -> fold.seen.add(new TraceFold.Goods(item, null)));
        TraceFigures.load(figures.figures(), fold);
        List<Criterion> about = new ArrayList<>(about(lot, lot.di()));
        // what stops single pieces stands under their serials only
        stopped.forEach(
                (serial, pieces) -> {
                    about.add(stops(Tags.serial(lot.di(), serial)));
                    pieces.forEach(piece -> apart(fold, serial, piece));
                });
        return kept(view, lot, fold, figures, about, options);
    }

    /// Takes a piece out of the sums, because its status may be another.
    private static void apart(TraceFold fold, SerialNumber serial, Figures piece) {
        if (piece.head() != null) {
            fold.seen.add(new TraceFold.Goods(piece.head().item(), serial));
        }
        for (TraceDocument.Row<Cell, Long> row : piece.cells()) {
            Cell own = row.key();
            Cell sum = new Cell(own.item(), null, own.expiryDate(), own.place(), own.status());
            TraceFold.add(fold.cells, sum, -row.value());
            TraceFold.add(fold.cells, own, row.value());
        }
    }

    private @Nullable Ground kept(
            KeptTraces view, TraceSubject.Serial piece, TraceOptions options) {
        Kept figures = figures(view, piece, options);
        if (figures == null) {
            return null;
        }
        TraceFold fold = new TraceFold(piece, options.owner());
        TraceFigures.load(figures.figures(), fold);
        List<Criterion> about = new ArrayList<>(about(piece, piece.di()));
        for (StockItem item : figures.items()) {
            fold.seen.add(new TraceFold.Goods(item, piece.serial()));
            about.add(stops(Tags.lot(item.di(), item.lot())));
        }
        return kept(view, piece, fold, figures, about, options);
    }

    private static List<Criterion> about(TraceSubject subject, Di di) {
        return List.of(stops(subject.tag()), Boundaries.device(di), deviceHolds(di));
    }

    private Ground kept(
            KeptTraces view,
            TraceSubject subject,
            TraceFold fold,
            Kept figures,
            List<Criterion> about,
            TraceOptions options) {
        List<Recorded> stops = log.read(about, figures.position()).events();
        fold.over(stops);
        return new Ground(
                subject,
                fold,
                figures.position(),
                !fold.seen.isEmpty() || isKnown(subject, stops, options),
                view.steps(
                        subject,
                        figures.owners(),
                        options,
                        figures.position(),
                        new TraceSteps(fold, subject, options).all(stops)));
    }

    private static boolean isKnown(
            TraceSubject subject, Iterable<Recorded> events, TraceOptions options) {
        if (options.owner() == null) {
            for (Recorded recorded : events) {
                if (recorded.event().tags().contains(subject.tag())) {
                    return true;
                }
            }
        }
        return false;
    }

    private Ground folded(TraceSubject.Lot lot, TraceOptions options) {
        Di di = lot.di();
        Source own = source(lot, List.of(Boundaries.device(di), deviceHolds(di)), options);
        List<Criterion> pieces = new ArrayList<>();
        fold(lot, own.events(), options)
                .serials()
                .forEach(serial -> pieces.add(stops(Tags.serial(di, serial))));
        return folded(lot, with(own, pieces), options);
    }

    private Ground folded(TraceSubject.Serial piece, TraceOptions options) {
        Di di = piece.di();
        Source own = source(piece, List.of(Boundaries.device(di), deviceHolds(di)), options);
        List<Criterion> lots = new ArrayList<>();
        for (TraceFold.Goods goods : fold(piece, own.events(), options).seen) {
            lots.add(stops(Tags.lot(di, goods.item().lot())));
        }
        return folded(piece, with(own, lots), options);
    }

    private Ground folded(TraceSubject.Unit unit, TraceOptions options) {
        Source own = source(unit, List.of(), options);
        Set<Criterion> more = new LinkedHashSet<>();
        for (Recorded recorded : own.events()) {
            if (recorded.event() instanceof ItemPacked packed) {
                more.add(
                        Boundaries.of(Tags.order(packed.order()))
                                .types(
                                        ItemLoaded.class,
                                        ItemUnloaded.class,
                                        ShipmentDispatched.class,
                                        ShipmentDelivered.class,
                                        ItemPutBack.class,
                                        GoodsReturned.class));
            }
        }
        Set<Di> devices = new LinkedHashSet<>();
        for (TraceFold.Goods goods : fold(unit, own.events(), options).seen) {
            devices.add(goods.item().di());
            more.addAll(Boundaries.stops(goods.item().di(), goods.item().lot(), goods.serial()));
        }
        devices.forEach(di -> more.add(Boundaries.device(di)));
        return folded(unit, with(own, List.copyOf(more)), options);
    }

    /// What an answer is folded from: read some at a time, whenever it is gone through.
    private record Source(Iterable<Recorded> events, long position) {}

    private Source source(TraceSubject subject, List<Criterion> more, TraceOptions options) {
        long position = log.position(options.knownAt());
        List<Criterion> about = new ArrayList<>(more);
        about.add(all(subject));
        return new Source(log.each(about, position), position);
    }

    private Source with(Source own, List<Criterion> more) {
        return more.isEmpty()
                ? own
                : new Source(
                        LogExcerpts.merged(own.events(), log.read(more, own.position()).events()),
                        own.position());
    }

    private static TraceFold fold(
            TraceSubject subject, Iterable<Recorded> events, TraceOptions options) {
        return new TraceFold(subject, options.owner()).over(events);
    }

    private static Ground folded(TraceSubject subject, Source source, TraceOptions options) {
        TraceFold fold = fold(subject, source.events(), options);
        boolean known =
                options.owner() == null
                        ? isKnown(subject, source.events(), options)
                        : !fold.seen.isEmpty();
        return new Ground(
                subject,
                fold,
                source.position(),
                known,
                new TraceHistory() {
                    @Override
                    public TraceSteps.Page page() {
                        return steps().page(source.events());
                    }

                    @Override
                    public void forEach(Consumer<Step> consumer) {
                        steps().forEach(source.events(), consumer);
                    }

                    private TraceSteps steps() {
                        return new TraceSteps(fold, subject, options, corrections(source.events()));
                    }
                });
    }

    /// The positions of events that were wrong, with those of what says so.
    private static Map<Long, Long> corrections(Iterable<Recorded> events) {
        Map<Long, Long> corrections = new HashMap<>();
        for (Recorded recorded : events) {
            if (recorded.event() instanceof EventCorrected wrong) {
                corrections.put(wrong.wrong(), recorded.position());
            }
        }
        return corrections;
    }

    private static Criterion all(TraceSubject subject) {
        return new Criterion(Set.of(subject.tag()), Set.of());
    }

    private static Criterion deviceHolds(Di di) {
        return Boundaries.of(Tags.device(di)).types(StockHeld.class, HoldReleased.class);
    }

    private static Criterion stops(Tag tag) {
        return Boundaries.of(tag).types(Boundaries.STOPS);
    }

    /// Puts one answer together: the fold, the history's page, and the names of who is in it.
    private final class Assembly {
        private final TraceSubject subject;
        private final TraceFold fold;
        private final Ground ground;
        private final TraceOptions options;
        private final Map<OrderId, EnterpriseId> consignees = new HashMap<>();
        private final Map<EnterpriseId, String> names = new HashMap<>();

        Assembly(Ground ground, TraceOptions options) {
            this.subject = ground.subject();
            this.fold = ground.fold();
            this.ground = ground;
            this.options = options;
        }

        Trace trace() {
            readConsignees();
            readNames();
            TraceSteps.Page history = ground.history().page();
            Di di = null;
            LotNumber lot = null;
            SerialNumber serial = null;
            Sscc sscc = null;
            switch (subject) {
                case TraceSubject.Lot(var device, var number) -> {
                    di = device;
                    lot = number;
                }
                case TraceSubject.Serial(var device, var number) -> {
                    di = device;
                    serial = number;
                    lot =
                            fold.seen.stream()
                                    .map(goods -> goods.item().lot())
                                    .filter(Objects::nonNull)
                                    .findFirst()
                                    .orElse(null);
                }
                case TraceSubject.Unit(var number) -> sscc = number;
            }
            boolean unit = subject instanceof TraceSubject.Unit;
            return new Trace(
                    ground.position(),
                    di,
                    lot,
                    serial,
                    sscc,
                    unit ? null : fold.productionDate,
                    unit ? null : fold.expiryDate,
                    unit ? null : device(),
                    fold.received,
                    unit ? contents() : null,
                    options.backward() ? sources() : null,
                    options.forward() && !unit ? onHand() : null,
                    options.forward() ? inPicking() : null,
                    holds(),
                    recalls(),
                    options.forward() ? inTransit() : null,
                    options.forward() ? consignees() : null,
                    List.of(),
                    history.steps(),
                    history.next());
        }

        private void readConsignees() {
            List<Criterion> orders = new ArrayList<>();
            for (OrderId order : fold.openOrders()) {
                orders.add(Boundaries.of(Tags.order(order)).types(OrderPlaced.class));
            }
            for (Recorded recorded : read(orders)) {
                if (recorded.event() instanceof OrderPlaced placed) {
                    consignees.put(placed.order(), placed.consignee());
                }
            }
        }

        private void readNames() {
            Set<EnterpriseId> named = new LinkedHashSet<>(consignees.values());
            fold.sources.keySet().forEach(source -> named.add(source.supplier()));
            fold.seen.forEach(goods -> named.add(goods.item().owner()));
            fold.delivered.keySet().forEach(delivery -> named.add(delivery.consignee()));
            for (TraceFold.Transit transit : fold.transit.values()) {
                if (transit.consignee() != null) {
                    named.add(transit.consignee());
                }
            }
            for (Recorded recorded : read(named.stream().map(Boundaries::enterprise).toList())) {
                if (recorded.event() instanceof EnterpriseRegistered registered) {
                    names.put(registered.enterprise(), registered.name());
                }
            }
        }

        private List<Recorded> read(List<Criterion> alternatives) {
            return alternatives.isEmpty()
                    ? List.of()
                    : log.read(alternatives, ground.position()).events();
        }

        private Trace.@Nullable Device device() {
            DeviceRegistered file = fold.device;
            if (file == null) {
                return null;
            }
            return new Trace.Device(
                    file.name(),
                    file.model(),
                    file.specification(),
                    file.registrationNumber(),
                    file.registrationValidTo(),
                    file.holder(),
                    file.riskClass(),
                    file.implantable(),
                    file.storage() == null ? null : file.storage().minCelsius(),
                    file.storage() == null ? null : file.storage().maxCelsius());
        }

        private List<Trace.Content> contents() {
            List<Trace.Content> rows = new ArrayList<>();
            fold.contents.forEach(
                    (key, quantity) ->
                            rows.add(
                                    new Trace.Content(
                                            key.goods().item().owner(),
                                            key.goods().item().di(),
                                            key.goods().item().lot(),
                                            key.goods().serial(),
                                            quantity,
                                            key.notice(),
                                            key.order())));
            return rows;
        }

        private List<Trace.Source> sources() {
            List<Trace.Source> rows = new ArrayList<>();
            fold.sources.forEach(
                    (key, source) ->
                            rows.add(
                                    new Trace.Source(
                                            key.supplier(),
                                            names.get(key.supplier()),
                                            key.notice(),
                                            key.owner(),
                                            names.get(key.owner()),
                                            source.quantity(),
                                            source.at(),
                                            source.lastAt())));
            return rows;
        }

        private List<Trace.OnHand> onHand() {
            record Row(
                    EnterpriseId owner,
                    Location location,
                    StockStatus status,
                    @Nullable LocalDate expiryDate) {}
            Map<Row, Long> sums = new LinkedHashMap<>();
            fold.cells.forEach(
                    (cell, quantity) -> {
                        if (cell.place().kind() == Place.Kind.LOCATION) {
                            Row row =
                                    new Row(
                                            cell.item().owner(),
                                            cell.place().asLocation(),
                                            status(cell),
                                            cell.expiryDate());
                            TraceFold.add(sums, row, quantity);
                        }
                    });
            List<Trace.OnHand> rows = new ArrayList<>();
            sums.forEach(
                    (row, quantity) ->
                            rows.add(
                                    new Trace.OnHand(
                                            row.owner(),
                                            names.get(row.owner()),
                                            row.location().warehouse(),
                                            row.location().id(),
                                            row.status(),
                                            row.expiryDate(),
                                            quantity)));
            return rows;
        }

        private StockStatus status(Cell cell) {
            return fold.standing.status(
                    cell.item(),
                    cell.serial(),
                    cell.expiryDate(),
                    cell.status(),
                    cell.place().asLocation(),
                    options.today());
        }

        private List<Trace.InPicking> inPicking() {
            Map<TraceFold.PackedKey, Long> sums = new LinkedHashMap<>(fold.packedFor());
            fold.cells.forEach(
                    (cell, quantity) -> {
                        if (cell.place().kind() == Place.Kind.ORDER) {
                            TraceFold.add(
                                    sums,
                                    new TraceFold.PackedKey(
                                            new OrderId(cell.place().id()), cell.item().owner()),
                                    quantity);
                        }
                    });
            List<Trace.InPicking> rows = new ArrayList<>();
            sums.forEach(
                    (key, quantity) -> {
                        EnterpriseId consignee = consignees.get(key.order());
                        rows.add(
                                new Trace.InPicking(
                                        key.order(),
                                        consignee,
                                        name(consignee),
                                        key.owner(),
                                        names.get(key.owner()),
                                        quantity));
                    });
            return rows;
        }

        private List<Trace.Hold> holds() {
            List<Trace.Hold> rows = new ArrayList<>();
            for (StockHeld held : fold.standing.holds().values()) {
                if (fold.concerns(held.scope())) {
                    rows.add(
                            new Trace.Hold(
                                    held.hold(),
                                    held.reason(),
                                    since(Document.of(held.hold())),
                                    held.scope().serial(),
                                    held.scope().location(),
                                    held.scope().owner()));
                }
            }
            return rows;
        }

        private List<Trace.Recall> recalls() {
            List<Trace.Recall> rows = new ArrayList<>();
            for (RecallStarted started : fold.recalls.values()) {
                Document recall = Document.of(started.recall());
                if (fold.concerns(started.scope())) {
                    rows.add(
                            new Trace.Recall(
                                    started.recall(),
                                    started.level(),
                                    started.reason(),
                                    started.ordered(),
                                    since(recall),
                                    fold.states.getOrDefault(recall, RecallState.OPEN)));
                }
            }
            return rows;
        }

        private Instant since(Document document) {
            return Objects.requireNonNull(fold.since.get(document));
        }

        private List<Trace.InTransit> inTransit() {
            List<Trace.InTransit> rows = new ArrayList<>();
            for (Map.Entry<TransitKey, TraceFold.Transit> entry : fold.transit.entrySet()) {
                TransitKey key = entry.getKey();
                TraceFold.Transit transit = entry.getValue();
                EnterpriseId consignee =
                        transit.consignee() == null
                                ? consignees.get(key.order())
                                : transit.consignee();
                rows.add(
                        new Trace.InTransit(
                                key.shipment(),
                                key.order(),
                                consignee,
                                name(consignee),
                                key.owner(),
                                names.get(key.owner()),
                                transit.quantity(),
                                transit.dispatchedAt()));
            }
            return rows;
        }

        private List<Trace.Consignee> consignees() {
            List<Trace.Consignee> rows = new ArrayList<>();
            fold.delivered.forEach(
                    (key, delivery) ->
                            rows.add(
                                    new Trace.Consignee(
                                            key.consignee(),
                                            names.get(key.consignee()),
                                            key.order(),
                                            key.shipment(),
                                            key.owner(),
                                            names.get(key.owner()),
                                            delivery.quantity(),
                                            delivery.returned(),
                                            delivery.at(),
                                            delivery.receivedBy())));
            return rows;
        }

        private @Nullable String name(@Nullable EnterpriseId enterprise) {
            return enterprise == null ? null : names.get(enterprise);
        }
    }
}
