package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.events.WorkEvent.WorkItemResolved;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.Di;
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
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkKind;
import io.lotline.core.values.WorkOutcome;
import io.lotline.core.values.Zone;
import io.lotline.projections.distribution.Order;
import io.lotline.projections.distribution.Shipment;
import io.lotline.projections.inbound.InboundNotice;
import io.lotline.projections.inventory.FindStock;
import io.lotline.projections.inventory.Hold;
import io.lotline.projections.inventory.Holds.FindHolds;
import io.lotline.projections.inventory.Recalls.FindRecalls;
import io.lotline.projections.work.WorkItem;
import io.lotline.projections.work.WorkItems;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a question costs follows what it answers with: measured by the server itself, with
/// thousands of other documents there.
class ViewIndexesTest {
    private static final int GOODS = 6_000;
    private static final int DOCUMENTS = 1_000;
    private static final int LIMIT = 20;

    /// Beside twice what is answered: what each of a question's reads looks at to begin and to end.
    private static final int CONSTANT = 60;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final LineId LINE = new LineId("1");
    private static final List<Di> DEVICES = devices();

    private static final Random RANDOM = new Random(7);
    private static final Clock CLOCK =
            ((InstantSource) () -> ParkDay.MORNING).withZone(ZoneOffset.UTC);
    private static LotlineStore store;
    private static Views views;

    @BeforeAll
    static void fill() {
        store = TestStores.replicaSet();
        views = Views.start(store, new SimpleMeterRegistry(), Views.PARK, CLOCK);
        TestLog log = new TestLog(store.log(), ParkDay.MORNING);
        List<WarehouseEvent> events = new ArrayList<>();
        for (int i = 0; i < GOODS; i++) {
            events.add(received());
        }
        for (int i = 0; i < DOCUMENTS; i++) {
            documents(i, events);
        }
        long last = 0;
        for (int from = 0; from < events.size(); from += 200) {
            last = log.append(events.subList(from, Math.min(events.size(), from + 200)));
        }
        assertThat(views.await(last, PATIENCE)).isTrue();
    }

    @AfterAll
    static void close() {
        views.close();
        store.close();
    }

    private static List<Di> devices() {
        List<Di> devices = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String digits = "0690123%06d".formatted(i);
            int sum = 0;
            for (int at = 0; at < digits.length(); at++) {
                sum += (digits.charAt(at) - '0') * (at % 2 == 0 ? 3 : 1);
            }
            devices.add(new Di(digits + (10 - sum % 10) % 10));
        }
        return devices;
    }

    private static EnterpriseId owner() {
        return new EnterpriseId("OWNER-" + RANDOM.nextInt(10));
    }

    private static LotNumber lot() {
        return new LotNumber("L" + RANDOM.nextInt(300));
    }

    private static Location bin() {
        return Location.of("W" + RANDOM.nextInt(3), "A-" + RANDOM.nextInt(200));
    }

    private static StockItem item() {
        return new StockItem(owner(), DEVICES.get(RANDOM.nextInt(DEVICES.size())), lot());
    }

    private static GoodsReceived received() {
        LocalDate expiry = ParkDay.TODAY.plusDays(RANDOM.nextInt(500) - 10);
        return new GoodsReceived(
                new NoticeId("ASN"),
                Movement.of(
                        item(),
                        null,
                        expiry,
                        10,
                        Place.supplier(new EnterpriseId("MAKER")),
                        Place.location(bin()),
                        switch (RANDOM.nextInt(10)) {
                            case 0 -> QualityStatus.PENDING_INSPECTION;
                            case 1 -> QualityStatus.NON_CONFORMING;
                            default -> QualityStatus.QUALIFIED;
                        }),
                null,
                null,
                ParkDay.scan(ParkDay.MORNING));
    }

    /// Most documents have ended their course; some are open.
    private static void documents(int i, List<WarehouseEvent> events) {
        StockItem item = item();
        Location at = bin();
        OrderId order = new OrderId("SO-" + i);
        events.add(
                new OrderPlaced(
                        order,
                        item.owner(),
                        ParkDay.HOSPITAL,
                        at.warehouse(),
                        List.of(new OrderLine(LINE, item.di(), 5, null))));
        if (i % 20 > 0) {
            events.add(
                    new OrderAllocated(
                            order,
                            item.owner(),
                            List.of(new Allocation(LINE, item, null, null, at, 5)),
                            List.of(),
                            List.of()));
        }
        events.add(
                new InboundNoticeFiled(
                        new NoticeId("ASN-" + i),
                        item.owner(),
                        ParkDay.SUPPLIER,
                        at.warehouse(),
                        List.of(new ExpectedLine(item.di(), item.lot(), null, 5))));
        events.add(
                new ShipmentPlanned(
                        new ShipmentId("SHIP-" + i),
                        at.warehouse(),
                        List.of(order),
                        ParkDay.CARRIER,
                        null,
                        List.of(ParkDay.HOSPITAL)));
        events.add(
                new LocationDefined(
                        Location.of(at.warehouse().value(), "X-" + i),
                        Zone.values()[RANDOM.nextInt(Zone.values().length)],
                        null,
                        null,
                        null));
        HoldScope scope = new HoldScope(item.di(), item.lot(), null, null, null);
        events.add(new StockHeld(new HoldId("H-" + i), scope, "because"));
        if (i % 100 > 0) {
            events.add(new HoldReleased(new HoldId("H-" + i), scope));
        }
        RecallId recall = new RecallId("R-" + i);
        Set<LotNumber> gone = Set.of(new LotNumber("GONE-" + i));
        events.add(new RecallStarted(recall, 2, item.di(), gone, Set.of(), "breaks", false));
        if (i % 100 > 0) {
            events.add(new RecallClosed(recall, item.di(), gone, Set.of(), null));
        }
        WorkKind kind = WorkKind.values()[RANDOM.nextInt(4)];
        ScanRefused refused = ParkDay.refused(i, at.warehouse(), item.di(), kind);
        events.add(refused);
        if (i % 20 > 0) {
            events.add(
                    new WorkItemResolved(refused.item(), WorkOutcome.DONE, null, "somebody", null));
        }
    }

    @Test
    void every_combination_of_the_filters_of_stock_examines_what_it_answers_with() {
        List<@Nullable StockStatus> statuses = new ArrayList<>(List.of(StockStatus.values()));
        statuses.add(null);
        for (int parts = 0; parts < 32; parts++) {
            for (StockStatus status : statuses) {
                FindStock query = query(parts, status);
                int extra =
                        status == StockStatus.ON_HOLD || status == StockStatus.EXPIRED
                                ? stoppedOrExpired()
                                : 0;
                affordable(
                        query.toString(),
                        extra,
                        () -> views.stockOnHand().find(query, null, LIMIT).items().size());
            }
        }
    }

    @Test
    void what_expires_by_a_day_is_read_in_the_order_of_its_days() {
        List<@Nullable StockStatus> statuses = new ArrayList<>(List.of(StockStatus.values()));
        statuses.add(null);
        statuses.remove(StockStatus.ON_HOLD);
        for (StockStatus status : statuses) {
            FindStock query = query(0, status).expiringBy(ParkDay.TODAY.plusDays(90));
            affordable(
                    query.toString(),
                    stoppedOrExpired(),
                    () -> views.stockOnHand().find(query, null, LIMIT).items().size());
        }
    }

    private static FindStock query(int parts, @Nullable StockStatus status) {
        return new FindStock(
                (parts & 1) > 0 ? new EnterpriseId("OWNER-3") : null,
                (parts & 2) > 0 ? DEVICES.get(5) : null,
                (parts & 4) > 0 ? new LotNumber("L7") : null,
                (parts & 8) > 0 ? new WarehouseId("W1") : null,
                (parts & 16) > 0 ? new LocationId("A-17") : null,
                status);
    }

    /// Beside what is answered, these questions look at other goods that are stopped or expired.
    private static int stoppedOrExpired() {
        return 10 + GOODS / 50;
    }

    @Test
    void a_question_whose_index_is_gone_is_found_out() {
        MongoCollection<Document> stock = store.database().getCollection("view_stock_v3");
        stock.dropIndex(new Document("lot", 1).append("status", 1).append("_id", 1));
        try {
            FindStock query = query(4, null);
            Cost cost = cost(() -> views.stockOnHand().find(query, null, LIMIT).items().size());
            assertThat(cost.examined()).isGreaterThan(2 * cost.answered() + CONSTANT);
        } finally {
            stock.createIndex(new Document("lot", 1).append("status", 1).append("_id", 1));
        }
    }

    /// Beside twice what is answered: a read begins in as many places as a moment has words, and a
    /// page reads what goes on, what was, and what is promised and stopped of both.
    private static final int PAST = 600;

    @Test
    void every_combination_of_the_filters_of_past_stock_examines_what_it_answers_with() {
        long head = store.log().head().position();
        for (int parts = 0; parts < 32; parts++) {
            FindStock query = query(parts, null);
            for (long position : List.of(head / 3, head * 2 / 3, head)) {
                affordable(query + " at " + position, PAST, () -> past(query, position));
            }
        }
    }

    private static int past(FindStock query, long position) {
        return views.stockAsOf().find(query, null, position, null, LIMIT).page().items().size();
    }

    @Test
    void a_question_about_the_past_whose_index_is_gone_is_found_out() {
        MongoCollection<Document> past = store.database().getCollection("view_stock-past_v1");
        Document index = new Document("at", 1).append("lot", 1).append("_id", 1);
        past.dropIndex(index);
        try {
            long position = store.log().head().position();
            Cost cost = cost(() -> past(query(4, null), position));
            assertThat(cost.examined()).isGreaterThan(2 * cost.answered() + CONSTANT + PAST);
        } finally {
            past.createIndex(index);
        }
    }

    @Test
    void lists_of_documents_examine_what_they_answer_with() {
        EnterpriseId owner = new EnterpriseId("OWNER-4");
        WarehouseId warehouse = new WarehouseId("W2");
        for (Order.State state :
                new Order.State[] {Order.State.PLACED, Order.State.ALLOCATED, null}) {
            lists(() -> views.orders().find(owner, null, state, null, LIMIT).items());
            lists(() -> views.orders().find(null, warehouse, state, null, LIMIT).items());
            lists(() -> views.orders().find(owner, warehouse, state, null, LIMIT).items());
            lists(() -> views.orders().find(null, null, state, null, LIMIT).items());
        }
        for (InboundNotice.State state :
                new InboundNotice.State[] {
                    InboundNotice.State.FILED, InboundNotice.State.RECEIVED, null
                }) {
            lists(() -> views.inboundNotices().find(owner, null, state, null, LIMIT).items());
            lists(() -> views.inboundNotices().find(null, warehouse, state, null, LIMIT).items());
            lists(() -> views.inboundNotices().find(owner, warehouse, state, null, LIMIT).items());
        }
        for (Shipment.State state :
                new Shipment.State[] {Shipment.State.PLANNED, Shipment.State.DELIVERED, null}) {
            lists(() -> views.shipments().find(warehouse, null, state, null, LIMIT).items());
            lists(
                    () ->
                            views.shipments()
                                    .find(null, new OrderId("SO-9"), state, null, LIMIT)
                                    .items());
            lists(() -> views.shipments().find(null, null, state, null, LIMIT).items());
        }
        lists(() -> views.locations().find(warehouse, Zone.RETURNS, null, LIMIT).items());
        lists(() -> views.pickLists().ofOrder(new OrderId("SO-19"), null, LIMIT).items());
        lists(() -> views.keys().find(null, LIMIT).items());
    }

    @Test
    void every_combination_of_the_filters_of_work_items_examines_what_it_answers_with() {
        for (WorkItem.State state :
                new WorkItem.State[] {WorkItem.State.OPEN, WorkItem.State.RESOLVED, null}) {
            for (int parts = 0; parts < 64; parts++) {
                WorkItems.Asked query =
                        new WorkItems.Asked(
                                (parts & 1) > 0 ? WorkKind.AMBIGUOUS : null,
                                state,
                                (parts & 2) > 0 ? new WarehouseId("W1") : null,
                                (parts & 4) > 0 ? "ASN-7" : null,
                                (parts & 8) > 0 ? DEVICES.get(2) : null,
                                (parts & 32) > 0 ? ParkDay.SUPPLIER : null,
                                (parts & 16) > 0
                                        ? Set.of(new WarehouseId("W1"), new WarehouseId("W2"))
                                        : null);
                affordable(
                        query.toString(),
                        0,
                        () -> views.workItems().find(query, null, LIMIT).items().size());
            }
        }
    }

    @Test
    void lists_of_holds_and_recalls_examine_what_they_answer_with() {
        for (Hold.State state : new Hold.State[] {Hold.State.OPEN, Hold.State.RELEASED, null}) {
            for (int parts = 0; parts < 8; parts++) {
                FindHolds query =
                        new FindHolds(
                                state,
                                (parts & 1) > 0 ? DEVICES.get(2) : null,
                                (parts & 2) > 0 ? new LotNumber("L7") : null,
                                null,
                                (parts & 4) > 0 ? Set.of(new WarehouseId("W1")) : null);
                affordable(
                        query.toString(),
                        0,
                        () -> views.holds().find(query, null, LIMIT).items().size());
            }
        }
        for (RecallState state : new RecallState[] {RecallState.OPEN, RecallState.CLOSED, null}) {
            for (int parts = 0; parts < 4; parts++) {
                FindRecalls query =
                        new FindRecalls(
                                state,
                                (parts & 1) > 0 ? DEVICES.get(2) : null,
                                (parts & 2) > 0 ? new LotNumber("GONE-7") : null,
                                null);
                affordable(
                        query.toString(),
                        0,
                        () -> views.recalls().find(query, null, LIMIT).items().size());
            }
        }
    }

    /// What concerns an owner costs what there is of its own, not of others: it is read twice, by
    /// its goods and by their stops.
    @Test
    void stops_that_concern_an_owner_are_found_without_those_of_others() {
        EnterpriseId owner = new EnterpriseId("OWNER-4");
        int own =
                views.holds()
                        .find(new FindHolds(null, null, null, owner, null), null, 1_000)
                        .items()
                        .size();
        assertThat(own).isBetween(LIMIT, DOCUMENTS / 4);
        for (Hold.State state : new Hold.State[] {Hold.State.OPEN, Hold.State.RELEASED, null}) {
            FindHolds query = new FindHolds(state, null, null, owner, null);
            affordable(
                    query.toString(),
                    4 * own,
                    () -> views.holds().find(query, null, LIMIT).items().size());
            FindRecalls recalls = new FindRecalls(RecallState.OPEN, null, null, owner);
            affordable(
                    recalls.toString(),
                    4 * own,
                    () -> views.recalls().find(recalls, null, LIMIT).items().size());
        }
    }

    @Test
    void a_list_of_holds_whose_index_is_gone_is_found_out() {
        MongoCollection<Document> holds = store.database().getCollection("view_holds_v2");
        Document index = new Document("state", 1).append("_id", 1);
        holds.dropIndex(index);
        try {
            Cost cost =
                    cost(
                            () ->
                                    views.holds()
                                            .find(
                                                    new FindHolds(
                                                            Hold.State.OPEN,
                                                            null,
                                                            null,
                                                            null,
                                                            null),
                                                    null,
                                                    LIMIT)
                                            .items()
                                            .size());
            assertThat(cost.examined()).isGreaterThan(2 * cost.answered() + CONSTANT);
        } finally {
            holds.createIndex(index);
        }
    }

    @Test
    void what_stands_next_to_an_unknown_value_is_found_without_a_scan() {
        for (IntSupplier question :
                List.<IntSupplier>of(
                        () -> views.orders().around(new OrderId("SO-5X"), 5).size(),
                        () -> views.locations().warehousesAround(new WarehouseId("W1X"), 5).size(),
                        () -> views.locations().around(Location.of("W1", "X-5X"), 5).size(),
                        () -> views.locations().has(new LocationId("NOWHERE")) ? 1 : 0,
                        () -> views.locations().hasWarehouse(new WarehouseId("W9")) ? 1 : 0)) {
            assertThat(cost(question).examined()).isLessThanOrEqualTo(CONSTANT);
        }
        assertThat(views.orders().around(new OrderId("SO-5X"), 1))
                .containsExactly("SO-599", "SO-6");
        assertThat(views.locations().warehousesAround(new WarehouseId("W1X"), 5))
                .extracting(WarehouseId::value)
                .containsExactly("W0", "W1", "W2");
    }

    @Test
    void counting_looks_at_no_document() {
        for (IntSupplier count :
                List.<IntSupplier>of(
                        () -> (int) views.orders().open(null),
                        () -> (int) views.orders().open(new EnterpriseId("OWNER-4")),
                        () -> (int) views.shipments().onTheWay(null),
                        () -> (int) views.locations().count(),
                        () -> (int) views.devices().count())) {
            assertThat(cost(count).documents()).isZero();
        }
    }

    private static void lists(Supplier<List<?>> question) {
        affordable("a list", 0, () -> question.get().size());
    }

    private static void affordable(String question, int extra, IntSupplier ask) {
        Cost cost = cost(ask);
        assertThat(cost.examined())
                .as("%s answered %d: %s", question, cost.answered(), cost.reads())
                .isLessThanOrEqualTo(2 * cost.answered() + CONSTANT + extra);
    }

    /// What a question cost the server.
    ///
    /// @param answered  how many items it answered with
    /// @param examined  keys of indexes, or documents where these are more
    private record Cost(int answered, int examined, int documents, List<String> reads) {}

    private static Cost cost(IntSupplier question) {
        profile(0);
        MongoCollection<Document> profile = store.database().getCollection("system.profile");
        profile.drop();
        profile(2);
        int answered = question.getAsInt();
        profile(0);
        int keys = 0;
        int documents = 0;
        List<String> reads = new ArrayList<>();
        for (Document read : profile.find(Filters.regex("ns", "\\.view_(?!tokens|editions)"))) {
            keys += read.getInteger("keysExamined", 0);
            documents += read.getInteger("docsExamined", 0);
            reads.add(
                    "%s: %s, keys %d, documents %d"
                            .formatted(
                                    read.getString("ns"),
                                    read.getString("planSummary"),
                                    read.getInteger("keysExamined", 0),
                                    read.getInteger("docsExamined", 0)));
        }
        assertThat(reads).isNotEmpty();
        return new Cost(answered, Math.max(keys, documents), documents, reads);
    }

    private static void profile(int level) {
        store.database().runCommand(new Document("profile", level));
    }
}
