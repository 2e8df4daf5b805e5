package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.Handover;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.events.InventoryEvent.CountPlacesListed;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.events.WorkEvent.WorkItemClaimed;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.ContentHash;
import io.lotline.core.values.CountId;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WaveId;
import io.lotline.core.values.WorkKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// No document of any view grows with the goods: after the way of thousands of pieces of one lot
/// and one notice, through one wave and one shipment, to many consignees and back, the largest of
/// each view is as small as ever.
class DocumentSizesTest {
    private static final int PIECES = 1_500;
    private static final int PER_ORDER = 10;
    private static final int PER_COMMIT = 500;

    /// One number for each piece would not fit.
    private static final int LARGEST = 4 * PIECES;

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final LineId LINE = new LineId("1");
    private static final LotNumber ONE = new LotNumber("ONE");
    private static final NoticeId NOTICE = new NoticeId("ASN-LARGE");
    private static final ShipmentId SHIPMENT = new ShipmentId("SH-LARGE");
    private static final QualityStatus GOOD = QualityStatus.QUALIFIED;

    /// Of which there is none here: a document of each is what a person filed.
    private static final Set<String> MASTER_DATA =
            Set.of(
                    "view_keys",
                    "view_key-hashes",
                    "view_locations",
                    "view_bin-classes",
                    "view_tariffs",
                    "view_vehicles",
                    "view_enterprises");

    /// These hold one thing each that a person asked for: a piece to be put back, an adjustment,
    /// the correction of an event, a statement, a route and what fits nowhere on it.
    private static final Set<String> ASKED_FOR =
            Set.of(
                    "view_put-backs",
                    "view_adjustments",
                    "view_corrections",
                    "view_issued-statements",
                    "view_routes",
                    "view_unplanned-orders");

    private static LotlineStore store;
    private static Views views;

    @BeforeAll
    static void fill() {
        store = TestStores.embedded();
        views = Views.start(store, new SimpleMeterRegistry(), Views.PARK, Clock.systemUTC());
        List<WarehouseEvent> events = new ArrayList<>();
        events.add(ParkDay.stent());
        events.add(
                new InboundNoticeFiled(
                        NOTICE,
                        ParkDay.OWNER,
                        ParkDay.SUPPLIER,
                        ParkDay.WAREHOUSE,
                        List.of(new ExpectedLine(ParkDay.STENT, ONE, null, PIECES))));
        receive(events);
        goOut(events);
        comeBack(events);
        stop(events);
        refuse(events);
        count(events);
        TestLog log = new TestLog(store.log(), ParkDay.MORNING);
        long last = 0;
        for (int from = 0; from < events.size(); from += PER_COMMIT) {
            last = log.append(events.subList(from, Math.min(events.size(), from + PER_COMMIT)));
        }
        assertThat(views.await(last, PATIENCE)).isTrue();
    }

    @AfterAll
    static void close() {
        views.close();
        store.close();
    }

    /// Half of the pieces are of one lot, the others of a lot each.
    private static StockItem item(int i) {
        LotNumber lot = i % 2 == 0 ? ONE : new LotNumber("L" + i);
        return new StockItem(ParkDay.OWNER, ParkDay.STENT, lot);
    }

    private static SerialNumber serial(int i) {
        return new SerialNumber("S" + i);
    }

    private static Place bin(int i) {
        return Place.location(at(i));
    }

    private static Location at(int i) {
        return Location.of("W1", "A-" + i % 700);
    }

    private static OrderId order(int i) {
        return new OrderId("SO-" + i / PER_ORDER);
    }

    private static EnterpriseId consignee(int i) {
        return new EnterpriseId("HOSPITAL-" + i / PER_ORDER);
    }

    private static Movement moved(int i, Place from, Place to) {
        return Movement.of(item(i), serial(i), ParkDay.EXPIRY, 1, from, to, GOOD);
    }

    private static Load load(int i) {
        return new Load(order(i), LINE, consignee(i), item(i), serial(i), ParkDay.EXPIRY, 1);
    }

    private static void receive(List<WarehouseEvent> events) {
        for (int i = 0; i < PIECES; i++) {
            events.add(
                    new GoodsReceived(
                            NOTICE,
                            moved(i, Place.supplier(ParkDay.SUPPLIER), bin(i)),
                            null,
                            null,
                            ParkDay.scan(ParkDay.MORNING)));
            events.add(
                    new GoodsInspected(
                            NOTICE,
                            item(i),
                            Conclusion.QUALIFIED,
                            1,
                            null,
                            List.of(moved(i, bin(i), bin(i)))));
        }
    }

    private static void goOut(List<WarehouseEvent> events) {
        List<OrderId> orders = new ArrayList<>();
        List<Load> loads = new ArrayList<>();
        List<Movement> departed = new ArrayList<>();
        for (int first = 0; first < PIECES; first += PER_ORDER) {
            orders.add(order(first));
            events.add(
                    new OrderPlaced(
                            order(first),
                            ParkDay.OWNER,
                            consignee(first),
                            ParkDay.WAREHOUSE,
                            List.of(new OrderLine(LINE, ParkDay.STENT, PER_ORDER, null))));
            List<Allocation> parts = new ArrayList<>();
            for (int i = first; i < first + PER_ORDER; i++) {
                parts.add(new Allocation(LINE, item(i), serial(i), ParkDay.EXPIRY, at(i), 1));
            }
            events.add(
                    new OrderAllocated(order(first), ParkDay.OWNER, parts, List.of(), List.of()));
        }
        // of the form's length, which nothing that happens to goods adds to
        List<OrderId> some = orders.subList(0, 100);
        events.add(new WavePlanned(new WaveId("WV-LARGE"), ParkDay.WAREHOUSE, some));
        events.add(
                new ShipmentPlanned(
                        SHIPMENT,
                        ParkDay.WAREHOUSE,
                        some,
                        ParkDay.CARRIER,
                        null,
                        List.of(consignee(0))));
        for (int i = 0; i < PIECES; i++) {
            // a tenth stays on the pick lists
            if (i % PER_ORDER > 0) {
                Place picked = Place.order(order(i));
                events.add(
                        new ItemPicked(
                                order(i),
                                LINE,
                                moved(i, bin(i), picked),
                                1,
                                List.of(),
                                ParkDay.scan(ParkDay.MORNING)));
                Picked goods = new Picked(item(i), serial(i), 1);
                events.add(new ItemChecked(order(i), LINE, goods, ParkDay.scan(ParkDay.MORNING)));
                events.add(
                        new ItemPacked(
                                order(i),
                                new Sscc("106141412345678908"),
                                goods,
                                ParkDay.scan(ParkDay.MORNING)));
                if (i % 3 == 0) {
                    events.add(
                            new ItemLoaded(
                                    SHIPMENT,
                                    order(i),
                                    moved(i, picked, Place.vehicle(SHIPMENT)),
                                    ParkDay.scan(ParkDay.MORNING)));
                } else {
                    departed.add(moved(i, picked, Place.vehicle(SHIPMENT)));
                }
                loads.add(load(i));
            }
        }
        events.add(new ShipmentDispatched(SHIPMENT, loads, departed));
        for (int first = 0; first < PIECES; first += PER_ORDER) {
            List<Load> signed = new ArrayList<>();
            List<Movement> handed = new ArrayList<>();
            for (int i = first + 1; i < first + PER_ORDER; i++) {
                signed.add(load(i));
                handed.add(moved(i, Place.vehicle(SHIPMENT), Place.consignee(consignee(i))));
            }
            events.add(
                    new ShipmentDelivered(
                            SHIPMENT,
                            consignee(first),
                            "a nurse",
                            "paper",
                            signed,
                            handed,
                            null,
                            new Handover(
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of(),
                                    new ContentHash("a".repeat(64)),
                                    List.of())));
        }
    }

    private static void comeBack(List<WarehouseEvent> events) {
        for (int i = 1; i < PIECES; i += PER_ORDER / 2) {
            events.add(
                    new GoodsReturned(
                            order(i),
                            LINE,
                            moved(i, Place.consignee(consignee(i)), bin(i)),
                            ParkDay.scan(ParkDay.MORNING)));
        }
    }

    private static void stop(List<WarehouseEvent> events) {
        for (int i = 0; i < PIECES / 10; i++) {
            HoldScope scope =
                    new HoldScope(ParkDay.STENT, i % 2 == 0 ? ONE : null, null, null, null);
            HoldId hold = new HoldId("H-" + i);
            events.add(new StockHeld(hold, scope, "because"));
            events.add(new HoldReleased(hold, scope));
            RecallId recall = new RecallId("R-" + i);
            Set<SerialNumber> serials = Set.of(serial(i));
            events.add(
                    new RecallStarted(
                            recall, 2, ParkDay.STENT, Set.of(ONE), serials, "breaks", false));
            events.add(new RecallClosed(recall, ParkDay.STENT, Set.of(ONE), serials, null));
        }
    }

    /// One item is refused without end. Each piece is a row of one count.
    private static void count(List<WarehouseEvent> events) {
        CountId count = new CountId("COUNT-LARGE");
        List<LocationId> places =
                IntStream.range(0, PIECES).mapToObj(i -> at(i).id()).distinct().toList();
        events.add(new CountOpened(count, ParkDay.WAREHOUSE, List.of(), List.of(), true, null, 1));
        events.add(new CountPlacesListed(count, places, 1));
        for (int i = 0; i < PIECES; i++) {
            CountRow row = new CountRow(at(i), item(i), serial(i), ParkDay.EXPIRY);
            events.add(
                    new RowCounted(
                            count, row, 0, 1, null, true, "k", ParkDay.scan(ParkDay.MORNING)));
        }
    }

    private static void refuse(List<WarehouseEvent> events) {
        for (int i = 0; i < PIECES; i++) {
            ScanRefused refused =
                    ParkDay.refused(1, ParkDay.WAREHOUSE, ParkDay.STENT, WorkKind.EXTRA);
            events.add(refused);
            events.add(new WorkItemClaimed(refused.item(), "operator-" + i));
        }
    }

    @Test
    void no_document_of_any_view_grows_with_the_goods() {
        TreeMap<String, Integer> largest = largest();
        assertThat(largest.keySet())
                .containsAll(
                        views.all().stream()
                                .map(view -> "view_" + view.name())
                                .filter(name -> !MASTER_DATA.contains(name))
                                .filter(name -> !ASKED_FOR.contains(name))
                                .map(DocumentSizesTest::stored)
                                .toList());
        assertThat(largest).allSatisfy((view, bytes) -> assertThat(bytes).isLessThan(LARGEST));
    }

    @Test
    void a_document_with_a_number_for_each_piece_is_found_out() {
        List<Integer> serials = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            serials.add(i);
        }
        store.database()
                .getCollection("view_growing")
                .insertOne(new Document("_id", "ONE").append("serials", serials));
        try {
            assertThat(largest().get("view_growing")).isGreaterThan(LARGEST);
        } finally {
            store.database().getCollection("view_growing").drop();
        }
    }

    private static String stored(String view) {
        return store.database().listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name -> name.equals(view) || name.startsWith(view + "_v"))
                .findAny()
                .orElseThrow(() -> new AssertionError("nothing is stored of " + view));
    }

    /// The bytes of the largest document of each view.
    private static TreeMap<String, Integer> largest() {
        MongoDatabase database = store.database();
        TreeMap<String, Integer> largest = new TreeMap<>();
        for (String name : database.listCollectionNames().into(new ArrayList<>())) {
            if (name.startsWith("view_")) {
                for (BsonDocument document :
                        database.getCollection(name, RawBsonDocument.class).find()) {
                    int bytes = ((RawBsonDocument) document).getByteBuffer().remaining();
                    largest.merge(name, bytes, Math::max);
                }
            }
        }
        System.out.println("largest documents: " + largest);
        return largest;
    }
}
