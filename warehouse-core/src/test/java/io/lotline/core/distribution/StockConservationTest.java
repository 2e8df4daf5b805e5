package io.lotline.core.distribution;

import static io.lotline.core.rules.Park.*;
import static io.lotline.core.rules.Park.PUMP;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.W1;
import static io.lotline.core.rules.Park.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.correction.CorrectEventDecision;
import io.lotline.core.correction.Corrections;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.DistributionEvent.LeftBehind;
import io.lotline.core.events.DistributionEvent.Promising;
import io.lotline.core.events.Instead;
import io.lotline.core.events.InventoryEvent.CountBooked;
import io.lotline.core.events.InventoryEvent.CountBookingRefused;
import io.lotline.core.events.InventoryEvent.CountBookingRequested;
import io.lotline.core.events.InventoryEvent.LocationCounted;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.AdjustStock;
import io.lotline.core.inventory.AdjustStockDecision;
import io.lotline.core.inventory.AdjustmentLimit;
import io.lotline.core.inventory.ApproveAdjustment;
import io.lotline.core.inventory.ApproveAdjustmentDecision;
import io.lotline.core.inventory.ApproveCount;
import io.lotline.core.inventory.ApproveCountDecision;
import io.lotline.core.inventory.BookCount;
import io.lotline.core.inventory.BookCountDecision;
import io.lotline.core.inventory.CountStock;
import io.lotline.core.inventory.CountStockDecision;
import io.lotline.core.inventory.FinishLocation;
import io.lotline.core.inventory.FinishLocationDecision;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.inventory.MoveUnit;
import io.lotline.core.inventory.MoveUnitDecision;
import io.lotline.core.inventory.OpenCount;
import io.lotline.core.inventory.OpenCountDecision;
import io.lotline.core.inventory.PutAwayGoods;
import io.lotline.core.inventory.PutAwayGoodsDecision;
import io.lotline.core.inventory.RefuseCountBooking;
import io.lotline.core.inventory.RefuseCountBookingDecision;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.rules.FoldedBooks;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.StockBook;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.CountId;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RiskClass;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/// Whatever is commanded in whatever order: goods never come from nowhere and are never in two
/// places.
class StockConservationTest {
    private static final List<Sscc> BOXES =
            List.of(
                    new Sscc("106901234500000010"),
                    new Sscc("106901234500000027"),
                    new Sscc("106901234500000034"));
    private static final int COMMANDS = 160;
    private static final Set<Class<?>> SEEN = ConcurrentHashMap.newKeySet();

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void no_place_ever_owes_goods(@ForAll long seed) {
        Random random = new Random(seed);
        Given given = Park.open();
        given.and(
                        new FileInboundNoticeDecision(),
                        notice("N1", OWNER, line(STENT, 30), line(PUMP, 3)))
                .and(new FileInboundNoticeDecision(), notice("N2", OTHER_OWNER, line(STENT, 20)))
                .and(
                        new PlaceOrderDecision(),
                        order("SO-1", HOSPITAL, wanted("1", STENT, 12), wanted("2", PUMP, 2)))
                .and(
                        new PlaceOrderDecision(),
                        order("SO-2", CLINIC, wanted("1", STENT, 6), wanted("2", STENT, 6)));
        planned(planned(given, "SH-1", "SO-1"), "SH-2", "SO-2");
        stock(given, OWNER, "L0", EXPIRY, BIN_A, 20);
        stock(given, OWNER, "L1", EXPIRY, BIN_B, 10);
        pumps(given, BIN_A, "S0", "S1");
        StockBook everywhere = StockBook.EMPTY;
        Map<List<Object>, Integer> promises = new HashMap<>();
        int read = 0;
        for (int i = 0; i < COMMANDS; i++) {
            step(given, random, i);
            List<WarehouseEvent> history = given.history();
            for (WarehouseEvent event : history.subList(read, history.size())) {
                StockBook before = everywhere;
                everywhere = everywhere.after(event.movements(), _ -> true);
                promise(promises, event);
                counted(before, event, seed);
                SEEN.add(event.getClass());
            }
            read = history.size();
            balanced(everywhere, seed);
            assertThat(promises.values()).as("seed %d", seed).allMatch(sum -> sum >= 0);
            covered(everywhere, promises, seed);
        }
        checkSerials(given.history(), seed);
    }

    /// A property that never gets as far as a return would prove little.
    @AfterContainer
    static void every_kind_of_movement_was_seen() {
        assertThat(SEEN).containsAll(Boundaries.MOVES);
        assertThat(SEEN)
                .contains(
                        RowCounted.class,
                        LocationCounted.class,
                        CountBookingRequested.class,
                        CountBookingRefused.class,
                        CountBooked.class);
    }

    /// Promises by order, goods and bin: none is ended twice.
    private static void promise(Map<List<Object>, Integer> promises, WarehouseEvent event) {
        if (event instanceof UnitHandled unit) {
            unit.parts().forEach(part -> promise(promises, part));
        }
        if (event instanceof EventCorrected wrong) {
            for (Allocation again : wrong.promises()) {
                promises.merge(
                        List.of(
                                Objects.requireNonNull(wrong.about().order()),
                                again.item(),
                                again.location()),
                        again.quantity(),
                        Integer::sum);
            }
        }
        if (event instanceof Promising promising) {
            for (Allocation made : promising.allocations()) {
                promises.merge(key(promising, made), made.quantity(), Integer::sum);
            }
            for (Allocation ended : promising.released()) {
                promises.merge(key(promising, ended), -ended.quantity(), Integer::sum);
            }
            for (Movement movement : event.movements()) {
                if (promising.kept() > 0) {
                    promises.merge(
                            List.of(
                                    promising.order(),
                                    movement.item(),
                                    movement.from().asLocation()),
                            -promising.kept(),
                            Integer::sum);
                }
            }
        }
    }

    /// Nothing is promised that is not there: what is taken from under a promise ends it.
    private static void covered(
            StockBook everywhere, Map<List<Object>, Integer> promises, long seed) {
        Map<Object, Integer> there = new HashMap<>();
        everywhere
                .cells()
                .forEach(
                        (cell, quantity) -> {
                            if (cell.place().kind() == Place.Kind.LOCATION
                                    && cell.status() == QualityStatus.QUALIFIED) {
                                there.merge(
                                        List.of(cell.item(), cell.place().asLocation()),
                                        quantity,
                                        Integer::sum);
                            }
                        });
        Map<Object, Integer> promised = new HashMap<>();
        promises.forEach(
                (key, quantity) -> promised.merge(key.subList(1, 3), quantity, Integer::sum));
        promised.forEach(
                (key, quantity) ->
                        assertThat(quantity)
                                .as("seed %d, promised of %s", seed, key)
                                .isLessThanOrEqualTo(there.getOrDefault(key, 0)));
    }

    /// What a count says that is booked is what the log says there.
    private static void counted(StockBook before, WarehouseEvent event, long seed) {
        if (event instanceof RowCounted row) {
            booked(before, row.row(), row.booked(), seed);
        }
        if (event instanceof LocationCounted all) {
            all.unseen().forEach(each -> booked(before, all.row(each), each.booked(), seed));
        }
    }

    private static void booked(StockBook before, CountRow row, int booked, long seed) {
        int there =
                before.sum(
                        cell ->
                                cell.item().equals(row.item())
                                        && Objects.equals(cell.serial(), row.serial())
                                        && cell.place().equals(Place.location(row.location())));
        assertThat(booked).as("seed %d, %s", seed, row).isEqualTo(there);
    }

    private static List<Object> key(Promising event, Allocation promise) {
        return List.of(event.order(), promise.item(), promise.location());
    }

    private static void balanced(StockBook everywhere, long seed) {
        Map<Object, Integer> sums = new HashMap<>();
        everywhere
                .cells()
                .forEach(
                        (cell, quantity) -> {
                            sums.merge(cell.item(), quantity, Integer::sum);
                            if (cell.place().kind() != Place.Kind.SUPPLIER) {
                                assertThat(quantity).as("seed %d, %s", seed, cell).isPositive();
                            }
                        });
        assertThat(sums.values()).as("seed %d", seed).allMatch(sum -> sum == 0);
    }

    private static void checkSerials(List<WarehouseEvent> history, long seed) {
        Map<SerialNumber, Place> places = new HashMap<>();
        for (WarehouseEvent event : history) {
            for (Movement movement : event.movements()) {
                if (movement.serial() != null) {
                    Place before = places.put(movement.serial(), movement.to());
                    if (before != null) {
                        assertThat(movement.from()).as("seed %d", seed).isEqualTo(before);
                    }
                }
            }
        }
    }

    private static void step(Given given, Random random, int step) {
        ScannedGoods goods = goods(random);
        NoticeId notice = new NoticeId(random.nextInt(8) == 0 ? "N2" : "N1");
        OrderId order = new OrderId(random.nextBoolean() ? "SO-1" : "SO-2");
        ShipmentId shipment = new ShipmentId(random.nextBoolean() ? "SH-1" : "SH-2");
        Location from = anywhere(random);
        Location to = anywhere(random);
        Location bin = random.nextBoolean() ? BIN_A : BIN_B;
        EnterpriseId consignee = random.nextBoolean() ? HOSPITAL : CLINIC;
        whole(given, random, order, shipment, step);
        // more goods come in at first, more leave at last
        switch (random.nextInt(8) + step * 11 / COMMANDS) {
            case 0, 1 -> run(given, new ReceiveGoodsDecision(), receive(notice.value(), goods));
            case 2 ->
                    run(
                            given,
                            new InspectGoodsDecision(),
                            random.nextInt(5) == 0
                                    ? refuse(
                                            notice.value(),
                                            goods.di(),
                                            lotOf(goods),
                                            Objects.requireNonNull(goods.counted()))
                                    : accept(
                                            notice.value(),
                                            goods.di(),
                                            lotOf(goods),
                                            Objects.requireNonNull(goods.counted())));
            case 3, 4 ->
                    run(
                            given,
                            new PutAwayGoodsDecision(),
                            new PutAwayGoods(notice, DOCK, bin, goods, TODAY));
            case 5 ->
                    run(
                            given,
                            new MoveGoodsDecision(),
                            new MoveGoods(null, from, to, goods, TODAY));
            case 6 -> {
                run(given, new AllocateOrderDecision(), allocate(order.value()));
                backwards(given, random, order);
                adjust(given, random, step, goods);
                count(given, random, goods);
                correct(given, random, step);
            }
            case 7, 8 -> {
                run(given, new PickItemDecision(), pick(order.value(), bin, goods));
                if (random.nextInt(8) > 0) {
                    run(given, new CheckItemDecision(), check(order.value(), goods));
                }
            }
            case 9, 10 -> run(given, new CheckItemDecision(), check(order.value(), goods));
            case 11 -> run(given, new LoadItemDecision(), new LoadItem(shipment, W1, goods, TODAY));
            case 12 -> run(given, new UnloadItemDecision(), new UnloadItem(shipment, W1, goods));
            case 13 ->
                    run(
                            given,
                            new DispatchShipmentDecision(),
                            new DispatchShipment(
                                    shipment, remaining(given, shipment), null, TODAY));
            case 14 ->
                    run(
                            given,
                            new DeliverShipmentDecision(),
                            new DeliverShipment(shipment, consignee, "王医生", null, null));
            case 15 ->
                    run(
                            given,
                            new PutBackItemDecision(),
                            new PutBackItem(order, bin, goods, TODAY));
            default ->
                    run(given, new ReturnGoodsDecision(), new ReturnGoods(order, RETURNS, goods));
        }
    }

    /// Whatever is done with boxes as a whole: packed, received, moved, sent, taken back.
    private static void whole(
            Given given, Random random, OrderId order, ShipmentId shipment, int step) {
        Sscc box = BOXES.get(random.nextInt(BOXES.size()));
        ScannedUnit unit = new ScannedUnit(box, Park.scan("unit-" + step), TODAY, null);
        Location bin = random.nextBoolean() ? BIN_A : BIN_B;
        ScannedGoods goods = goods(random);
        switch (random.nextInt(12)) {
            case 0, 1 -> run(given, new ReceiveGoodsDecision(), receive("N1", inside(goods, box)));
            case 2 -> run(given, new PackItemDecision(), new PackItem(order, W1, box, goods));
            case 3 ->
                    run(
                            given,
                            new PackUnitDecision(),
                            new PackUnit(
                                    random.nextBoolean() ? order : null,
                                    W1,
                                    BOXES.get(random.nextInt(BOXES.size())),
                                    unit));
            case 4, 5 ->
                    run(
                            given,
                            new MoveUnitDecision(),
                            new MoveUnit(random.nextBoolean(), null, null, null, bin, unit));
            case 6 -> run(given, new PickUnitDecision(), new PickUnit(order, W1, null, unit));
            case 7 -> run(given, new CheckUnitDecision(), new CheckUnit(order, W1, unit));
            case 8, 9 ->
                    run(
                            given,
                            new LoadUnitDecision(),
                            new LoadUnit(shipment, W1, random.nextInt(4) == 0, unit));
            case 10 -> run(given, new ReturnUnitDecision(), new ReturnUnit(order, RETURNS, unit));
            default ->
                    run(given, new PutBackUnitDecision(), new PutBackUnit(order, null, bin, unit));
        }
    }

    private static ScannedGoods inside(ScannedGoods goods, Sscc box) {
        return new ScannedGoods(
                goods.di(),
                goods.readings().stream()
                        .map(
                                label ->
                                        new LabelReading(
                                                label.lot(),
                                                label.serial(),
                                                label.productionDate(),
                                                label.expiryDate(),
                                                label.quantity(),
                                                box))
                        .toList(),
                goods.counted(),
                goods.settled(),
                goods.scan(),
                goods.today());
    }

    /// What the warehouse itself says that is planned and not on board.
    private static List<LeftBehind> remaining(Given given, ShipmentId shipment) {
        return new DispatchShipmentDecision()
                                .decide(
                                        new DispatchShipment(shipment, List.of(), null, TODAY),
                                        new FoldedBooks(given.history()))
                        instanceof
                        Outcome.Rejected(DistributionRejection.NotLoadedYet(var _, var remaining))
                ? remaining
                : List.of();
    }

    private static <C extends Command> void run(Given given, Decision<C> decision, C command) {
        given.when(decision, command);
    }

    /// Whatever an order's owner may think of on the way.
    private static void backwards(Given given, Random random, OrderId order) {
        switch (random.nextInt(8)) {
            case 0 ->
                    run(
                            given,
                            new UnallocateOrderDecision(),
                            new UnallocateOrder(order, null, null));
            case 1 ->
                    run(
                            given,
                            new CancelOrderDecision(),
                            new CancelOrder(
                                    order,
                                    "病人转院",
                                    List.of(new LineId(random.nextBoolean() ? "1" : "2")),
                                    null,
                                    null));
            case 2, 3, 4 ->
                    run(
                            given,
                            new AmendOrderDecision(),
                            new AmendOrder(
                                    order,
                                    OWNER,
                                    order.value().equals("SO-1") ? HOSPITAL : CLINIC,
                                    W1,
                                    List.of(
                                            wanted("1", STENT, 1 + random.nextInt(12)),
                                            wanted(
                                                    "2",
                                                    order.value().equals("SO-1") ? PUMP : STENT,
                                                    1 + random.nextInt(6))),
                                    null,
                                    null,
                                    null,
                                    TODAY));
            default -> {}
        }
    }

    /// Whatever may be found out about goods, by one person or two.
    private static void adjust(Given given, Random random, int step, ScannedGoods goods) {
        AdjustmentKind kind =
                AdjustmentKind.values()[random.nextInt(AdjustmentKind.values().length)];
        AdjustmentId id = new AdjustmentId("A-" + step);
        boolean target = random.nextInt(3) == 0;
        var read = goods.readings().getFirst();
        run(
                given,
                new AdjustStockDecision(),
                new AdjustStock(
                        id,
                        new Adjustment(
                                kind,
                                new StockItem(
                                        random.nextInt(8) == 0 ? OTHER_OWNER : OWNER,
                                        goods.di(),
                                        read.lot()),
                                read.serial() == null ? List.of() : List.of(read.serial()),
                                Objects.requireNonNullElse(goods.counted(), 1),
                                anywhere(random),
                                target ? anywhere(random) : null,
                                "盘点",
                                "李四",
                                "XH-1"),
                        new AdjustmentLimit(1, RiskClass.III, true),
                        "zhang"));
        run(
                given,
                new ApproveAdjustmentDecision(),
                new ApproveAdjustment(
                        random.nextBoolean() ? id : new AdjustmentId("A-" + random.nextInt(160)),
                        "li",
                        null));
    }

    /// Whatever people do with one of two counts at a time, well or badly.
    private static void count(Given given, Random random, ScannedGoods goods) {
        for (int i = random.nextInt(8); i > 0; i--) {
            CountId count = new CountId("C-" + given.history().size() / 100);
            Location at = anywhere(random);
            switch (random.nextInt(12)) {
                case 0, 1 ->
                        run(
                                given,
                                new OpenCountDecision(),
                                new OpenCount(
                                        count,
                                        W1,
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        random.nextBoolean(),
                                        random.nextBoolean() ? 1 : null,
                                        false,
                                        null,
                                        false,
                                        null));
                case 2, 3, 4, 5, 6 ->
                        run(
                                given,
                                new CountStockDecision(),
                                new CountStock(
                                        count,
                                        random.nextBoolean() ? OWNER : null,
                                        at,
                                        random.nextInt(3) == 0
                                                ? new ScannedGoods(
                                                        goods.di(),
                                                        goods.readings(),
                                                        0,
                                                        null,
                                                        goods.scan(),
                                                        goods.today())
                                                : goods,
                                        random.nextBoolean() ? "zhang" : "wang"));
                case 7 ->
                        run(
                                given,
                                new FinishLocationDecision(),
                                new FinishLocation(
                                        count, at, "zhang", Park.scan("finished"), TODAY, null));
                case 8, 9 ->
                        run(
                                given,
                                new BookCountDecision(),
                                new BookCount(
                                        count,
                                        random.nextInt(3) > 0,
                                        new AdjustmentLimit(
                                                random.nextInt(20), RiskClass.III, true),
                                        "li",
                                        null));
                case 10 ->
                        run(given, new ApproveCountDecision(), new ApproveCount(count, "wu", null));
                default ->
                        run(
                                given,
                                new RefuseCountBookingDecision(),
                                new RefuseCountBooking(count, "数错了", "wu", null));
            }
        }
    }

    /// Whatever may turn out to have been a mistake, the last steps more often than others.
    private static void correct(Given given, Random random, int step) {
        for (int i = 0; i < 3; i++) {
            int events = given.history().size();
            int position = events - random.nextInt(random.nextBoolean() ? 6 : events);
            Instead instead =
                    switch (random.nextInt(4)) {
                        case 0 -> Corrections.quantity(1 + random.nextInt(2));
                        case 1 -> Corrections.toLocation(anywhere(random).id().value());
                        default -> null;
                    };
            run(
                    given,
                    new CorrectEventDecision(),
                    Corrections.correct("C-" + step + "-" + i, given, position, instead));
        }
    }

    private static String lotOf(ScannedGoods goods) {
        var lot = goods.readings().getFirst().lot();
        return lot == null ? "" : lot.value();
    }

    private static ScannedGoods goods(Random random) {
        return random.nextInt(4) == 0
                ? pump("S" + random.nextInt(3))
                : stents("L" + random.nextInt(2), 1 + random.nextInt(2));
    }

    private static Location anywhere(Random random) {
        List<Location> locations = List.of(DOCK, BIN_A, BIN_B, STAGE, REJECTS, RETURNS, SMALL);
        return locations.get(random.nextInt(locations.size()));
    }
}
