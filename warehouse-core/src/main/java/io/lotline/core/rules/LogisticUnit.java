package io.lotline.core.rules;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.ChargingEvent;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Instead;
import io.lotline.core.events.InventoryEvent;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.UnitEvent.UnitPacked;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.UnitState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.OrderedPSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/// A logistic unit: where it is, what is in it, and what its number was used for. A number stands
/// for one unit: one that a supplier packed is received once, one that is packed here is for one
/// consignee, and one that has ended does not begin again.
///
/// @param notice   under which it was received; null for one that was not
/// @param received what was received in it, without pieces that have serial numbers
/// @param goods    what is in it itself, without what is in units in it
/// @param packed   how many pieces of each order are in it itself
/// @param parent   the unit that it is in
/// @param children the units that are in it
/// @param place    where it is; null for one that was never used
/// @param state    null for one that was never used
/// @param ended    when it ended; null while it has not, or where that was not kept
/// @param scanned when its own label, or that of a unit that it was in, was scanned last, by clocks
///     that are believed; null for never
public record LogisticUnit(
        @Nullable NoticeId notice,
        PSet<Content> received,
        PagedMap<In, Integer> goods,
        PMap<OrderId, Integer> packed,
        @Nullable Sscc parent,
        OrderedPSet<Sscc> children,
        @Nullable Place place,
        @Nullable UnitState state,
        @Nullable Instant ended,
        @Nullable Instant scanned) {
    private static final LogisticUnit UNUSED =
            new LogisticUnit(
                    null,
                    HashTreePSet.empty(),
                    PagedMap.empty(),
                    HashTreePMap.empty(),
                    null,
                    OrderedPSet.empty(),
                    null,
                    null,
                    null,
                    null);

    public static final Book<Sscc, LogisticUnit> BOOK =
            Book.named("unit", 4, Sscc.class, LogisticUnit.class)
                    .ruled(
                            sscc ->
                                    Boundaries.of(Tags.unit(sscc))
                                            .types(
                                                    GoodsReceived.class,
                                                    EventCorrected.class,
                                                    ItemPacked.class,
                                                    ItemUnpacked.class,
                                                    UnitHandled.class,
                                                    UnitPacked.class,
                                                    ShipmentDispatched.class,
                                                    ShipmentDelivered.class),
                            _ -> UNUSED,
                            LogisticUnit::after)
                    .sized(
                            unit ->
                                    1
                                            + unit.received().size()
                                            + unit.goods().unsaved()
                                            + unit.packed().size()
                                            + unit.children().size())
                    .ofWholeUnits();

    /// Goods of a lot, whoever owns them.
    public record Content(Di di, @Nullable LotNumber lot) {}

    /// Goods in a unit that are all the same.
    ///
    /// @param order for which they were picked; null for goods that lie in a bin
    public record In(
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            @Nullable OrderId order)
            implements Comparable<In> {
        private static final Comparator<In> ORDER =
                Comparator.comparing(In::item, KeyOrder.ITEMS)
                        .thenComparing(In::serial, KeyOrder.SERIALS)
                        .thenComparing(In::expiryDate, KeyOrder.EXPIRIES)
                        .thenComparing(
                                In::order,
                                Comparator.nullsFirst(Comparator.comparing(OrderId::value)));

        @Override
        public int compareTo(In other) {
            return ORDER.compare(this, other);
        }
    }

    /// Whether anything is in it.
    public boolean isEmpty() {
        return goods.isEmpty() && children.isEmpty();
    }

    private static LogisticUnit after(Sscc sscc, LogisticUnit before, WarehouseEvent event) {
        return switch (event) {
            case GoodsReceived e when sscc.equals(e.container()) -> before.anew().receiving(e);
            case ItemPacked e when sscc.equals(e.container()) ->
                    before.anew()
                            .filled(
                                    new In(e.goods().item(), e.goods().serial(), null, e.order()),
                                    e.goods().quantity())
                            .at(Place.order(e.order()), UnitState.OPEN);
            case ItemUnpacked e when sscc.equals(e.container()) ->
                    before.emptied(e.order(), e.goods()).opened(e.scan());
            case UnitPacked e -> before.after(sscc, e);
            case UnitHandled e -> before.after(sscc, e);
            case ShipmentDispatched e when e.units() != null && e.units().contains(sscc) ->
                    before.at(Place.vehicle(e.shipment()), UnitState.SHIPPED);
            case ShipmentDelivered e when e.units() != null && e.units().contains(sscc) ->
                    before.at(Place.consignee(e.consignee()), UnitState.DELIVERED);
            case MasterDataEvent _, AccessEvent _, InboundEvent _, InventoryEvent _ -> before;
            case EventCorrected e
                    when e.kind() == CorrectionEvent.Kind.RECEIPT
                            && sscc.equals(e.about().container()) ->
                    before.notReceiving(e);
            case DistributionEvent _,
                    RecallEvent _,
                    WorkEvent _,
                    ChargingEvent _,
                    CorrectionEvent _ ->
                    before;
        };
    }

    /// What came in it by mistake only did not come, nor did the unit where it held nothing else.
    private LogisticUnit notReceiving(EventCorrected wrong) {
        LogisticUnit now = this;
        PSet<Content> left = received;
        for (Movement m : wrong.movements()) {
            In in = new In(m.item(), m.serial(), m.expiryDate(), null);
            now = now.counted(in, goods.getOrDefault(in, 0) - m.quantity(), -m.quantity());
            if (m.serial() == null && !isStillReceived(wrong)) {
                left = left.minus(new Content(m.item().di(), m.item().lot()));
            }
        }
        return now.isEmpty()
                ? UNUSED
                : new LogisticUnit(
                        notice, left, now.goods, packed, parent, children, place, state, ended,
                        scanned);
    }

    /// Whether the same content came in, only not quite so.
    private static boolean isStillReceived(EventCorrected wrong) {
        Instead instead = wrong.instead();
        return instead != null && instead.di() == null && instead.lot() == null;
    }

    /// A number that is used again, long after its unit has ended.
    private LogisticUnit anew() {
        return state == UnitState.ENDED ? UNUSED : this;
    }

    /// Whether its number names nothing: it was never used, or its unit ended a year ago.
    public boolean isFree(LocalDate today) {
        return state == null
                || state == UnitState.ENDED
                        && ended != null
                        && ended.atZone(ZoneOffset.UTC).toLocalDate().plusYears(1).isBefore(today);
    }

    private LogisticUnit receiving(GoodsReceived event) {
        Movement m = event.movement();
        LogisticUnit filled =
                filled(new In(m.item(), m.serial(), m.expiryDate(), null), m.quantity());
        return new LogisticUnit(
                        event.notice(),
                        m.serial() != null
                                ? received
                                : received.plus(new Content(m.item().di(), m.item().lot())),
                        filled.goods,
                        packed,
                        parent,
                        children,
                        m.to(),
                        UnitState.CLOSED,
                        null,
                        scanned)
                .scanned(event.scan());
    }

    private LogisticUnit after(Sscc sscc, UnitPacked event) {
        LogisticUnit now = this;
        if (sscc.equals(event.unit())) {
            now = now.in(event.container());
        }
        if (sscc.equals(event.outOf())) {
            now = now.holding(children.minus(event.unit())).opened(event.scan());
        }
        if (sscc.equals(event.container())) {
            now = now.anew();
            now = now.holding(now.children.plus(event.unit())).at(event.place(), UnitState.OPEN);
        }
        return now;
    }

    private LogisticUnit after(Sscc sscc, UnitHandled event) {
        if (sscc.equals(event.outOf())) {
            return holding(children.minus(event.unit())).opened(event.scan());
        }
        LogisticUnit now = this;
        switch (event.handling()) {
            case PICK -> {
                for (UnitHandled.Row row : event.rows()) {
                    if (row.order() != null) {
                        now = now.belonging(row.order());
                        break;
                    }
                }
            }
            case RETURN, PUT_BACK -> now = now.belonging(null);
            case PUTAWAY, MOVE, CHECK, LOAD, UNLOAD, COUNT -> {}
        }
        if (sscc.equals(event.unit()) && event.outOf() != null) {
            now = now.in(null);
        }
        UnitState closed =
                event.handling() == io.lotline.core.events.Handling.COUNT && now.state != null
                        ? now.state
                        : UnitState.CLOSED;
        return now.at(event.place(), closed).scanned(event.scan());
    }

    /// The same goods, picked for an order or for none any more.
    private LogisticUnit belonging(@Nullable OrderId order) {
        PagedMap<In, Integer> all = PagedMap.empty();
        int pieces = 0;
        for (Map.Entry<In, Integer> entry : goods.entrySet()) {
            In in = entry.getKey();
            In now = new In(in.item(), in.serial(), in.expiryDate(), order);
            all = all.plus(now, all.getOrDefault(now, 0) + entry.getValue());
            pieces += entry.getValue();
        }
        return new LogisticUnit(
                notice,
                received,
                all,
                order == null || pieces == 0
                        ? HashTreePMap.empty()
                        : HashTreePMap.singleton(order, pieces),
                parent,
                children,
                place,
                state,
                ended,
                scanned);
    }

    private LogisticUnit scanned(Scan scan) {
        Instant at = scan.believedAt();
        return at == null || (scanned != null && !at.isAfter(scanned))
                ? this
                : new LogisticUnit(
                        notice, received, goods, packed, parent, children, place, state, ended, at);
    }

    private LogisticUnit filled(In in, int quantity) {
        return counted(in, goods.getOrDefault(in, 0) + quantity, quantity);
    }

    /// Goods that were taken out do not say when they expire: as many as there are leave, whatever
    /// their expiry date.
    private LogisticUnit emptied(@Nullable OrderId order, Picked taken) {
        LogisticUnit now = this;
        int open = taken.quantity();
        In first = new In(taken.item(), taken.serial(), LocalDate.MIN, null);
        for (Map.Entry<In, Integer> entry : goods.from(first)) {
            In in = entry.getKey();
            if (open == 0
                    || !in.item().equals(taken.item())
                    || !java.util.Objects.equals(in.serial(), taken.serial())) {
                break;
            }
            if (java.util.Objects.equals(in.order(), order)) {
                int part = Math.min(open, entry.getValue());
                now = now.counted(in, entry.getValue() - part, -part);
                open -= part;
            }
        }
        return now;
    }

    private LogisticUnit counted(In in, int quantity, int change) {
        PMap<OrderId, Integer> orders = packed;
        if (in.order() != null) {
            int sum = packed.getOrDefault(in.order(), 0) + change;
            orders = sum > 0 ? packed.plus(in.order(), sum) : packed.minus(in.order());
        }
        return new LogisticUnit(
                notice,
                received,
                quantity > 0 ? goods.plus(in, quantity) : goods.minus(in),
                orders,
                parent,
                children,
                place,
                state,
                ended,
                scanned);
    }

    private LogisticUnit holding(OrderedPSet<Sscc> units) {
        return new LogisticUnit(
                notice, received, goods, packed, parent, units, place, state, ended, scanned);
    }

    private LogisticUnit in(@Nullable Sscc other) {
        return new LogisticUnit(
                notice, received, goods, packed, other, children, place, state, ended, scanned);
    }

    private LogisticUnit at(Place there, UnitState now) {
        return new LogisticUnit(
                notice, received, goods, packed, parent, children, there, now, null, scanned);
    }

    /// Something was taken out of it: what is empty has ended.
    private LogisticUnit opened(@Nullable Scan scan) {
        boolean over = isEmpty();
        UnitState left =
                state == UnitState.SHIPPED || state == UnitState.DELIVERED ? state : UnitState.OPEN;
        return new LogisticUnit(
                notice,
                received,
                goods,
                packed,
                over ? null : parent,
                children,
                place,
                over ? UnitState.ENDED : left,
                over && scan != null ? scan.scannedAt() : null,
                scanned);
    }

    /// How many pieces are in it itself.
    public long pieces() {
        long pieces = 0;
        for (int quantity : goods.values()) {
            pieces += quantity;
        }
        return pieces;
    }

    /// The orders whose goods are in it itself, in the order of their ids.
    public List<OrderId> orders() {
        return packed.keySet().stream().sorted(Comparator.comparing(OrderId::value)).toList();
    }
}
