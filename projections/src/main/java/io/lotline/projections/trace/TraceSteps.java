package io.lotline.projections.trace;

import io.lotline.core.events.AccessEvent;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.events.DistributionEvent.GoodsLeftBehind;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.sourcing.Recorded;
import io.lotline.projections.trace.Trace.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The history of a trace, step by step, in the log's order.
final class TraceSteps {
    private final TraceFold fold;
    private final TraceSubject subject;
    private final TraceOptions options;
    private final List<Step> steps = new ArrayList<>();

    TraceSteps(TraceFold fold, TraceSubject subject, TraceOptions options) {
        this.fold = fold;
        this.subject = subject;
        this.options = options;
    }

    /// The page that the options ask for, and the `after` of the next one.
    Page page(List<Recorded> events) {
        for (Recorded recorded : events) {
            if (recorded.position() > options.after()
                    && TraceWay.of(recorded.event()).seen(options.direction())) {
                if (steps.size() >= options.limit()) {
                    int before = steps.size();
                    add(recorded);
                    if (steps.size() > before) {
                        long last = steps.get(before - 1).position();
                        return new Page(List.copyOf(steps.subList(0, before)), last);
                    }
                } else {
                    add(recorded);
                }
            }
        }
        return new Page(List.copyOf(steps), null);
    }

    /// All of them, however many the options want on a page.
    List<Step> all(List<Recorded> events) {
        for (Recorded recorded : events) {
            if (recorded.position() > options.after()
                    && TraceWay.of(recorded.event()).seen(options.direction())) {
                add(recorded);
            }
        }
        return List.copyOf(steps);
    }

    record Page(List<Step> steps, @Nullable Long next) {}

    private void add(Recorded recorded) {
        switch (recorded.event()) {
            case GoodsReceived e -> {
                Map<String, String> refs = references("notice", e.notice());
                if (e.container() != null) {
                    refs.put("container", e.container().value());
                }
                moved(recorded, e.movements(), e.scan(), refs, null);
            }
            case GoodsInspected e ->
                    moved(
                            recorded,
                            e.movements(),
                            null,
                            references("notice", e.notice()),
                            e.reason());
            case GoodsPutAway e ->
                    moved(
                            recorded,
                            e.movements(),
                            e.scan(),
                            e.notice() == null
                                    ? new LinkedHashMap<>()
                                    : references("notice", e.notice()),
                            null);
            case GoodsMoved e ->
                    moved(recorded, e.movements(), e.scan(), new LinkedHashMap<>(), null);
            case StockCounted e -> counted(recorded, e);
            case StockHeld e -> held(recorded, e.hold().value(), e.scope(), e.reason());
            case HoldReleased e -> held(recorded, e.hold().value(), e.scope(), null);
            case RecallStarted e -> recalled(recorded, e, e.reason());
            case RecallClosed e -> recalled(recorded, e, null);
            case ItemPicked e -> {
                if (!(subject instanceof TraceSubject.Unit)) {
                    moved(recorded, e.movements(), e.scan(), references("order", e.order()), null);
                }
            }
            case ItemChecked e ->
                    picked(
                            recorded,
                            e.order(),
                            e.goods(),
                            e.scan(),
                            references("order", e.order()));
            case ItemPacked e -> {
                Map<String, String> refs = references("order", e.order());
                refs.put("container", e.container().value());
                picked(recorded, e.order(), e.goods(), e.scan(), refs);
            }
            case ItemLoaded e ->
                    shared(recorded, e.order(), e.movement(), e.scan(), "shipment", e.shipment());
            case ItemUnloaded e ->
                    shared(recorded, e.order(), e.movement(), e.scan(), "shipment", e.shipment());
            case ShipmentDispatched e -> {
                Place vehicle = Place.vehicle(e.shipment());
                loads(recorded, e.loads(), vehicle, e.shipment().value(), null);
            }
            case ShipmentDelivered e -> {
                Place consignee = Place.consignee(e.consignee());
                loads(recorded, e.loads(), consignee, e.shipment().value(), e.receivedBy());
            }
            case GoodsReturned e ->
                    shared(recorded, e.order(), e.movement(), e.scan(), "order", e.order());
            case ItemPutBack e ->
                    shared(recorded, e.order(), e.movement(), e.scan(), "order", e.order());
            case InboundNoticeFiled _, OrderPlaced _, OrderAllocated _, WavePlanned _ -> {}
            case OrderAmended _, OrderCancelled _, OrderUnallocated _, GoodsLeftBehind _ -> {}
            case ShipmentPlanned _, AccessEvent _, MasterDataEvent _ -> {}
        }
    }

    private void moved(
            Recorded recorded,
            List<Movement> movements,
            @Nullable Scan scan,
            Map<String, String> references,
            @Nullable String remark) {
        for (Movement m : movements) {
            if (fold.wanted(m.item(), m.serial())) {
                add(recorded, m, m.quantity(), scan, references, remark);
            }
        }
    }

    private void shared(
            Recorded recorded,
            OrderId order,
            Movement movement,
            Scan scan,
            String document,
            Object id) {
        long share = fold.share(order, movement.item(), movement.serial(), movement.quantity());
        if (share > 0) {
            Map<String, String> references = references("order", order);
            references.put(document, id.toString());
            add(recorded, movement, share, scan, references, null);
        }
    }

    private void add(
            Recorded recorded,
            Movement m,
            long quantity,
            @Nullable Scan scan,
            Map<String, String> references,
            @Nullable String remark) {
        Route route = new Route(m.to(), m.from(), m.to());
        add(
                recorded,
                scan,
                route,
                m.item(),
                m.serial(),
                m.toStatus(),
                quantity,
                references,
                remark);
    }

    private void counted(Recorded recorded, StockCounted e) {
        if (fold.wanted(e.item(), null)) {
            add(
                    recorded,
                    e.scan(),
                    new Route(Place.location(e.location()), null, null),
                    e.item(),
                    null,
                    null,
                    (long) e.counted(),
                    references("count", e.count()),
                    "booked " + e.booked());
        }
    }

    private void picked(
            Recorded recorded,
            OrderId order,
            Picked goods,
            Scan scan,
            Map<String, String> references) {
        long share = fold.share(order, goods.item(), goods.serial(), goods.quantity());
        if (share > 0) {
            Route route = new Route(Place.order(order), null, null);
            add(recorded, scan, route, goods.item(), goods.serial(), null, share, references, null);
        }
    }

    /// One step per order, owner and lot; serial by serial only where a single piece is traced.
    private void loads(
            Recorded recorded,
            List<Load> loads,
            Place to,
            String shipment,
            @Nullable String remark) {
        record Part(OrderId order, StockItem item, EnterpriseId consignee) {}
        Map<Part, Long> parts = new LinkedHashMap<>();
        for (Load load : loads) {
            long share = fold.share(load.order(), load.item(), load.serial(), load.quantity());
            if (share > 0) {
                TraceFold.add(parts, new Part(load.order(), load.item(), load.consignee()), share);
            }
        }
        SerialNumber serial =
                subject instanceof TraceSubject.Serial(var _, var traced) ? traced : null;
        parts.forEach(
                (part, quantity) -> {
                    Place from =
                            to.kind() == Place.Kind.VEHICLE
                                    ? Place.order(part.order())
                                    : new Place(Place.Kind.VEHICLE, shipment);
                    Map<String, String> references = references("order", part.order());
                    references.put("shipment", shipment);
                    references.put("consignee", part.consignee().value());
                    Route route = new Route(to, from, to);
                    add(
                            recorded,
                            null,
                            route,
                            part.item(),
                            serial,
                            null,
                            quantity,
                            references,
                            remark);
                });
    }

    private void held(Recorded recorded, String hold, HoldScope scope, @Nullable String remark) {
        if (fold.concerns(scope)) {
            Map<String, String> references = references("hold", hold);
            if (scope.location() != null) {
                references.put("location", scope.location());
            }
            stop(recorded, scope.owner(), scope.serial(), references, remark);
        }
    }

    private void recalled(Recorded recorded, RecallEvent recall, @Nullable String remark) {
        if (fold.concerns(recall)) {
            stop(recorded, null, null, references("recall", recall.recall()), remark);
        }
    }

    private void stop(
            Recorded recorded,
            @Nullable EnterpriseId owner,
            @Nullable SerialNumber serial,
            Map<String, String> references,
            @Nullable String remark) {
        steps.add(
                new Step(
                        recorded.position(),
                        recorded.at(),
                        null,
                        name(recorded.event()),
                        null,
                        null,
                        null,
                        owner,
                        null,
                        null,
                        serial,
                        null,
                        null,
                        recorded.actor(),
                        references,
                        remark));
    }

    private record Route(@Nullable Place place, @Nullable Place from, @Nullable Place to) {}

    private void add(
            Recorded recorded,
            @Nullable Scan scan,
            Route route,
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable QualityStatus status,
            long quantity,
            Map<String, String> references,
            @Nullable String remark) {
        Instant occurredAt = scan == null ? null : scan.scannedAt();
        steps.add(
                new Step(
                        recorded.position(),
                        recorded.at(),
                        occurredAt,
                        name(recorded.event()),
                        route.place(),
                        route.from(),
                        route.to(),
                        item.owner(),
                        item.di(),
                        item.lot(),
                        serial,
                        status,
                        quantity,
                        recorded.actor(),
                        references,
                        remark));
    }

    private static Map<String, String> references(String document, Object id) {
        Map<String, String> references = new LinkedHashMap<>();
        references.put(document, id.toString());
        return references;
    }

    /// The event's stored name without its namespace.
    private static String name(WarehouseEvent event) {
        String stored = EventCatalogue.nameOf(event.getClass());
        return stored.substring(stored.indexOf('.') + 1);
    }
}
