package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.events.DistributionEvent.GoodsRefused;
import io.lotline.core.events.DistributionEvent.Handover;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Refused;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.rules.WholeUnit;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Sscc;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hands a consignee its part of a shipment that is under way, once. What it refuses stays on the
/// vehicle and comes back by scan; units of which it takes nothing stay there too.
public final class DeliverShipmentDecision implements Decision<DeliverShipment> {

    @Override
    public Class<DeliverShipment> commandType() {
        return DeliverShipment.class;
    }

    @Override
    public Outcome decide(DeliverShipment command, Books books) {
        ShipmentBook shipment = books.open(ShipmentBook.BOOK, command.shipment());
        ShipmentPlanned planned = shipment.planned();
        if (planned == null || !Orders.existsFor(command.warehouses(), planned.warehouse())) {
            return Outcome.rejected(new DistributionRejection.NoSuchShipment(command.shipment()));
        }
        if (!shipment.dispatched()) {
            return Outcome.rejected(new DistributionRejection.NotDispatched(command.shipment()));
        }
        OnTheRoad road = books.open(OnTheRoad.BOOK, command.shipment());
        List<Load> loads = road.loads().get(command.consignee());
        if (loads == null) {
            return Outcome.rejected(
                    road.signed().contains(command.consignee())
                            ? new DistributionRejection.AlreadyDelivered(
                                    command.shipment(), command.consignee())
                            : new DistributionRejection.NoGoodsForConsignee(
                                    command.shipment(), command.consignee(), road.consignees()));
        }
        Refusing refusing = Refusing.of(books, command.shipment(), loads, command.refused());
        if (refusing.refusal() != null) {
            return Outcome.rejected(refusing.refusal());
        }
        List<Load> taken = refusing.taken();
        List<ItemUnpacked> unpacked =
                RefusedUnits.unpacked(books, road.units(), loads, refusing.refused());
        ShipmentDelivered delivered =
                new ShipmentDelivered(
                        command.shipment(),
                        command.consignee(),
                        command.receivedBy(),
                        command.evidence(),
                        taken,
                        taken.stream().map(load -> handOver(command, load)).toList(),
                        units(books, road, taken, !refusing.refused().isEmpty(), unpacked),
                        proof(books, command.proof(), loads));
        List<WarehouseEvent> events = new ArrayList<>();
        events.add(delivered);
        events.addAll(unpacked);
        events.addAll(refusals(command, refusing.refused()));
        return new Outcome.Accepted(events);
    }

    /// One event for each owner: why goods of others were refused is none of its business.
    private static List<GoodsRefused> refusals(DeliverShipment command, List<Refused> refused) {
        Map<EnterpriseId, List<Refused>> byOwner = new LinkedHashMap<>();
        for (Refused goods : refused) {
            byOwner.computeIfAbsent(goods.load().item().owner(), _ -> new ArrayList<>()).add(goods);
        }
        return byOwner.values().stream()
                .map(goods -> new GoodsRefused(command.shipment(), command.consignee(), goods))
                .toList();
    }

    /// Which of the devices are to be kept colder or warmer than they were handed over.
    private static @Nullable Handover proof(
            Books books, @Nullable Handover said, List<Load> loads) {
        BigDecimal celsius = said == null ? null : said.celsius();
        if (said == null || celsius == null) {
            return said;
        }
        List<Di> dis = loads.stream().map(load -> load.item().di()).distinct().toList();
        List<Di> outside =
                Devices.reading(books, dis).devices(dis).stream()
                        .filter(device -> isOutside(device.storage(), celsius))
                        .map(DeviceRegistered::di)
                        .toList();
        return new Handover(
                said.at(),
                said.latitude(),
                said.longitude(),
                celsius,
                outside,
                said.signature(),
                said.photos());
    }

    private static boolean isOutside(@Nullable Storage storage, BigDecimal celsius) {
        return storage != null
                && (storage.minCelsius() != null && celsius.compareTo(storage.minCelsius()) < 0
                        || storage.maxCelsius() != null
                                && celsius.compareTo(storage.maxCelsius()) > 0);
    }

    /// The units on board with goods of these loads.
    ///
    /// @param others   whether other goods of these orders stay on board
    /// @param unpacked what was taken out of them at the door
    private static List<Sscc> units(
            Books books,
            OnTheRoad road,
            List<Load> loads,
            boolean others,
            List<ItemUnpacked> unpacked) {
        if (road.units().isEmpty() || loads.isEmpty()) {
            return List.of();
        }
        Set<OrderId> orders = new HashSet<>();
        Set<OrderBook.Kind> kinds = new HashSet<>();
        for (Load load : loads) {
            orders.add(load.order());
            kinds.add(new OrderBook.Kind(load.item(), load.serial()));
        }
        Map<Sscc, Integer> out = new HashMap<>();
        unpacked.forEach(
                each -> out.merge(each.container(), each.goods().quantity(), Integer::sum));
        Map<Sscc, LogisticUnit> all = books.openAll(LogisticUnit.BOOK, road.units());
        return road.units().stream()
                .filter(
                        unit -> {
                            LogisticUnit now = all.get(unit);
                            return now == null
                                    || !now.children().isEmpty()
                                    || now.pieces() > out.getOrDefault(unit, 0);
                        })
                .filter(
                        unit ->
                                !Collections.disjoint(
                                        orders, WholeUnit.ordersIn(books, List.of(unit))))
                .filter(
                        unit ->
                                !others
                                        || WholeUnit.holds(
                                                books,
                                                unit,
                                                in ->
                                                        kinds.contains(
                                                                new OrderBook.Kind(
                                                                        in.item(), in.serial()))))
                .toList();
    }

    private static Movement handOver(DeliverShipment command, Load load) {
        return Movement.of(
                load.item(),
                load.serial(),
                load.expiryDate(),
                load.quantity(),
                Place.vehicle(command.shipment()),
                Place.consignee(load.consignee()),
                QualityStatus.QUALIFIED);
    }
}
