package io.lotline.ops.bench;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.InventoryEvent.GoodsPutAway;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A log as a warehouse writes it: consignments that come in, are inspected, put away and moved,
/// and of which most leave again. Each is a lot of its own with boxes and some serial numbers.
final class Consignments {
    /// The events of one.
    static final int EVENTS = 25;

    private static final int BOXES = 40;
    private static final int PER_RECEIPT = 10;
    private static final int SERIALS = 3;
    private static final int BINS = 5_000;

    /// One of so many stays in stock.
    private static final int STAYS = 4;

    private static final LineId LINE = new LineId("1");
    private static final EnterpriseId CARRIER = new EnterpriseId("carrier");

    private Consignments() {}

    /// The first `count` of them, each a commit.
    static Stream<List<NewEvent>> commits(int count) {
        return IntStream.range(0, count).mapToObj(i -> GrowthPark.stored(events(i)));
    }

    private static List<WarehouseEvent> events(int i) {
        String lot = "C" + i;
        StockItem item = GrowthPark.item(GrowthPark.STENT, lot);
        NoticeId notice = new NoticeId("ASN-" + lot);
        List<WarehouseEvent> events = new ArrayList<>(EVENTS);
        events.add(
                new InboundNoticeFiled(
                        notice,
                        GrowthPark.OWNER,
                        GrowthPark.SUPPLIER,
                        GrowthPark.W1,
                        List.of(
                                new ExpectedLine(GrowthPark.STENT, null, null, BOXES),
                                new ExpectedLine(GrowthPark.PUMP, null, null, SERIALS))));
        Location bin = bin(i);
        for (int box = 0; box < BOXES; box += PER_RECEIPT) {
            events.add(received(notice, item, null, PER_RECEIPT));
        }
        StockItem pumps = GrowthPark.item(GrowthPark.PUMP, "P" + i / 100);
        for (int each = 0; each < SERIALS; each++) {
            events.add(received(notice, pumps, serial(i, each), 1));
        }
        Place dock = Place.location(GrowthPark.DOCK);
        events.add(inspected(notice, item, null, BOXES));
        for (int box = 0; box < BOXES; box += PER_RECEIPT) {
            events.add(
                    new GoodsPutAway(
                            notice,
                            movement(item, null, PER_RECEIPT, dock, Place.location(bin)),
                            GrowthPark.scan("PA" + i)));
        }
        for (int each = 0; each < SERIALS; each++) {
            events.add(inspected(notice, pumps, serial(i, each), 1));
        }
        Location other = bin(i + BINS / 2);
        events.add(
                new GoodsMoved(
                        movement(item, null, BOXES, Place.location(bin), Place.location(other)),
                        GrowthPark.scan("M" + i)));
        if (i % STAYS != 0) {
            leaves(i, item, other, events);
        }
        return events;
    }

    private static void leaves(int i, StockItem item, Location bin, List<WarehouseEvent> events) {
        OrderId order = new OrderId("SO-" + i);
        ShipmentId shipment = new ShipmentId("SH-" + i);
        EnterpriseId hospital = GrowthPark.HOSPITAL;
        events.add(
                new OrderPlaced(
                        order,
                        GrowthPark.OWNER,
                        hospital,
                        GrowthPark.W1,
                        List.of(new OrderLine(LINE, item.di(), BOXES, null))));
        events.add(
                new OrderAllocated(
                        order,
                        GrowthPark.OWNER,
                        List.of(new Allocation(LINE, item, null, GrowthPark.EXPIRY, bin, BOXES)),
                        List.of(),
                        List.of()));
        events.add(
                new ItemPicked(
                        order,
                        LINE,
                        movement(item, null, BOXES, Place.location(bin), Place.order(order)),
                        BOXES,
                        List.of(),
                        GrowthPark.scan("PI" + i)));
        events.add(
                new ItemChecked(
                        order, LINE, new Picked(item, null, BOXES), GrowthPark.scan("CH" + i)));
        events.add(
                new ShipmentPlanned(
                        shipment, GrowthPark.W1, List.of(order), CARRIER, null, List.of(hospital)));
        List<Load> loads =
                List.of(new Load(order, LINE, hospital, item, null, GrowthPark.EXPIRY, BOXES));
        events.add(
                new ShipmentDispatched(
                        shipment,
                        loads,
                        List.of(
                                movement(
                                        item,
                                        null,
                                        BOXES,
                                        Place.order(order),
                                        Place.vehicle(shipment)))));
        events.add(
                new ShipmentDelivered(
                        shipment,
                        hospital,
                        "李",
                        null,
                        loads,
                        List.of(
                                movement(
                                        item,
                                        null,
                                        BOXES,
                                        Place.vehicle(shipment),
                                        Place.consignee(hospital)))));
    }

    private static GoodsReceived received(
            NoticeId notice, StockItem item, @Nullable SerialNumber serial, int quantity) {
        return new GoodsReceived(
                notice,
                Movement.of(
                        item,
                        serial,
                        GrowthPark.EXPIRY,
                        quantity,
                        Place.supplier(GrowthPark.SUPPLIER),
                        Place.location(GrowthPark.DOCK),
                        QualityStatus.PENDING_INSPECTION),
                null,
                null,
                GrowthPark.scan("R" + item.lot()));
    }

    private static GoodsInspected inspected(
            NoticeId notice, StockItem item, @Nullable SerialNumber serial, int quantity) {
        Place dock = Place.location(GrowthPark.DOCK);
        return new GoodsInspected(
                notice,
                item,
                Conclusion.QUALIFIED,
                quantity,
                null,
                List.of(
                        new Movement(
                                item,
                                serial,
                                GrowthPark.EXPIRY,
                                quantity,
                                dock,
                                dock,
                                QualityStatus.PENDING_INSPECTION,
                                QualityStatus.QUALIFIED)));
    }

    private static Movement movement(
            StockItem item, @Nullable SerialNumber serial, int quantity, Place from, Place to) {
        return Movement.of(
                item, serial, GrowthPark.EXPIRY, quantity, from, to, QualityStatus.QUALIFIED);
    }

    private static SerialNumber serial(int i, int each) {
        return new SerialNumber("N" + i + "-" + each);
    }

    private static Location bin(int i) {
        return Location.of("W1", "B-%05d".formatted(i % BINS));
    }
}
