package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.LeftBehind;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why goods do not go out.
public sealed interface DistributionRejection extends Rejection {

    /// The order in the path does not exist, or not for this caller.
    record NoSuchOrder(OrderId order) implements DistributionRejection {
        @Override
        public String message() {
            return "There is no order %s.\nMaybe its id is misspelt.".formatted(order);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }

        @Override
        public String problem() {
            return "unknown-order";
        }
    }

    /// The shipment in the path does not exist, or not for this caller.
    record NoSuchShipment(ShipmentId shipment) implements DistributionRejection {
        @Override
        public String message() {
            return "There is no shipment %s.\nMaybe its id is misspelt.".formatted(shipment);
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }

        @Override
        public String problem() {
            return "unknown-shipment";
        }
    }

    /// The document is for another warehouse than the scan comes from. Which one that is, is not
    /// for who works here.
    record WrongWarehouse(String document, WarehouseId warehouse) implements DistributionRejection {
        /// The same, or that there is no such warehouse at all.
        static Rejection of(Books books, String document, WarehouseId warehouse) {
            Rejection unknown = Known.refusal(books, warehouse);
            return unknown == null ? new WrongWarehouse(document, warehouse) : unknown;
        }

        @Override
        public String message() {
            return "The %s is not for warehouse %s.\nMaybe another document was meant."
                    .formatted(document, warehouse);
        }

        @Override
        public String problem() {
            return "wrong-location";
        }
    }

    /// Goods are packed into a supplier's unit.
    ///
    /// @param received the notice under which the unit was received
    record UnitOfSupplier(Sscc container, NoticeId received) implements DistributionRejection {
        @Override
        public String message() {
            return "Unit %s is a supplier's: it was received under notice %s.\nMaybe another label was scanned; goods that go out need a unit with a number of its own."
                    .formatted(container, received);
        }
    }

    /// A unit holds goods for another consignee.
    ///
    /// @param order  for which goods are in it
    /// @param asked  for which goods were to be packed
    /// @param needed the consignee of these
    record UnitOfOtherConsignee(
            Sscc container,
            OrderId order,
            EnterpriseId consignee,
            OrderId asked,
            EnterpriseId needed)
            implements DistributionRejection {
        @Override
        public String message() {
            return "Unit %s holds goods of order %s for %s, and order %s is for %s.\nMaybe another box was meant: a box is for one consignee."
                    .formatted(container, order, consignee, asked, needed);
        }
    }

    /// A unit has left with goods of this order.
    record UnitLeft(Sscc container, OrderId order) implements DistributionRejection {
        @Override
        public String message() {
            return "Unit %s has left with goods of order %s.\nMaybe another box was meant: a unit's number is not used again."
                    .formatted(container, order);
        }
    }

    record DuplicateLine(OrderId order, LineId lineId) implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s has two lines %s.\nMaybe number the lines.".formatted(order, lineId);
        }
    }

    record DuplicateOrder(OrderId order) implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s is named twice.\nMaybe it was entered twice by mistake."
                    .formatted(order);
        }
    }

    /// An order asks for more pieces with serial numbers than one allocation can name.
    record TooManyPieces(OrderId order, int pieces, int limit) implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s would be promised %d pieces and quantities one by one, more than the %d that fit into one allocation.\nMaybe split it into several orders."
                    .formatted(order, pieces, limit);
        }
    }

    record SeveralWarehouses(List<WarehouseId> warehouses) implements DistributionRejection {
        public SeveralWarehouses {
            warehouses = List.copyOf(warehouses);
        }

        @Override
        public String message() {
            return "The orders are for several warehouses: %s.\nMaybe plan each warehouse's orders by themselves."
                    .formatted(warehouses);
        }
    }

    record OrderInOtherShipment(OrderId order, ShipmentId shipment)
            implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s is on shipment %s, which has not left yet.\nMaybe dispatch that one first."
                    .formatted(order, shipment);
        }
    }

    record ConsigneeNotOnRoute(OrderId order, EnterpriseId consignee, List<EnterpriseId> stops)
            implements DistributionRejection {
        public ConsigneeNotOnRoute {
            stops = List.copyOf(stops);
        }

        @Override
        public String message() {
            return "Order %s goes to %s, which is not among the stops %s.\nMaybe add the stop, or leave the stops out."
                    .formatted(order, consignee, stops);
        }
    }

    record RemainingShelfLifeTooShort(
            OrderId order,
            Di di,
            @Nullable LotNumber lot,
            LocalDate expiryDate,
            int minimumRemainingDays,
            LocalDate needed)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%s expires on %s; the consignee of order %s asks for %d days, so %s or later.\nMaybe take a lot that expires later."
                    .formatted(
                            SharedRejection.goods(di, lot, null),
                            expiryDate,
                            order,
                            minimumRemainingDays,
                            needed);
        }
    }

    record OverPick(OrderId order, Di di, int ordered, int picked, int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s asks for %d of device %s, %d are picked: %d more are too many.\nMaybe put the rest back."
                    .formatted(order, ordered, di, picked, offered);
        }
    }

    record NotPicked(OrderId order, Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%s was not picked for order %s.\nMaybe it belongs to another order, or its pick was not scanned."
                    .formatted(SharedRejection.goods(di, lot, serial), order);
        }
    }

    record OverCheck(
            OrderId order,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int picked,
            int checked,
            int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s are picked for order %s and %d checked: %d more are too many.\nMaybe a box was scanned twice."
                    .formatted(
                            picked,
                            SharedRejection.within(di, lot, serial),
                            order,
                            checked,
                            offered);
        }
    }

    record OverPack(
            OrderId order,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int unpacked,
            int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s exceed the %d picked for order %s and not packed yet.\nMaybe a box was scanned twice."
                    .formatted(offered, SharedRejection.within(di, lot, serial), unpacked, order);
        }
    }

    record NotOnShipment(
            ShipmentId shipment, Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%s was picked for no order of shipment %s.\nMaybe it belongs on another vehicle."
                    .formatted(SharedRejection.goods(di, lot, serial), shipment);
        }
    }

    record NotChecked(OrderId order, Di di, @Nullable LotNumber lot, int picked, int checked)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s are picked for order %s, only %d of them checked.\nMaybe scan the rest once more as a check."
                    .formatted(picked, SharedRejection.within(di, lot, null), order, checked);
        }
    }

    record OverLoad(
            ShipmentId shipment,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int loadable,
            int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s exceed the %d that are ready for shipment %s and not loaded yet.\nMaybe a box was scanned twice."
                    .formatted(
                            offered, SharedRejection.within(di, lot, serial), loadable, shipment);
        }
    }

    record NotLoaded(
            ShipmentId shipment,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int loaded,
            int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s cannot be unloaded from shipment %s: %d are loaded.\nMaybe another shipment was meant."
                    .formatted(offered, SharedRejection.within(di, lot, serial), shipment, loaded);
        }
    }

    record NothingToDispatch(ShipmentId shipment, List<OrderId> orders)
            implements DistributionRejection {
        public NothingToDispatch {
            orders = List.copyOf(orders);
        }

        @Override
        public String message() {
            return "Nothing of the orders %s is loaded for shipment %s.\nMaybe load their checked goods first."
                    .formatted(orders, shipment);
        }
    }

    /// What was planned for the shipment is not all on board, and what remains behind was not said,
    /// or said differently.
    ///
    /// @param remaining what is planned and not on board
    record NotLoadedYet(ShipmentId shipment, List<LeftBehind> remaining)
            implements DistributionRejection {
        public NotLoadedYet {
            remaining = List.copyOf(remaining);
        }

        @Override
        public String message() {
            return "%s of shipment %s is planned and not loaded.\nMaybe load it, or name as remaining exactly what stays behind."
                    .formatted(
                            remaining.isEmpty() ? "None of what is named" : listed(remaining),
                            shipment);
        }
    }

    /// Goods are on board that their orders do not want any more.
    record UnwantedLoaded(ShipmentId shipment, List<LeftBehind> loaded)
            implements DistributionRejection {
        public UnwantedLoaded {
            loaded = List.copyOf(loaded);
        }

        @Override
        public String message() {
            return "%s on shipment %s is not wanted any more.\nMaybe unload it and put it back."
                    .formatted(listed(loaded), shipment);
        }
    }

    /// The goods' lines were amended or cancelled: nothing is done with them but to put them back.
    record NotWanted(
            OrderId order,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int picked)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s are picked for order %s, which does not want them any more.\nMaybe put them back."
                    .formatted(picked, SharedRejection.within(di, lot, serial), order);
        }
    }

    /// More is put back than there is to put back.
    ///
    /// @param open   how many are to be put back and on no vehicle
    /// @param loaded how many such goods are on a vehicle
    record NotToPutBack(
            OrderId order,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int open,
            int loaded,
            int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s cannot be put back from order %s: %d of them are not wanted any more and on no vehicle, %d are loaded.\nMaybe %s."
                    .formatted(
                            offered,
                            SharedRejection.within(di, lot, serial),
                            order,
                            open,
                            loaded,
                            loaded > 0
                                    ? "unload them first"
                                    : "amend or cancel the order first, or take them back as a return");
        }
    }

    /// The order was cancelled.
    record CancelledOrder(OrderId order) implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s was cancelled.\nMaybe place a new order.".formatted(order);
        }

        @Override
        public String problem() {
            return "order-cancelled";
        }
    }

    /// All of these lines has left.
    record OrderDispatched(OrderId order, List<LineId> lines) implements DistributionRejection {
        public OrderDispatched {
            lines = List.copyOf(lines);
        }

        @Override
        public String message() {
            return "Lines %s of order %s have left.\nMaybe the consignee returns what is not wanted."
                    .formatted(lines, order);
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// All of these orders has left, so there is nothing of them to be picked or sent.
    record OrdersDispatched(List<OrderId> orders) implements DistributionRejection {
        public OrdersDispatched {
            orders = List.copyOf(orders);
        }

        @Override
        public String message() {
            return "The orders %s have left whole.\nMaybe leave them out, or place new orders."
                    .formatted(orders);
        }
    }

    /// The form of the order that its writer saw is not the one that it has.
    ///
    /// @param revision the one that it has; null where there is no such order
    record OrderChanged(OrderId order, @Nullable Integer revision)
            implements DistributionRejection {
        @Override
        public String message() {
            return revision == null
                    ? "There is no order %s to change.\nMaybe its id is misspelt, or leave If-Match out to place it."
                            .formatted(order)
                    : "Order %s was changed meanwhile: it is in revision %d.\nMaybe read it again and decide anew."
                            .formatted(order, revision);
        }

        @Override
        public Kind kind() {
            return Kind.STALE;
        }
    }

    /// What an amendment cannot change.
    record OrderKeeps(OrderId order, String what, String before, String asked)
            implements DistributionRejection {
        @Override
        public String message() {
            return "Order %s keeps its %s %s, and %s was asked for.\nMaybe cancel it and place a new order."
                    .formatted(order, what, before, asked);
        }
    }

    record LineKeepsDevice(OrderId order, LineId lineId, Di picked, Di asked)
            implements DistributionRejection {
        @Override
        public String message() {
            return "Device %s is picked for line %s of order %s, and %s was asked for.\nMaybe give the other device a line of its own."
                    .formatted(picked, lineId, order, asked);
        }
    }

    record BelowShipped(OrderId order, LineId lineId, int shipped, int asked)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of line %s of order %s have left, and %d were asked for.\nMaybe ask for no less than has left."
                    .formatted(shipped, lineId, order, asked);
        }
    }

    record UnknownLine(OrderId order, LineId lineId, List<LineId> lines)
            implements DistributionRejection {
        public UnknownLine {
            lines = List.copyOf(lines);
        }

        @Override
        public String message() {
            return "Order %s has no line %s, only %s.\nMaybe its id is misspelt."
                    .formatted(order, lineId, lines);
        }
    }

    record AlreadyDispatched(ShipmentId shipment) implements DistributionRejection {
        @Override
        public String message() {
            return "Shipment %s has left already.\nMaybe plan another shipment for what came later."
                    .formatted(shipment);
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// @param reason why it was cancelled
    record ShipmentIsCancelled(ShipmentId shipment, String reason)
            implements DistributionRejection {
        @Override
        public String problem() {
            return "shipment-cancelled";
        }

        @Override
        public String message() {
            return "Shipment %s was cancelled: %s.\nMaybe plan another shipment, with an id of its own."
                    .formatted(shipment, reason);
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// @param orders whose goods are on the vehicle
    record GoodsAreLoaded(ShipmentId shipment, List<OrderId> orders)
            implements DistributionRejection {
        public GoodsAreLoaded {
            orders = List.copyOf(orders);
        }

        @Override
        public String message() {
            return "Goods of %s are loaded on shipment %s.\nMaybe unload them first."
                    .formatted(orders, shipment);
        }
    }

    record NotDispatched(ShipmentId shipment) implements DistributionRejection {
        @Override
        public String message() {
            return "Shipment %s has not left yet.\nMaybe dispatch it first.".formatted(shipment);
        }
    }

    record NoGoodsForConsignee(
            ShipmentId shipment, EnterpriseId consignee, List<EnterpriseId> consignees)
            implements DistributionRejection {
        public NoGoodsForConsignee {
            consignees = List.copyOf(consignees);
        }

        @Override
        public String message() {
            return "Shipment %s carries nothing for %s, only for %s.\nMaybe another consignee signed."
                    .formatted(shipment, consignee, consignees);
        }
    }

    record AlreadyDelivered(ShipmentId shipment, EnterpriseId consignee)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%s has signed for its part of shipment %s already.\nMaybe another shipment or consignee was meant."
                    .formatted(consignee, shipment);
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// More is refused than is on board for who refuses it.
    record NotOnBoard(
            ShipmentId shipment,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int offered,
            int onBoard)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s cannot be refused: shipment %s has %d of it on board for this consignee.\nMaybe another lot or consignee is meant; lots are named as they are on the label."
                    .formatted(offered, SharedRejection.within(di, lot, serial), shipment, onBoard);
        }
    }

    /// It is not said which of several goods are refused.
    record RefusedUnclear(
            ShipmentId shipment,
            Di di,
            @Nullable LotNumber lot,
            int offered,
            int onBoard,
            List<OrderId> orders,
            List<SerialNumber> serials)
            implements DistributionRejection {
        public RefusedUnclear {
            orders = List.copyOf(orders);
            serials = List.copyOf(serials);
        }

        @Override
        public String message() {
            return "%d of %d of %s on shipment %s are refused, and it is not said which.\nMaybe name each by its serial number, or the order that it was sent for."
                    .formatted(offered, onBoard, SharedRejection.within(di, lot, null), shipment);
        }
    }

    /// More comes back than went out.
    ///
    /// @param delivered at the consignee
    /// @param picked    picked and not loaded
    record NotReturnable(
            OrderId order,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            int refused,
            int delivered,
            int picked,
            int offered)
            implements DistributionRejection {
        @Override
        public String message() {
            return "%d of %s cannot come back for order %s: %d were refused and ride back, %d are with the consignee, %d picked and not loaded.\nMaybe they belong to another order."
                    .formatted(
                            offered,
                            SharedRejection.within(di, lot, serial),
                            order,
                            refused,
                            delivered,
                            picked);
        }
    }

    private static String listed(List<LeftBehind> goods) {
        int shown = Math.min(goods.size(), 5);
        List<String> parts = new ArrayList<>();
        for (LeftBehind each : goods.subList(0, shown)) {
            parts.add(
                    "%d of %s (order %s, line %s)"
                            .formatted(
                                    each.quantity(),
                                    SharedRejection.within(each.di(), each.lot(), each.serial()),
                                    each.order(),
                                    each.lineId()));
        }
        return String.join("; ", parts)
                + (shown < goods.size() ? " and %d more".formatted(goods.size() - shown) : "");
    }

    /// A unit holds no goods of this order.
    record UnitNotOfOrder(Sscc container, List<OrderId> orders, OrderId order)
            implements DistributionRejection {
        public UnitNotOfOrder {
            orders = List.copyOf(orders);
        }

        @Override
        public String message() {
            return "Unit %s holds goods of %s, and none of order %s.\nMaybe another unit or another order was meant."
                    .formatted(
                            container,
                            orders.isEmpty()
                                    ? "no order"
                                    : orders.stream()
                                            .map(OrderId::value)
                                            .collect(Collectors.joining(", ")),
                            order);
        }
    }

    /// A unit is not on the vehicle of this shipment.
    record UnitNotOnShipment(Sscc container, Place place, ShipmentId shipment)
            implements DistributionRejection {
        @Override
        public String message() {
            return "Unit %s is %s, and not on shipment %s.\nMaybe another shipment was meant."
                    .formatted(container, place.inWords(), shipment);
        }
    }

    /// A unit would be in itself.
    record UnitInItself(Sscc unit, Sscc container) implements DistributionRejection {
        @Override
        public String message() {
            return "Unit %s cannot go into %s, which is itself or in it.\nMaybe the two labels were scanned the wrong way round."
                    .formatted(unit, container);
        }
    }

    /// A unit is in that unit already.
    record UnitAlreadyIn(Sscc unit, Sscc container) implements DistributionRejection {
        @Override
        public String message() {
            return "Unit %s is in unit %s already.\nMaybe it was scanned twice."
                    .formatted(unit, container);
        }
    }

    /// Two units are not at the same place.
    record UnitsApart(Sscc unit, Place place, Sscc container, Place containerPlace)
            implements DistributionRejection {
        @Override
        public String message() {
            return "Unit %s is %s, and unit %s is %s.\nMaybe bring one to the other first."
                    .formatted(unit, place.inWords(), container, containerPlace.inWords());
        }
    }
}
