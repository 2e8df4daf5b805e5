package io.lotline.projections;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.BIN_B;
import static io.lotline.core.rules.Park.DOCK;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OTHER_OWNER;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.PUMP;
import static io.lotline.core.rules.Park.REJECTS;
import static io.lotline.core.rules.Park.RETURNS;
import static io.lotline.core.rules.Park.STAGE;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.W1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.AllocateOrder;
import io.lotline.core.distribution.AllocateOrderDecision;
import io.lotline.core.distribution.PickItem;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.distribution.PlaceOrder;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.distribution.ReturnGoods;
import io.lotline.core.distribution.ReturnGoodsDecision;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.FileInboundNotice;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoods;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoods;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.DefineLocation;
import io.lotline.core.inventory.DefineLocationDecision;
import io.lotline.core.inventory.HoldStock;
import io.lotline.core.inventory.HoldStockDecision;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.inventory.PutAwayGoods;
import io.lotline.core.inventory.PutAwayGoodsDecision;
import io.lotline.core.inventory.ReleaseHold;
import io.lotline.core.inventory.ReleaseHoldDecision;
import io.lotline.core.recall.StartRecall;
import io.lotline.core.recall.StartRecallDecision;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.Zone;
import io.lotline.projections.inventory.FindStock;
import io.lotline.projections.inventory.StockRow;
import io.lotline.projections.store.Page;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a view calls available is what one more order gets: after every few steps of random
/// histories, piece by piece and bin by bin.
class AvailableTest {
    private static final int STEPS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Location DOCK_2 = Location.of("W1", "DOCK-2");
    private static final List<Location> BINS =
            List.of(DOCK, DOCK_2, BIN_A, BIN_B, REJECTS, RETURNS, STAGE);
    private static final List<EnterpriseId> OWNERS = List.of(OWNER, OTHER_OWNER);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 0})
    void what_is_available_is_what_one_more_order_gets(long fixed) {
        long seed = fixed == 0 ? Long.getLong("lotline.seed", System.nanoTime()) : fixed;
        System.out.println("seed: -Dlotline.seed=" + seed);
        try (History history = new History(seed)) {
            for (int step = 0; step < STEPS; step++) {
                history.step();
                if (step % 4 == 3) {
                    for (Probe probe : history.probe()) {
                        assertThat(probe.shown())
                                .as("seed %d, step %d, %s", seed, step, probe)
                                .isEqualTo(probe.given());
                    }
                }
            }
            assertThat(history.promised).isPositive();
        }
    }

    /// The negative controls: whoever forgets the zones, or counts promises of pieces against any
    /// pieces of their bin, is found out by these very histories.
    @Test
    void rules_that_are_not_the_one_of_allocation_are_found_out() {
        int zones = 0;
        int pieces = 0;
        for (long seed = 1; seed <= 3; seed++) {
            try (History history = new History(seed)) {
                for (int step = 0; step < STEPS; step++) {
                    history.step();
                    if (step % 4 == 3) {
                        for (Probe probe : history.probe()) {
                            zones += probe.withoutZones().equals(probe.given()) ? 0 : 1;
                            pieces += probe.promisesOfAnyPiece().equals(probe.given()) ? 0 : 1;
                        }
                    }
                }
            }
        }
        assertThat(zones).isPositive();
        assertThat(pieces).isPositive();
    }

    /// Goods that are alike.
    private record Goods(
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            LocationId location) {}

    /// What is shown of an owner's device, and what an order of all of it is given.
    private record Probe(
            EnterpriseId owner, Di di, List<StockRow> rows, Map<Goods, Integer> given) {
        Map<Goods, Integer> shown() {
            Map<Goods, Integer> shown = new HashMap<>();
            rows.forEach(row -> add(shown, row, row.available()));
            return shown;
        }

        Map<Goods, Integer> withoutZones() {
            Map<Goods, Integer> shown = new HashMap<>();
            rows.stream()
                    .filter(row -> row.status() == StockStatus.QUALIFIED)
                    .forEach(row -> add(shown, row, row.quantity() - row.allocated()));
            return shown;
        }

        Map<Goods, Integer> promisesOfAnyPiece() {
            Map<LocationId, Integer> promised = new HashMap<>();
            rows.forEach(row -> promised.merge(row.location(), row.allocated(), Integer::sum));
            Map<Goods, Integer> shown = new HashMap<>();
            for (StockRow row : rows) {
                if (row.status() == StockStatus.QUALIFIED) {
                    int left = promised.getOrDefault(row.location(), 0);
                    int taken = Math.min(left, row.quantity());
                    promised.put(row.location(), left - taken);
                    add(shown, row, row.quantity() - taken);
                }
            }
            return shown;
        }

        private static void add(Map<Goods, Integer> shown, StockRow row, int quantity) {
            if (quantity > 0) {
                shown.merge(
                        new Goods(row.lot(), row.serial(), row.expiryDate(), row.location()),
                        quantity,
                        Integer::sum);
            }
        }
    }

    /// A random history, in the core's harness and in a log that views follow.
    private static final class History implements AutoCloseable {
        private final Random random;
        private final Followed store = new Followed();
        private final Given given = Park.open();
        private final List<HoldId> holds = new ArrayList<>();
        private final List<OrderId> orders = new ArrayList<>();
        private final List<NoticeId> notices = new ArrayList<>();
        private final List<String> serials = new ArrayList<>();
        private final Map<NoticeId, EnterpriseId> owners = new HashMap<>();
        private int seen;
        private int count;
        private int promised;
        private LocalDate today = Park.TODAY;

        History(long seed) {
            random = new Random(seed);
            given.and(Park.location(DOCK_2, Zone.QUARANTINE));
            for (EnterpriseId owner : OWNERS) {
                NoticeId notice = new NoticeId("ASN-" + owner);
                notices.add(notice);
                owners.put(notice, owner);
                take(
                        new FileInboundNoticeDecision(),
                        new FileInboundNotice(
                                notice,
                                owner,
                                Park.SUPPLIER,
                                W1,
                                List.of(
                                        new ExpectedLine(STENT, null, null, 10_000),
                                        new ExpectedLine(PUMP, null, null, 10_000)),
                                today));
            }
            for (int i = 0; i < 20; i++) {
                receive();
                inspect();
                putAway();
            }
        }

        private <C extends Command> boolean take(Decision<C> decision, C command) {
            return given.when(decision, command).outcome() instanceof Outcome.Accepted;
        }

        private <T> T any(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }

        void step() {
            count++;
            switch (random.nextInt(16)) {
                case 0, 1 -> receive();
                case 2 -> inspect();
                case 3, 4 -> putAway();
                case 5, 6 -> move();
                case 7 -> hold();
                case 8 -> {
                    release();
                    release();
                }
                case 9 -> recall();
                case 10, 11 -> order();
                case 12 -> allocate();
                case 13, 14 -> pick();
                default -> {
                    if (random.nextBoolean()) {
                        giveBack();
                    } else if (random.nextBoolean()) {
                        today = today.plusDays(random.nextInt(12));
                    } else {
                        define();
                    }
                }
            }
        }

        private static LocalDate expiry(String lot) {
            return Park.TODAY.plusDays(10 + 25L * (lot.charAt(1) - '0'));
        }

        private String lot() {
            return "L" + random.nextInt(4);
        }

        private String serial() {
            return serials.isEmpty() ? "S0" : any(serials);
        }

        private ScannedGoods goods(int most) {
            String lot = lot();
            return random.nextInt(3) > 0
                    ? Park.stents(lot, null, 1 + random.nextInt(most))
                    : Park.pump(serial());
        }

        private void receive() {
            NoticeId notice = any(notices);
            String lot = lot();
            boolean piece = random.nextBoolean();
            String serial = "S" + ++count;
            ScannedGoods goods =
                    piece
                            ? Park.pump(serial)
                            : Park.stents(lot, expiry(lot), 4 + random.nextInt(20));
            if (take(
                            new ReceiveGoodsDecision(),
                            new ReceiveGoods(
                                    notice, random.nextBoolean() ? DOCK : DOCK_2, goods, today))
                    && piece) {
                serials.add(serial);
            }
        }

        private void inspect() {
            NoticeId notice = any(notices);
            Conclusion conclusion =
                    random.nextInt(6) > 0 ? Conclusion.QUALIFIED : Conclusion.NON_CONFORMING;
            Location at = any(List.of(DOCK, DOCK_2, RETURNS));
            if (random.nextBoolean()) {
                for (int i = 0; i < 6; i++) {
                    var _ =
                            take(
                                    new InspectGoodsDecision(),
                                    new InspectGoods(
                                            notice,
                                            PUMP,
                                            null,
                                            Set.of(new SerialNumber(serial())),
                                            InspectGoods.Where.ANY,
                                            conclusion,
                                            1,
                                            null));
                }
                return;
            }
            for (int i = 0; i < 4; i++) {
                var _ =
                        take(
                                new InspectGoodsDecision(),
                                new InspectGoods(
                                        notice,
                                        STENT,
                                        Park.lot("L" + i),
                                        Set.of(),
                                        new InspectGoods.Where(at.id(), null, null),
                                        conclusion,
                                        4 + random.nextInt(9),
                                        null));
            }
        }

        private void putAway() {
            for (int i = 0; i < 5; i++) {
                NoticeId notice = any(notices);
                var _ =
                        take(
                                new PutAwayGoodsDecision(),
                                new PutAwayGoods(
                                        notice,
                                        any(List.of(DOCK, DOCK_2, RETURNS)),
                                        any(List.of(BIN_A, BIN_B, BIN_A, BIN_B, REJECTS)),
                                        goods(5),
                                        today));
            }
        }

        private void move() {
            var _ =
                    take(
                            new MoveGoodsDecision(),
                            new MoveGoods(any(OWNERS), any(BINS), any(BINS), goods(4), today));
        }

        private void hold() {
            HoldId hold = new HoldId("H-" + count);
            boolean piece = random.nextBoolean();
            boolean all = random.nextInt(10) == 0;
            HoldScope scope =
                    new HoldScope(
                            piece ? PUMP : STENT,
                            piece || all ? null : Park.lot(lot()),
                            piece && !all ? new SerialNumber(serial()) : null,
                            random.nextInt(3) == 0 ? any(BINS).id().value() : null,
                            random.nextInt(3) == 0 ? any(OWNERS) : null);
            if (take(new HoldStockDecision(), new HoldStock(hold, scope, "torn", true))) {
                holds.add(hold);
            }
        }

        private void release() {
            if (!holds.isEmpty()) {
                var _ =
                        take(
                                new ReleaseHoldDecision(),
                                new ReleaseHold(holds.remove(random.nextInt(holds.size())), null));
            }
        }

        private void recall() {
            if (random.nextInt(4) == 0) {
                boolean piece = random.nextInt(4) > 0;
                var _ =
                        take(
                                new StartRecallDecision(),
                                new StartRecall(
                                        new RecallId("R-" + count),
                                        2,
                                        piece ? PUMP : STENT,
                                        piece ? Set.of() : Set.of(Park.lot(lot())),
                                        piece ? Set.of(new SerialNumber(serial())) : Set.of(),
                                        "breaks",
                                        false,
                                        true));
            }
        }

        private void order() {
            OrderId order = new OrderId("SO-" + count);
            if (take(
                    new PlaceOrderDecision(),
                    placing(order, any(OWNERS), 1 + random.nextInt(6), 1 + random.nextInt(4)))) {
                orders.add(order);
                allocate(order);
            }
        }

        private PlaceOrder placing(OrderId order, EnterpriseId owner, int stents, int pumps) {
            return new PlaceOrder(
                    order,
                    owner,
                    HOSPITAL,
                    W1,
                    List.of(
                            new OrderLine(new LineId("1"), STENT, stents, null),
                            new OrderLine(new LineId("2"), PUMP, pumps, null)),
                    today);
        }

        private void allocate() {
            if (!orders.isEmpty()) {
                allocate(any(orders));
            }
        }

        private void allocate(OrderId order) {
            if (given.when(new AllocateOrderDecision(), new AllocateOrder(order, null, null, today))
                            .outcome()
                    instanceof Outcome.Accepted(List<WarehouseEvent> events)) {
                for (WarehouseEvent event : events) {
                    promised += ((OrderAllocated) event).allocations().size();
                }
            }
        }

        private void pick() {
            for (int i = 0; i < 3 && !orders.isEmpty(); i++) {
                var _ =
                        take(
                                new PickItemDecision(),
                                new PickItem(
                                        any(orders),
                                        any(List.of(BIN_A, BIN_B, STAGE)),
                                        goods(3),
                                        today));
            }
        }

        private void giveBack() {
            if (!orders.isEmpty()) {
                var _ =
                        take(
                                new ReturnGoodsDecision(),
                                new ReturnGoods(any(orders), RETURNS, goods(2)));
            }
        }

        private void define() {
            var _ =
                    take(
                            new DefineLocationDecision(),
                            new DefineLocation(
                                    any(List.of(BIN_B, STAGE)),
                                    any(List.of(Zone.QUALIFIED, Zone.DISPATCH, Zone.QUARANTINE)),
                                    null,
                                    null,
                                    100 + count));
        }

        /// What is shown, beside what one more order gets: it is decided and never happens.
        List<Probe> probe() {
            List<WarehouseEvent> history = given.history();
            List<StockRow> rows = store.rows(history.subList(seen, history.size()), today);
            seen = history.size();
            List<Probe> probes = new ArrayList<>();
            for (EnterpriseId owner : OWNERS) {
                OrderId order = new OrderId("ONE-MORE");
                Given copy = Given.given(history.toArray(WarehouseEvent[]::new));
                List<WarehouseEvent> events =
                        copy.and(new PlaceOrderDecision(), placing(order, owner, 100_000, 100_000))
                                .when(
                                        new AllocateOrderDecision(),
                                        new AllocateOrder(order, null, null, today))
                                .accepted();
                for (Di di : List.of(STENT, PUMP)) {
                    Map<Goods, Integer> gets = new HashMap<>();
                    for (WarehouseEvent event : events) {
                        for (Allocation part : ((OrderAllocated) event).allocations()) {
                            if (part.item().di().equals(di)) {
                                gets.merge(
                                        new Goods(
                                                part.item().lot(),
                                                part.serial(),
                                                part.expiryDate(),
                                                part.location().id()),
                                        part.quantity(),
                                        Integer::sum);
                            }
                        }
                    }
                    probes.add(
                            new Probe(
                                    owner,
                                    di,
                                    rows.stream()
                                            .filter(
                                                    row ->
                                                            row.owner().equals(owner)
                                                                    && row.di().equals(di))
                                            .toList(),
                                    gets));
                }
            }
            return probes;
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /// A log and the views that follow it.
    private static final class Followed implements AutoCloseable {
        private final LotlineStore store = TestStores.embedded();
        private LocalDate today = Park.TODAY;
        private final Clock clock =
                ((InstantSource) () -> today.atTime(4, 0).toInstant(ZoneOffset.UTC))
                        .withZone(ZoneOffset.UTC);
        private final Views views =
                Views.start(store, new SimpleMeterRegistry(), Views.PARK, clock);
        private final TestLog log = new TestLog(store.log(), ParkDay.MORNING);

        List<StockRow> rows(List<WarehouseEvent> events, LocalDate day) {
            today = day;
            if (!events.isEmpty()) {
                assertThat(views.await(log.append(events), PATIENCE)).isTrue();
            }
            List<StockRow> rows = new ArrayList<>();
            String after = null;
            do {
                Page<StockRow> page = views.stockOnHand().find(FindStock.ALL, after, 100);
                rows.addAll(page.items());
                after = page.next();
            } while (after != null);
            return rows;
        }

        @Override
        public void close() {
            views.close();
            store.close();
        }
    }
}
