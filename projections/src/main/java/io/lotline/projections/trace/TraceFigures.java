package io.lotline.projections.trace;

import io.lotline.core.events.Movement;
import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.ShipmentId;
import io.lotline.projections.trace.TraceDocument.Figures;
import io.lotline.projections.trace.TraceDocument.Head;
import io.lotline.projections.trace.TraceDocument.Row;
import io.lotline.projections.trace.TraceFold.DeliveryKey;
import io.lotline.projections.trace.TraceFold.SourceKey;
import io.lotline.projections.trace.TraceFold.TransitKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the kept figures of goods change with an event: by the very fold that answers from the log,
/// begun with what is kept.
final class TraceFigures {
    private static final Comparator<Row<?, ?>> AS_THEY_CAME =
            Comparator.<Row<?, ?>>comparingLong(Row::since).thenComparingInt(Row::part);

    private final TraceSubject subject;
    private final StockItem item;

    /// Of a lot each row is a document of its own; of a piece all are one.
    private final boolean whole;

    private final Told recorded;

    /// What the event would make of nothing: in this order it makes new rows.
    private final TraceFold alone;

    /// @param recorded what happened to the subject, whoever owns its goods
    TraceFigures(TraceSubject subject, StockItem item, Told recorded) {
        this.subject = subject;
        this.item = item;
        this.whole = subject instanceof TraceSubject.Serial;
        this.recorded = recorded;
        this.alone = TraceFold.sums(subject, null).and(recorded);
    }

    /// The documents of these goods that may change.
    Set<String> keys() {
        Step step = recorded.step();
        Set<String> keys = new LinkedHashSet<>();
        if (whole) {
            keys.add(TraceKeys.head(subject, item));
            return keys;
        }
        for (Movement m : step.movements()) {
            if (m.item().equals(item)) {
                place(keys, new Cell(item, null, m.expiryDate(), m.from(), m.fromStatus()));
                place(keys, new Cell(item, null, m.expiryDate(), m.to(), m.toStatus()));
            }
        }
        for (Step.Goods goods : step.goods()) {
            if (goods.item().equals(item)) {
                whereabouts(keys, step, goods);
            }
        }
        keys.add(TraceKeys.head(subject, item));
        return keys;
    }

    private void place(Set<String> keys, Cell cell) {
        if (TraceFold.isSummed(cell.place())) {
            keys.add(cell(cell));
        }
    }

    private void whereabouts(Set<String> keys, Step step, Step.Goods goods) {
        NoticeId notice = step.notice();
        OrderId order = step.order(goods);
        Place from = goods.from();
        if (from != null && from.kind() == Place.Kind.SUPPLIER && notice != null) {
            keys.add(source(new SourceKey(enterprise(from), notice, item.owner())));
        }
        if (step.corrects() != null && goods.isAt(Place.Kind.SUPPLIER) && notice != null) {
            keys.add(source(new SourceKey(enterprise(goods.at()), notice, item.owner())));
        }
        if (order == null) {
            return;
        }
        ShipmentId shipment = TraceFold.shipment(step, goods);
        if (shipment != null) {
            keys.add(transit(new TransitKey(shipment, order, item.owner())));
        }
        if (goods.consignee() != null && goods.isAt(Place.Kind.CONSIGNEE)) {
            keys.add(delivered(goods.consignee(), order));
        }
        if (from != null && from.kind() == Place.Kind.CONSIGNEE) {
            keys.add(delivered(enterprise(from), order));
        }
    }

    private static EnterpriseId enterprise(Place place) {
        return new EnterpriseId(place.id());
    }

    /// Whichever shipment brought them.
    private String delivered(EnterpriseId consignee, OrderId order) {
        return delivered(new DeliveryKey(consignee, new ShipmentId("-"), order, item.owner()));
    }

    private String cell(Cell cell) {
        return TraceKeys.cell(subject, cell);
    }

    private String source(SourceKey source) {
        return TraceKeys.source(subject, of(source.owner()), source);
    }

    private String transit(TransitKey transit) {
        return TraceKeys.transit(subject, of(transit.owner()), transit);
    }

    private String delivered(DeliveryKey delivery) {
        return TraceKeys.delivered(subject, of(delivery.owner()), delivery);
    }

    private StockItem of(EnterpriseId owner) {
        return new StockItem(owner, item.di(), item.lot());
    }

    /// The figures of one document after the event.
    Figures after(@Nullable Figures before, String key) {
        Figures known = before == null ? Figures.NONE : before;
        TraceFold fold = TraceFold.sums(subject, null);
        load(known, fold);
        fold.and(recorded);
        boolean head = whole || key.equals(TraceKeys.head(subject, item));
        return new Figures(
                head ? head(known.head()) : null,
                rows(known.cells(), fold.cells, alone.cells, row -> mine(key, row, this::cell)),
                rows(
                        known.sources(),
                        fold.sources,
                        alone.sources,
                        row -> mine(key, row, this::source)),
                rows(
                        known.transit(),
                        fold.transit,
                        alone.transit,
                        row -> mine(key, row, this::transit)),
                rows(
                        known.delivered(),
                        fold.delivered,
                        alone.delivered,
                        row -> mine(key, row, this::delivered)));
    }

    private <K> boolean mine(String key, K row, Function<K, String> keyOf) {
        return whole || keyOf.apply(row).equals(key);
    }

    private @Nullable Head head(@Nullable Head before) {
        long position = recorded.position();
        TraceFold fold = TraceFold.sums(subject, item.owner()).and(recorded);
        if (before == null && fold.seen.isEmpty()) {
            return null;
        }
        Head known = before == null ? new Head(item, 0, null, 0, null, 0, 0, position) : before;
        LocalDate production = fold.productionDate;
        LocalDate expiry = fold.expiryDate;
        return new Head(
                item,
                known.received() + fold.received,
                production == null ? known.productionDate() : production,
                production == null ? known.productionAt() : position,
                expiry == null ? known.expiryDate() : expiry,
                expiry == null ? known.expiryAt() : position,
                expiry == null ? known.expiryPart() : lastDated(),
                known.since());
    }

    private <K, V> List<Row<K, V>> rows(
            List<Row<K, V>> before, Map<K, V> now, Map<K, V> alone, Predicate<K> mine) {
        Map<K, Row<K, V>> known =
                before.stream().collect(Collectors.toMap(Row::key, Function.identity()));
        List<Row<K, V>> rows = new ArrayList<>();
        now.forEach(
                (key, value) -> {
                    if (mine.test(key)) {
                        Row<K, V> was = known.get(key);
                        long since = was == null ? recorded.position() : was.since();
                        int part = was == null ? indexIn(key, alone.keySet()) : was.part();
                        rows.add(new Row<>(key, value, since, part));
                    }
                });
        return rows;
    }

    /// Which movement of the event is the last of these goods that names an expiry date.
    private int lastDated() {
        List<Movement> movements = recorded.step().movements();
        int last = movements.size() - 1;
        while (last > 0 && !isDated(movements.get(last))) {
            last--;
        }
        return last;
    }

    private boolean isDated(Movement movement) {
        return movement.item().equals(item) && movement.expiryDate() != null;
    }

    private static <K> int indexIn(K key, Set<K> among) {
        int index = 0;
        for (K one : among) {
            if (one.equals(key)) {
                break;
            }
            index++;
        }
        return index;
    }

    private static void load(Figures figures, TraceFold fold) {
        figures.cells().forEach(row -> fold.cells.put(row.key(), row.value()));
        figures.sources().forEach(row -> fold.sources.put(row.key(), row.value()));
        figures.transit().forEach(row -> fold.transit.put(row.key(), row.value()));
        figures.delivered().forEach(row -> fold.delivered.put(row.key(), row.value()));
    }

    /// Puts all figures of a subject into a fold that answers a question, in the order in which
    /// they came to be.
    static void load(List<Figures> all, TraceFold fold) {
        List<Head> heads = new ArrayList<>();
        all.forEach(
                figures -> {
                    if (figures.head() != null) {
                        heads.add(figures.head());
                    }
                });
        heads.sort(Comparator.comparingLong(Head::since));
        heads.forEach(head -> fold.received += head.received());
        heads.stream()
                .filter(head -> head.productionDate() != null)
                .max(Comparator.comparingLong(Head::productionAt))
                .ifPresent(head -> fold.productionDate = head.productionDate());
        heads.stream()
                .filter(head -> head.expiryDate() != null)
                .max(Comparator.comparingLong(Head::expiryAt).thenComparingInt(Head::expiryPart))
                .ifPresent(head -> fold.expiryDate = head.expiryDate());
        sorted(all, Figures::cells)
                .forEach(row -> TraceFold.add(fold.cells, row.key(), row.value()));
        sorted(all, Figures::sources)
                .forEach(row -> fold.sources.merge(row.key(), row.value(), TraceFold.Sourced::and));
        sorted(all, Figures::transit)
                .forEach(row -> fold.transit.merge(row.key(), row.value(), TraceFold.Transit::and));
        sorted(all, Figures::delivered)
                .forEach(
                        row ->
                                fold.delivered.merge(
                                        row.key(), row.value(), TraceFold.Delivered::and));
    }

    private static <K, V> List<Row<K, V>> sorted(
            List<Figures> all, Function<Figures, List<Row<K, V>>> rows) {
        return all.stream()
                .flatMap(figures -> rows.apply(figures).stream())
                .sorted(AS_THEY_CAME)
                .toList();
    }
}
