package io.lotline.core.events;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.Breach;
import io.lotline.core.values.ContentHash;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.PlannedBy;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.TemperatureClass;
import io.lotline.core.values.UnplannedWhy;
import io.lotline.core.values.VehicleId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WaveId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Goods on their way out: orders, picking, shipments.
public sealed interface DistributionEvent extends WarehouseEvent {

    @Event(name = "OrderPlaced")
    record OrderPlaced(
            OrderId order,
            EnterpriseId owner,
            EnterpriseId consignee,
            WarehouseId warehouse,
            List<OrderLine> lines)
            implements DistributionEvent {
        public OrderPlaced {
            lines = List.copyOf(lines);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.order(order));
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.OUT)
                    .under(Document.of(order))
                    .with(Step.Party.Role.OWNER, owner)
                    .with(Step.Party.Role.CONSIGNEE, consignee);
        }
    }

    /// A line of an order.
    ///
    /// @param minimumRemainingDays the shelf life that the consignee asks for, counted from the day
    ///     of allocation or pick; null or 0 for any
    record OrderLine(LineId lineId, Di di, int quantity, @Nullable Integer minimumRemainingDays) {
        public OrderLine {
            Quantity.positive(quantity);
        }
    }

    /// Stock was promised to an order, first expired first out (FEFO). It takes the place of
    /// whatever was promised to the order before and not yet picked: that stands in `released`.
    /// Since version 2, pieces with serial numbers are promised one by one.
    @Event(name = "OrderAllocated", version = 2)
    record OrderAllocated(
            OrderId order,
            EnterpriseId owner,
            List<Allocation> allocations,
            List<Allocation> released,
            List<Shortage> shortages)
            implements DistributionEvent, Promising {
        public OrderAllocated {
            allocations = List.copyOf(allocations);
            released = List.copyOf(released);
            shortages = List.copyOf(shortages);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.order(order));
            for (List<Allocation> part : List.of(allocations, released)) {
                for (Allocation allocation : part) {
                    tags.addAll(Tags.of(allocation));
                    tags.add(Tags.goods(allocation.item().owner(), allocation.item().di()));
                }
            }
            return Due.tagged(tags, due());
        }

        /// Where nothing is short any more, no promise is broken any more; what it promises beyond
        /// what was promised makes good for as much.
        @Override
        public List<Due> due() {
            int regained = pieces(allocations) - pieces(released);
            boolean whole = shortages.isEmpty();
            return allocations.stream()
                    .limit(whole || regained > 0 ? 1 : 0)
                    .map(
                            promise ->
                                    Due.brokenPromise(
                                            order,
                                            promise.location().warehouse(),
                                            whole ? Due.Effect.IS : Due.Effect.LESS,
                                            whole ? 0 : regained,
                                            Due.lines(
                                                    shortages,
                                                    Shortage::lineId,
                                                    Shortage::quantity)))
                    .toList();
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.OUT)
                    .under(Document.of(order))
                    .with(Step.Party.Role.OWNER, owner);
        }
    }

    /// An event that makes promises of stock to its order, or ends some.
    sealed interface Promising
            permits OrderAllocated,
                    OrderUnallocated,
                    OrderAmended,
                    OrderCancelled,
                    PromisesBroken,
                    ItemPicked {
        OrderId order();

        /// The promises that it makes.
        default List<Allocation> allocations() {
            return List.of();
        }

        /// The promises that it ends.
        List<Allocation> released();

        /// How many promised pieces it takes from the very bin in which they were promised.
        default int kept() {
            return 0;
        }
    }

    /// All that was promised to an order and not yet picked is free again. What the last allocation
    /// could not promise is forgotten with it.
    @Event(name = "OrderUnallocated")
    record OrderUnallocated(OrderId order, EnterpriseId owner, List<Allocation> released)
            implements DistributionEvent, Promising {
        public OrderUnallocated {
            released = List.copyOf(released);
        }

        @Override
        public Set<Tag> tags() {
            return ofPromises(order, released);
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.OUT)
                    .under(Document.of(order))
                    .with(Step.Party.Role.OWNER, owner);
        }
    }

    /// Promises to an order cannot be kept: an adjustment took the goods, or they may not leave any
    /// more. Its lines are short by so much until they are allocated anew.
    ///
    /// @param adjustment what took them; null where they are there, and stopped
    @Event(name = "PromisesBroken")
    record PromisesBroken(
            OrderId order,
            EnterpriseId owner,
            List<Allocation> released,
            @Nullable AdjustmentId adjustment)
            implements DistributionEvent, Promising {
        public PromisesBroken {
            released = List.copyOf(released);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = ofPromises(order, released);
            if (adjustment != null) {
                tags.add(Tags.adjustment(adjustment));
            }
            return Due.tagged(tags, due());
        }

        @Override
        public List<Due> due() {
            return released.stream()
                    .limit(1)
                    .map(
                            promise ->
                                    Due.brokenPromise(
                                            order,
                                            promise.location().warehouse(),
                                            Due.Effect.MORE,
                                            pieces(released),
                                            Due.lines(
                                                    released,
                                                    Allocation::lineId,
                                                    Allocation::quantity)))
                    .toList();
        }

        @Override
        public Step step() {
            Step step =
                    Step.papers(Step.Way.OUT)
                            .under(Document.of(order))
                            .with(Step.Party.Role.OWNER, owner);
            return adjustment == null ? step : step.under(Document.of(adjustment));
        }
    }

    /// An order was changed before its goods left: the lines are those that are wanted from then
    /// on.
    ///
    /// @param revision which form of the document it is, counted from 1 for the first
    /// @param released the promises that it ended, because nobody wants them any more
    /// @param putBack  all that is picked for the order from then on without being wanted
    @Event(name = "OrderAmended")
    record OrderAmended(
            OrderId order,
            EnterpriseId owner,
            EnterpriseId consignee,
            WarehouseId warehouse,
            List<OrderLine> lines,
            int revision,
            List<Allocation> released,
            List<Unwanted> putBack)
            implements DistributionEvent, Promising {
        public OrderAmended {
            lines = List.copyOf(lines);
            released = List.copyOf(released);
            putBack = List.copyOf(putBack);
        }

        @Override
        public Set<Tag> tags() {
            return Due.tagged(ofPromises(order, released), due());
        }

        @Override
        public List<Due> due() {
            return List.of(
                    Due.putBack(order, warehouse, Due.Effect.IS, sum(putBack)),
                    Due.brokenPromise(order, warehouse, Due.Effect.IS, 0, null));
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.OUT)
                    .under(Document.of(order))
                    .with(Step.Party.Role.OWNER, owner)
                    .with(Step.Party.Role.CONSIGNEE, consignee);
        }
    }

    /// An order was cancelled before its goods left, whole or by lines (取消).
    ///
    /// @param lines    what is not wanted any more: of each line all that has not left
    /// @param revision which form of the document it is, counted from 1 for the first
    /// @param released the promises that it ended
    /// @param putBack  all that is picked for the order from then on without being wanted
    @Event(name = "OrderCancelled")
    record OrderCancelled(
            OrderId order,
            EnterpriseId owner,
            WarehouseId warehouse,
            List<CancelledLine> lines,
            int revision,
            String reason,
            List<Allocation> released,
            List<Unwanted> putBack)
            implements DistributionEvent, Promising {
        public OrderCancelled {
            lines = List.copyOf(lines);
            released = List.copyOf(released);
            putBack = List.copyOf(putBack);
        }

        @Override
        public Set<Tag> tags() {
            return Due.tagged(ofPromises(order, released), due());
        }

        @Override
        public List<Due> due() {
            return List.of(
                    Due.putBack(order, warehouse, Due.Effect.IS, sum(putBack)),
                    Due.brokenPromise(order, warehouse, Due.Effect.IS, 0, null));
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.OUT)
                    .under(Document.of(order))
                    .with(Step.Party.Role.OWNER, owner)
                    .remarking(reason);
        }
    }

    /// How many pieces of a line are not wanted any more.
    record CancelledLine(LineId lineId, Di di, int quantity) {
        public CancelledLine {
            Quantity.positive(quantity);
        }
    }

    /// Goods that were picked for a line and are not wanted any more: they wait to be put back.
    ///
    /// @param loaded whether they are on a vehicle and have to be unloaded first
    record Unwanted(
            LineId lineId,
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            int quantity,
            boolean loaded) {
        public Unwanted {
            Quantity.positive(quantity);
        }
    }

    /// Picked goods that their order does not want any more went back into a bin by scan, and count
    /// as stock again.
    @Event(name = "ItemPutBack", version = 2)
    record ItemPutBack(OrderId order, LineId lineId, Movement movement, Scan scan)
            implements DistributionEvent {
        @Override
        public Set<Tag> tags() {
            return Due.tagged(Tags.of(movements(), Tags.order(order)), due());
        }

        @Override
        public List<Due> due() {
            return putBack(order, movement);
        }

        @Override
        public List<Movement> movements() {
            return List.of(movement);
        }

        @Override
        public Step step() {
            return Step.within(BizStep.STORING)
                    .under(Document.of(order))
                    .moving(movements())
                    .scanned(scan);
        }
    }

    /// Picked goods that came into a bin.
    private static List<Due> putBack(OrderId order, Movement movement) {
        return movement.from().kind() == Place.Kind.ORDER
                        && movement.to().kind() == Place.Kind.LOCATION
                ? List.of(
                        Due.putBack(
                                order,
                                movement.to().asLocation().warehouse(),
                                Due.Effect.LESS,
                                movement.quantity()))
                : List.of();
    }

    private static int sum(List<Unwanted> goods) {
        return goods.stream().mapToInt(Unwanted::quantity).sum();
    }

    private static int pieces(List<Allocation> promises) {
        return promises.stream().mapToInt(Allocation::quantity).sum();
    }

    private static Set<Tag> ofPromises(OrderId order, List<Allocation> promises) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tags.order(order));
        for (Allocation promise : promises) {
            tags.addAll(Tags.of(promise));
            tags.add(Tags.goods(promise.item().owner(), promise.item().di()));
        }
        return tags;
    }

    /// What of a line could not be promised.
    record Shortage(LineId lineId, Di di, int quantity) {}

    @Event(name = "WavePlanned")
    record WavePlanned(WaveId wave, WarehouseId warehouse, List<OrderId> orders)
            implements DistributionEvent {
        public WavePlanned {
            orders = List.copyOf(orders);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.wave(wave));
            orders.forEach(order -> tags.add(Tags.order(order)));
            return tags;
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.OUT)
                    .under(Document.of(wave))
                    .under(orders.stream().map(Document::of).toList());
        }
    }

    /// Goods were taken out of their bin for an order (拣选).
    ///
    /// @param movement     from the bin to the order
    /// @param fromAllocation how many of them had been promised to the order in this very bin
    /// @param released     promises to the order in other bins that this pick made needless
    @Event(name = "ItemPicked", version = 3)
    record ItemPicked(
            OrderId order,
            LineId lineId,
            Movement movement,
            int fromAllocation,
            List<Allocation> released,
            Scan scan)
            implements DistributionEvent, Promising {
        public ItemPicked {
            released = List.copyOf(released);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>(Tags.of(movements(), Tags.order(order)));
            for (Allocation allocation : released) {
                tags.addAll(Tags.of(allocation));
            }
            return tags;
        }

        @Override
        public List<Movement> movements() {
            return List.of(movement);
        }

        @Override
        public int kept() {
            return movement.from().kind() == Place.Kind.LOCATION ? fromAllocation : 0;
        }

        @Override
        public Step step() {
            return Step.out(BizStep.PICKING)
                    .leaving(Disposition.IN_PROGRESS)
                    .under(Document.of(order))
                    .moving(movements())
                    .scanned(scan);
        }
    }

    /// Picked goods were checked against the order by a second scan (出库复核).
    @Event(name = "ItemChecked", version = 2)
    record ItemChecked(OrderId order, LineId lineId, Picked goods, Scan scan)
            implements DistributionEvent {
        @Override
        public Set<Tag> tags() {
            return goods.tags(Tags.order(order));
        }

        @Override
        public Step step() {
            return Step.out(BizStep.STAGING_OUTBOUND)
                    .leaving(Disposition.COMPLETENESS_VERIFIED)
                    .under(Document.of(order))
                    .handling(List.of(goods.standing(order)))
                    .scanned(scan);
        }
    }

    /// Picked goods were put into a logistic unit (装箱).
    @Event(name = "ItemPacked", version = 2)
    record ItemPacked(OrderId order, Sscc container, Picked goods, Scan scan)
            implements DistributionEvent {
        @Override
        public Set<Tag> tags() {
            return goods.tags(Tags.order(order), Tags.unit(container));
        }

        @Override
        public Step step() {
            return Step.out(BizStep.PACKING)
                    .leaving(Disposition.IN_PROGRESS)
                    .under(Document.of(order))
                    .handling(List.of(goods.standing(order)))
                    .contained(container)
                    .scanned(scan);
        }
    }

    /// Goods are not in their logistic unit any more (拆箱): they were taken by their own label,
    /// which another event of the same scan tells.
    ///
    /// @param order for which they were picked; null for goods that lay in a bin
    /// @param place where the unit is; null where that is with its order
    /// @param scan  of their own label; null where the event that tells more has it
    @Event(name = "ItemUnpacked", version = 2)
    record ItemUnpacked(
            @Nullable OrderId order,
            Sscc container,
            Picked goods,
            @Nullable Place place,
            @Nullable Scan scan)
            implements DistributionEvent {
        public ItemUnpacked(OrderId order, Sscc container, Picked goods) {
            this(order, container, goods, null, null);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = goods.tags(Tags.unit(container));
            if (order != null) {
                tags.add(Tags.order(order));
            }
            if (place != null && place.kind() == Place.Kind.LOCATION) {
                tags.add(Tags.location(place.asLocation()));
            }
            return tags;
        }

        @Override
        public Step step() {
            Place there = place;
            if (there == null) {
                there = order == null ? Place.parse("order:-") : Place.order(order);
            }
            Step step =
                    Step.within(BizStep.UNPACKING)
                            .leaving(Disposition.IN_PROGRESS)
                            .under(order == null ? null : Document.of(order))
                            .handling(
                                    List.of(
                                            Step.Goods.staying(
                                                    goods.item(),
                                                    goods.serial(),
                                                    goods.quantity(),
                                                    there)))
                            .contained(container);
            return scan == null ? step : step.scanned(scan);
        }
    }

    /// Goods that were picked for an order; no movement.
    record Picked(StockItem item, @Nullable SerialNumber serial, int quantity) {
        public Picked {
            Quantity.positive(quantity);
        }

        /// The goods of a step that left them where picked goods of an order stand.
        Step.Goods standing(OrderId order) {
            return Step.Goods.staying(item, serial, quantity, Place.order(order));
        }

        Set<Tag> tags(Tag... others) {
            Set<Tag> tags = new LinkedHashSet<>(List.of(others));
            tags.add(Tags.lot(item.di(), item.lot()));
            if (serial != null) {
                tags.add(Tags.serial(item.di(), serial));
            }
            return tags;
        }
    }

    @Event(name = "ShipmentPlanned")
    record ShipmentPlanned(
            ShipmentId shipment,
            WarehouseId warehouse,
            List<OrderId> orders,
            EnterpriseId carrier,
            @Nullable String vehicle,
            List<EnterpriseId> stops)
            implements DistributionEvent {
        public ShipmentPlanned {
            orders = List.copyOf(orders);
            stops = List.copyOf(stops);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.shipment(shipment));
            orders.forEach(order -> tags.add(Tags.order(order)));
            return tags;
        }

        @Override
        public Step step() {
            Step step =
                    Step.papers(Step.Way.OUT)
                            .under(Document.of(shipment))
                            .under(orders.stream().map(Document::of).toList())
                            .with(Step.Party.Role.CARRIER, carrier);
            for (EnterpriseId stop : stops) {
                step = step.with(Step.Party.Role.CONSIGNEE, stop);
            }
            return step;
        }
    }

    /// A planned shipment does not take place. Its orders can be planned for another one.
    ///
    /// @param route of which it was committed; null where nobody planned one
    @Event(name = "ShipmentCancelled")
    record ShipmentCancelled(
            ShipmentId shipment,
            WarehouseId warehouse,
            List<OrderId> orders,
            String reason,
            @Nullable RouteId route)
            implements DistributionEvent {
        public ShipmentCancelled {
            orders = List.copyOf(orders);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.shipment(shipment));
            orders.forEach(order -> tags.add(Tags.order(order)));
            if (route != null) {
                tags.add(Tags.route(route));
            }
            return tags;
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.OUT)
                    .under(Document.of(shipment))
                    .under(orders.stream().map(Document::of).toList())
                    .remarking(reason);
        }
    }

    /// Goods were loaded by scan: from the order to the vehicle.
    @Event(name = "ItemLoaded", version = 2)
    record ItemLoaded(ShipmentId shipment, OrderId order, Movement movement, Scan scan)
            implements DistributionEvent {
        @Override
        public Set<Tag> tags() {
            return Tags.of(movements(), Tags.shipment(shipment), Tags.order(order));
        }

        @Override
        public List<Movement> movements() {
            return List.of(movement);
        }

        @Override
        public Step step() {
            return Step.out(BizStep.LOADING)
                    .leaving(Disposition.IN_PROGRESS)
                    .under(Document.of(order))
                    .under(Document.of(shipment))
                    .moving(movements())
                    .scanned(scan);
        }
    }

    /// Goods were taken off the vehicle again before it left: back to the order.
    @Event(name = "ItemUnloaded", version = 2)
    record ItemUnloaded(ShipmentId shipment, OrderId order, Movement movement, Scan scan)
            implements DistributionEvent {
        @Override
        public Set<Tag> tags() {
            return Tags.of(movements(), Tags.shipment(shipment), Tags.order(order));
        }

        @Override
        public List<Movement> movements() {
            return List.of(movement);
        }

        @Override
        public Step step() {
            return Step.out(BizStep.UNLOADING)
                    .leaving(Disposition.IN_PROGRESS)
                    .under(Document.of(order))
                    .under(Document.of(shipment))
                    .moving(movements())
                    .scanned(scan);
        }
    }

    /// A shipment left. `loads` names everything on board; what had not been loaded by scan moves
    /// from its order to the vehicle with this event.
    ///
    /// @param units     the logistic units on board; null for none
    /// @param warehouse out of which; null in events of before that was kept
    @Event(name = "ShipmentDispatched", version = 2)
    record ShipmentDispatched(
            ShipmentId shipment,
            List<Load> loads,
            List<Movement> movements,
            @Nullable List<Sscc> units,
            @Nullable WarehouseId warehouse)
            implements DistributionEvent {
        public ShipmentDispatched {
            loads = List.copyOf(loads);
            movements = List.copyOf(movements);
            units = units == null || units.isEmpty() ? null : List.copyOf(units);
        }

        public ShipmentDispatched(ShipmentId shipment, List<Load> loads, List<Movement> movements) {
            this(shipment, loads, movements, null, null);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>(Tags.of(movements, Tags.shipment(shipment)));
            if (units != null) {
                units.forEach(unit -> tags.add(Tags.unit(unit)));
            }
            loads.forEach(load -> tags.addAll(load.tags()));
            return tags;
        }

        @Override
        public Step step() {
            Place vehicle = Place.vehicle(shipment);
            return Step.out(BizStep.SHIPPING)
                    .leaving(Disposition.IN_TRANSIT)
                    .under(Document.of(shipment))
                    .of(
                            loads.stream()
                                    .map(load -> load.going(Place.order(load.order()), vehicle))
                                    .toList(),
                            movements);
        }
    }

    /// Goods of an order on board of a shipment, for one consignee.
    record Load(
            OrderId order,
            LineId lineId,
            EnterpriseId consignee,
            StockItem item,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            int quantity) {
        /// The goods of a step that took them from one place to another.
        Step.Goods going(Place from, Place to) {
            return new Step.Goods(
                    item,
                    serial,
                    null,
                    expiryDate,
                    quantity,
                    null,
                    from,
                    to,
                    null,
                    consignee,
                    List.of(Document.of(order)));
        }

        Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.order(order));
            tags.add(Tags.lot(item.di(), item.lot()));
            if (serial != null) {
                tags.add(Tags.serial(item.di(), serial));
            }
            return tags;
        }
    }

    /// Goods that a shipment was planned for did not leave with it; who sent it off said so.
    @Event(name = "GoodsLeftBehind")
    record GoodsLeftBehind(ShipmentId shipment, List<LeftBehind> goods)
            implements DistributionEvent {
        public GoodsLeftBehind {
            goods = List.copyOf(goods);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.shipment(shipment));
            goods.forEach(each -> tags.add(Tags.order(each.order())));
            return tags;
        }

        @Override
        public Step step() {
            return Step.papers(Step.Way.OUT)
                    .under(Document.of(shipment))
                    .under(
                            goods.stream()
                                    .map(LeftBehind::order)
                                    .distinct()
                                    .map(Document::of)
                                    .toList());
        }
    }

    /// Goods of an order's line that were planned for a shipment and are not on board.
    ///
    /// @param lot    null for goods without lots, and for what is not picked yet
    /// @param serial null for goods without serial numbers, and for what is not picked yet
    record LeftBehind(
            OrderId order,
            LineId lineId,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int quantity) {
        public LeftBehind {
            Quantity.positive(quantity);
        }

        /// So many pieces of the same.
        public LeftBehind pieces(int number) {
            return new LeftBehind(order, lineId, di, lot, serial, number);
        }
    }

    /// A consignee signed for its part of a shipment (签收).
    ///
    /// @param loads what it took; what it refused stands beside it in [GoodsRefused]
    /// @param units the logistic units that were handed over; null for none
    /// @param proof what else is known of the handover; null where nothing is
    @Event(name = "ShipmentDelivered", version = 2)
    record ShipmentDelivered(
            ShipmentId shipment,
            EnterpriseId consignee,
            String receivedBy,
            @Nullable String evidence,
            List<Load> loads,
            List<Movement> movements,
            @Nullable List<Sscc> units,
            @Nullable Handover proof)
            implements DistributionEvent {
        public ShipmentDelivered {
            loads = List.copyOf(loads);
            movements = List.copyOf(movements);
            units = units == null || units.isEmpty() ? null : List.copyOf(units);
        }

        public ShipmentDelivered(
                ShipmentId shipment,
                EnterpriseId consignee,
                String receivedBy,
                @Nullable String evidence,
                List<Load> loads,
                List<Movement> movements) {
            this(shipment, consignee, receivedBy, evidence, loads, movements, null, null);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>(Tags.of(movements, Tags.shipment(shipment)));
            if (units != null) {
                units.forEach(unit -> tags.add(Tags.unit(unit)));
            }
            loads.forEach(load -> tags.addAll(load.tags()));
            return tags;
        }

        @Override
        public Step step() {
            Place vehicle = Place.vehicle(shipment);
            Place there = Place.consignee(consignee);
            return Step.out(BizStep.RECEIVING)
                    .leaving(Disposition.IN_PROGRESS)
                    .under(Document.of(shipment))
                    .with(Step.Party.Role.CONSIGNEE, consignee)
                    .of(loads.stream().map(load -> load.going(vehicle, there)).toList(), movements)
                    .remarking(receivedBy)
                    .happening(proof == null ? null : proof.at());
        }
    }

    /// What is known of a handover beside the signature.
    ///
    /// @param at        when it was, by the clock of who handed over; null where it was recorded
    ///     then
    /// @param latitude  where it was, in degrees (WGS 84), with `longitude`
    /// @param celsius   how warm the goods were
    /// @param outside   the devices that are to be kept colder or warmer than that
    /// @param signature the picture of the signature, an attachment
    /// @param photos    more attachments
    record Handover(
            @Nullable Instant at,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal celsius,
            List<Di> outside,
            @Nullable ContentHash signature,
            List<ContentHash> photos) {
        public Handover {
            outside = List.copyOf(outside);
            photos = List.copyOf(photos);
        }

        /// All attachments.
        public List<ContentHash> attachments() {
            return signature == null
                    ? photos
                    : Stream.concat(Stream.of(signature), photos.stream()).toList();
        }
    }

    /// A consignee did not take goods of a shipment (拒收). They stay on the vehicle until they come
    /// back by scan.
    @Event(name = "GoodsRefused")
    record GoodsRefused(ShipmentId shipment, EnterpriseId consignee, List<Refused> goods)
            implements DistributionEvent {
        public GoodsRefused {
            goods = List.copyOf(goods);
        }

        /// The goods, without why.
        public List<Load> loads() {
            return goods.stream().map(Refused::load).toList();
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.shipment(shipment));
            goods.forEach(refused -> tags.addAll(refused.load().tags()));
            return tags;
        }

        @Override
        public Step step() {
            Place vehicle = Place.vehicle(shipment);
            return Step.out(BizStep.OTHER)
                    .leaving(Disposition.IN_TRANSIT)
                    .under(Document.of(shipment))
                    .with(Step.Party.Role.CONSIGNEE, consignee)
                    .of(
                            goods.stream()
                                    .map(refused -> refused.load().going(vehicle, vehicle))
                                    .toList(),
                            List.of())
                    .remarking(
                            goods.stream()
                                    .map(Refused::reason)
                                    .distinct()
                                    .collect(Collectors.joining("; ")));
        }
    }

    /// Goods that a consignee did not take, and why.
    record Refused(Load load, String reason) {}

    /// Goods of an order came back by scan (退货): from the order (not sent), from the consignee, or
    /// from the vehicle with which they left and on which the consignee refused them,
    /// to a returns or quarantine location, to be inspected before they can be sold again.
    @Event(name = "GoodsReturned", version = 2)
    record GoodsReturned(OrderId order, LineId lineId, Movement movement, Scan scan)
            implements DistributionEvent {
        @Override
        public Set<Tag> tags() {
            return Due.tagged(Tags.of(movements(), Tags.order(order)), due());
        }

        @Override
        public List<Due> due() {
            return putBack(order, movement);
        }

        @Override
        public List<Movement> movements() {
            return List.of(movement);
        }

        @Override
        public Step step() {
            return Step.out(BizStep.RECEIVING)
                    .leaving(Disposition.RETURNED)
                    .under(Document.returned(order))
                    .moving(movements())
                    .scanned(scan);
        }
    }

    /// A vehicle of the fleet was put on file, or its file was changed. No goods are handled.
    ///
    /// @param warehouse       where its tours begin and end
    /// @param plate           null where none is on file
    /// @param volumeLitres    how much it holds; null for no limit
    /// @param weightKilograms the same by weight
    /// @param pieces          the same by number of pieces
    /// @param temperatures    at which it keeps goods
    /// @param driverMinutes   for how long its driver may be away
    @Event(name = "VehicleDefined")
    record VehicleDefined(
            VehicleId vehicle,
            WarehouseId warehouse,
            EnterpriseId carrier,
            @Nullable String plate,
            @Nullable Integer volumeLitres,
            @Nullable Integer weightKilograms,
            @Nullable Integer pieces,
            Set<TemperatureClass> temperatures,
            int driverMinutes)
            implements DistributionEvent {
        public VehicleDefined {
            temperatures = Set.copyOf(temperatures);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.vehicle(vehicle));
        }

        @Override
        public Step step() {
            return Step.NONE;
        }
    }

    /// What a route is for was set, or changed.
    ///
    /// @param departure         when its vehicles leave, by the park's clock
    /// @param vehicles          those that may drive it
    /// @param orders            what is to be brought, those of the wave where there is one
    /// @param wave              null where the orders were named
    /// @param latitude          of the warehouse, in degrees (WGS 84)
    /// @param sizes             how much of which orders is known
    /// @param minutesPerStop    how long a stop takes
    /// @param kilometersPerHour how fast vehicles drive
    @Event(name = "RouteDefined")
    record RouteDefined(
            RouteId route,
            WarehouseId warehouse,
            LocalDate date,
            @JsonFormat(pattern = "HH:mm") LocalTime departure,
            List<VehicleId> vehicles,
            List<OrderId> orders,
            @Nullable WaveId wave,
            BigDecimal latitude,
            BigDecimal longitude,
            List<OrderSize> sizes,
            int minutesPerStop,
            int kilometersPerHour)
            implements DistributionEvent {
        public RouteDefined {
            vehicles = List.copyOf(vehicles);
            orders = List.copyOf(orders);
            sizes = List.copyOf(sizes);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.route(route));
        }

        @Override
        public Step step() {
            return Step.NONE;
        }
    }

    /// How much room an order needs.
    ///
    /// @param volumeLitres null where that is not known
    record OrderSize(
            OrderId order, @Nullable Integer volumeLitres, @Nullable Integer weightKilograms) {}

    /// Who brings what, in which order, was proposed or changed by hand. Nothing is bound by it
    /// until it is committed.
    ///
    /// @param plan                 counted from 1 for the route's first
    /// @param unplanned            what no vehicle brings
    /// @param greedyDistanceMeters how far vehicles would drive that always go to whoever is next
    /// @param basis                what it was made of
    @Event(name = "RoutePlanned")
    record RoutePlanned(
            RouteId route,
            WarehouseId warehouse,
            int plan,
            PlannedBy by,
            List<RouteStop> stops,
            List<UnplannedOrder> unplanned,
            long distanceMeters,
            long greedyDistanceMeters,
            List<PlanBasis> basis)
            implements DistributionEvent {
        public RoutePlanned {
            stops = List.copyOf(stops);
            unplanned = List.copyOf(unplanned);
            basis = List.copyOf(basis);
        }

        @Override
        public Set<Tag> tags() {
            return Set.of(Tags.route(route));
        }

        @Override
        public Step step() {
            return Step.NONE;
        }
    }

    /// A stop of a route.
    ///
    /// @param sequence which one of its vehicle, counted from 1
    /// @param arrival  when handing over begins
    /// @param meters   how much shorter its vehicle's tour would be without it
    /// @param others   what it would mean for other vehicles
    /// @param breaks   what it breaks all the same, because a person wants it so
    record RouteStop(
            VehicleId vehicle,
            int sequence,
            EnterpriseId consignee,
            Instant arrival,
            List<OrderId> orders,
            long meters,
            List<OtherVehicle> others,
            List<Breach> breaks) {
        public RouteStop {
            orders = List.copyOf(orders);
            others = List.copyOf(others);
            breaks = List.copyOf(breaks);
        }
    }

    /// What it would mean if another vehicle brought it.
    ///
    /// @param meters how much longer its tour would be; null where it cannot
    /// @param breaks why it cannot; null where it can
    record OtherVehicle(VehicleId vehicle, @Nullable Long meters, @Nullable Breach breaks) {}

    /// An order that no vehicle brings.
    record UnplannedOrder(OrderId order, UnplannedWhy why, List<OtherVehicle> others) {
        public UnplannedOrder {
            others = List.copyOf(others);
        }
    }

    /// A document that a plan was made of, in the form that it had then.
    record PlanBasis(Kind kind, String id, String form) {
        /// What plans are made of.
        public enum Kind {
            ROUTE,
            ORDER,
            VEHICLE,
            ENTERPRISE
        }
    }

    /// A plan is what is done: each of its vehicles has a shipment of what it brings, which the
    /// events beside this one plan.
    @Event(name = "RouteCommitted")
    record RouteCommitted(RouteId route, int plan, List<CommittedTour> tours)
            implements DistributionEvent {
        public RouteCommitted {
            tours = List.copyOf(tours);
        }

        @Override
        public Set<Tag> tags() {
            Set<Tag> tags = new LinkedHashSet<>();
            tags.add(Tags.route(route));
            tours.forEach(tour -> tags.add(Tags.shipment(tour.shipment())));
            return tags;
        }

        @Override
        public Step step() {
            return Step.NONE;
        }
    }

    /// What a vehicle brings.
    record CommittedTour(VehicleId vehicle, ShipmentId shipment, List<OrderId> orders) {
        public CommittedTour {
            orders = List.copyOf(orders);
        }

        /// These tours without that of a shipment.
        public static List<CommittedTour> without(
                Collection<CommittedTour> tours, ShipmentId shipment) {
            return tours.stream().filter(tour -> !tour.shipment().equals(shipment)).toList();
        }

        /// Which vehicle brings what.
        public static Map<OrderId, VehicleId> settled(Collection<CommittedTour> tours) {
            Map<OrderId, VehicleId> settled = new LinkedHashMap<>();
            for (CommittedTour tour : tours) {
                tour.orders().forEach(order -> settled.put(order, tour.vehicle()));
            }
            return settled;
        }
    }
}
