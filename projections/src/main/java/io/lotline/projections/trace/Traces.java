package io.lotline.projections.trace;

import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
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
import io.lotline.projections.sourcing.Excerpt;
import io.lotline.projections.sourcing.LogExcerpts;
import io.lotline.projections.sourcing.Recorded;
import io.lotline.projections.trace.TraceFold.TransitKey;
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
import org.jspecify.annotations.Nullable;

/// The traces of lots, serial numbers and logistic units.
///
/// An answer is a fold of the log's own events of one tag, so it cannot lag behind a view. What the
/// caller may not see and what does not exist give the same empty answer.
public final class Traces {
    private final LogExcerpts log;

    public Traces(EventLog log) {
        this.log = new LogExcerpts(log);
    }

    /// A lot; the lot number is null for devices without lots.
    public Optional<Trace> lot(Di di, @Nullable LotNumber lot, TraceOptions options) {
        Excerpt own =
                log.read(
                        List.of(
                                subject(new TraceSubject.Lot(di, lot)),
                                Boundaries.device(di),
                                deviceHolds(di)),
                        options.knownAt());
        // stops of single pieces stand under their serials only
        List<Criterion> pieces = new ArrayList<>();
        TraceFold fold = fold(new TraceSubject.Lot(di, lot), own, options);
        fold.serials().forEach(serial -> pieces.add(stops(Tags.serial(di, serial))));
        return answer(new TraceSubject.Lot(di, lot), with(own, pieces), options);
    }

    /// One piece.
    public Optional<Trace> serial(Di di, SerialNumber serial, TraceOptions options) {
        TraceSubject subject = new TraceSubject.Serial(di, serial);
        Excerpt own =
                log.read(
                        List.of(subject(subject), Boundaries.device(di), deviceHolds(di)),
                        options.knownAt());
        List<Criterion> lots = new ArrayList<>();
        for (TraceFold.Goods goods : fold(subject, own, options).seen) {
            lots.add(stops(Tags.lot(di, goods.item().lot())));
        }
        return answer(subject, with(own, lots), options);
    }

    /// A logistic unit: what was received or packed in it, and where that went.
    public Optional<Trace> unit(Sscc sscc, TraceOptions options) {
        TraceSubject subject = new TraceSubject.Unit(sscc);
        Excerpt own = log.read(List.of(subject(subject)), options.knownAt());
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
                                        GoodsReturned.class));
            }
        }
        Set<Di> devices = new LinkedHashSet<>();
        for (TraceFold.Goods goods : fold(subject, own, options).seen) {
            devices.add(goods.item().di());
            more.addAll(Boundaries.stops(goods.item().di(), goods.item().lot(), goods.serial()));
        }
        devices.forEach(di -> more.add(Boundaries.device(di)));
        return answer(subject, with(own, List.copyOf(more)), options);
    }

    private Excerpt with(Excerpt own, List<Criterion> more) {
        return more.isEmpty() ? own : LogExcerpts.join(own, log.read(more, own.position()));
    }

    private static TraceFold fold(TraceSubject subject, Excerpt excerpt, TraceOptions options) {
        return new TraceFold(subject, options.owner()).over(excerpt.events());
    }

    private Optional<Trace> answer(TraceSubject subject, Excerpt excerpt, TraceOptions options) {
        TraceFold fold = fold(subject, excerpt, options);
        boolean known =
                options.owner() == null
                        ? excerpt.events().stream()
                                .anyMatch(e -> e.event().tags().contains(subject.tag()))
                        : !fold.seen.isEmpty();
        return known
                ? Optional.of(new Assembly(subject, fold, excerpt, options).trace())
                : Optional.empty();
    }

    private static Criterion subject(TraceSubject subject) {
        return new Criterion(Set.of(subject.tag()), Set.of());
    }

    private static Criterion deviceHolds(Di di) {
        return Boundaries.of(Tags.device(di)).types(StockHeld.class, HoldReleased.class);
    }

    private static Criterion stops(io.lotline.core.eventlog.Tag tag) {
        return Boundaries.of(tag)
                .types(
                        StockHeld.class,
                        HoldReleased.class,
                        RecallStarted.class,
                        RecallClosed.class);
    }

    /// Puts one answer together: the fold, the history's page, and the names of who is in it.
    private final class Assembly {
        private final TraceSubject subject;
        private final TraceFold fold;
        private final Excerpt excerpt;
        private final TraceOptions options;
        private final Map<OrderId, EnterpriseId> consignees = new HashMap<>();
        private final Map<EnterpriseId, String> names = new HashMap<>();

        Assembly(TraceSubject subject, TraceFold fold, Excerpt excerpt, TraceOptions options) {
            this.subject = subject;
            this.fold = fold;
            this.excerpt = excerpt;
            this.options = options;
        }

        Trace trace() {
            readConsignees();
            readNames();
            TraceSteps.Page history = new TraceSteps(fold, subject, options).page(excerpt.events());
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
                    excerpt.position(),
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
                    : log.read(alternatives, excerpt.position()).events();
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
            for (TraceFold.Since<StockHeld> since : fold.holds.values()) {
                StockHeld held = since.event();
                if (fold.concerns(held.scope())) {
                    rows.add(
                            new Trace.Hold(
                                    held.hold(),
                                    held.reason(),
                                    since.at(),
                                    held.scope().serial(),
                                    held.scope().location(),
                                    held.scope().owner()));
                }
            }
            return rows;
        }

        private List<Trace.Recall> recalls() {
            List<Trace.Recall> rows = new ArrayList<>();
            for (TraceFold.Since<RecallStarted> since : fold.recalls.values()) {
                RecallStarted started = since.event();
                if (fold.concerns(started)) {
                    rows.add(
                            new Trace.Recall(
                                    started.recall(),
                                    started.level(),
                                    started.reason(),
                                    started.ordered(),
                                    since.at(),
                                    fold.closed.contains(started.recall())
                                            ? Trace.Recall.State.CLOSED
                                            : Trace.Recall.State.OPEN));
                }
            }
            return rows;
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
