package io.lotline.core.distribution;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Shortage;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.StockBook;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;


/// Allocation, which looks at no more than it takes, against one that looks at everything.
class AllocationTest {
    private static final AllocateOrderDecision ALLOCATION = new AllocateOrderDecision();

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void it_is_the_one_that_looking_at_everything_finds(@ForAll long seed) {
        Random random = new Random(seed);
        Given given = Park.open();
        int lots = 2 + random.nextInt(5);
        for (int i = 0; i < lots; i++) {
            // several lots expire on the same day
            stock(
                    given,
                    OWNER,
                    "L" + i,
                    expiry(i),
                    random.nextBoolean() ? BIN_A : BIN_B,
                    1 + random.nextInt(9));
        }
        stock(given, OTHER_OWNER, "L9", TODAY.plusDays(1), BIN_A, 9);
        pumps(given, BIN_A, "S0", "S1", "S2", "S3");
        pumps(given, BIN_B, "S4", "S5");
        for (String order : List.of("SO-1", "SO-2", "SO-3")) {
            given.and(
                    new PlaceOrderDecision(),
                    order(
                            order,
                            HOSPITAL,
                            wanted("1", STENT, 1 + random.nextInt(12), random.nextInt(80)),
                            wanted("2", PUMP, 1 + random.nextInt(3)),
                            wanted("3", STENT, 1 + random.nextInt(12))));
        }
        for (int step = 0; step < 25; step++) {
            String lot = "L" + random.nextInt(lots);
            switch (random.nextInt(9)) {
                case 0 ->
                        given.when(
                                new MoveGoodsDecision(),
                                new MoveGoods(
                                        null,
                                        bin(random),
                                        bin(random),
                                        random.nextInt(3) == 0
                                                ? pump("S" + random.nextInt(6))
                                                : stents(lot, null, 1 + random.nextInt(3)),
                                        TODAY));
                case 1, 2 ->
                        given.when(
                                new PickItemDecision(),
                                pick(
                                        orderOf(random),
                                        bin(random),
                                        random.nextInt(3) == 0
                                                ? pump("S" + random.nextInt(6))
                                                : stents(lot, null, 1 + random.nextInt(3))));
                case 3 -> given.and(hold("H-" + step, scope(random, lot)));
                case 4 ->
                        given.when(
                                new ReturnGoodsDecision(),
                                new ReturnGoods(
                                        new OrderId(orderOf(random)),
                                        RETURNS,
                                        stents(lot, null, 1)));
                default -> compare(given, orderOf(random), random.nextInt(60), seed);
            }
        }
    }

    private static void compare(Given given, String order, int days, long seed) {
        LocalDate today = TODAY.plusDays(days);
        OrderAllocated expected = lookingAtEverything(given.history(), new OrderId(order), today);
        List<WarehouseEvent> events =
                given.when(ALLOCATION, new AllocateOrder(new OrderId(order), null, null, today))
                        .accepted();
        assertThat(events.stream().map(AllocationTest::sorted).toList())
                .as("seed %d, %s", seed, order)
                .isEqualTo(expected == null ? List.of() : List.of(sorted(expected)));
    }

    /// What is released is no sequence.
    private static OrderAllocated sorted(WarehouseEvent event) {
        OrderAllocated allocated = (OrderAllocated) event;
        return new OrderAllocated(
                allocated.order(),
                allocated.owner(),
                allocated.allocations(),
                allocated.released().stream()
                        .sorted(Comparator.comparing(Allocation::toString))
                        .toList(),
                allocated.shortages());
    }

    private static LocalDate expiry(int lot) {
        return TODAY.plusDays(20L + 40 * (lot % 3));
    }

    private static Location bin(Random random) {
        return List.of(BIN_A, BIN_B, STAGE).get(random.nextInt(3));
    }

    private static String orderOf(Random random) {
        return "SO-" + (1 + random.nextInt(3));
    }

    private static HoldScope scope(Random random, String lot) {
        return switch (random.nextInt(4)) {
            case 0 -> Park.scope(STENT, lot);
            case 1 -> new HoldScope(STENT, Park.lot(lot), null, "B-01", null);
            case 2 -> new HoldScope(STENT, Park.lot(lot), null, null, OTHER_OWNER);
            default ->
                    new HoldScope(
                            PUMP, null, new SerialNumber("S" + random.nextInt(6)), null, null);
        };
    }

    private record Shelf(StockItem item, @Nullable LocalDate expiryDate, Location location) {}

    /// Goods of a shelf that are alike, so single pieces where these have serial numbers.
    private record Goods(Shelf shelf, @Nullable SerialNumber serial) {
        static Goods of(Allocation part) {
            return new Goods(
                    new Shelf(part.item(), part.expiryDate(), part.location()), part.serial());
        }

        static Goods of(StockBook.Part part) {
            StockBook.Cell cell = part.cell();
            return new Goods(
                    new Shelf(cell.item(), cell.expiryDate(), cell.place().asLocation()),
                    cell.serial());
        }
    }

    /// What the rule says, without any thought of what it costs; null for no change.
    private static @Nullable OrderAllocated lookingAtEverything(
            List<WarehouseEvent> history, OrderId order, LocalDate today) {
        StockBook stock = StockBook.EMPTY;
        LotStanding standing = LotStanding.FREE;
        Map<Shelf, Integer> arrivals = new HashMap<>();
        Map<Goods, Integer> others = new HashMap<>();
        Map<Allocation, Integer> own = new LinkedHashMap<>();
        Set<Goods> unpromised = new LinkedHashSet<>();
        List<Shortage> shortages = null;
        OrderPlaced placed = null;
        Map<Object, Integer> picked = new HashMap<>();
        for (WarehouseEvent event : history) {
            stock =
                    stock.after(
                            event.movements(),
                            cell ->
                                    cell.place().kind() == Place.Kind.LOCATION
                                            && cell.status() == QualityStatus.QUALIFIED);
            standing = standing.evolve(event);
            if (event instanceof GoodsReceived received) {
                arrivals.putIfAbsent(
                        lot(received.movement().item(), received.movement().expiryDate()),
                        arrivals.size());
            }
            if (event instanceof OrderPlaced e && e.order().equals(order)) {
                placed = e;
            }
            if (event instanceof OrderAllocated e) {
                boolean mine = e.order().equals(order);
                e.released().forEach(part -> promise(mine, part, -1, own, others));
                e.allocations().forEach(part -> promise(mine, part, 1, own, others));
                shortages = mine ? e.shortages() : shortages;
            }
            if (event instanceof ItemPicked e) {
                boolean mine = e.order().equals(order);
                e.released().forEach(part -> promise(mine, part, -1, own, others));
                if (e.fromAllocation() > 0) {
                    promise(
                            mine,
                            new Allocation(
                                    e.lineId(),
                                    e.movement().item(),
                                    e.movement().serial(),
                                    e.movement().expiryDate(),
                                    e.movement().from().asLocation(),
                                    e.fromAllocation()),
                            -1,
                            own,
                            others);
                }
                if (mine) {
                    picked.merge(e.lineId(), e.movement().quantity(), Integer::sum);
                }
            }
            if (event instanceof GoodsReturned e && e.order().equals(order)) {
                picked.merge(e.lineId(), -e.movement().quantity(), Integer::sum);
            }
            Set<Goods> lying = new LinkedHashSet<>();
            stock.parts(cell -> cell.serial() != null).forEach(part -> lying.add(Goods.of(part)));
            others.forEach((goods, pieces) -> promised(goods, pieces, lying));
            own.forEach((part, pieces) -> promised(Goods.of(part), pieces, lying));
            unpromised.retainAll(lying);
            unpromised.addAll(lying);
        }
        Map<Goods, Integer> free = new LinkedHashMap<>();
        own.keySet().forEach(part -> free.put(Goods.of(part), 0));
        unpromised.forEach(goods -> free.put(goods, 0));
        for (StockBook.Part part : stock.parts(cell -> cell.item().owner().equals(OWNER))) {
            StockBook.Cell cell = part.cell();
            Location location = cell.place().asLocation();
            if (List.of(BIN_A, BIN_B, STAGE).contains(location)
                    && standing.stop(cell.item(), cell.serial(), cell.expiryDate(), location, today)
                            == null) {
                free.merge(Goods.of(part), part.quantity(), Integer::sum);
            }
        }
        free.replaceAll((goods, pieces) -> pieces - others.getOrDefault(goods, 0));
        List<Goods> firstOut = new ArrayList<>(free.keySet());
        // of one shelf, what has no serial number goes first; pieces keep the order of the map
        firstOut.sort(
                Comparator.comparing(
                                (Goods goods) -> goods.shelf().expiryDate(),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(
                                goods ->
                                        arrivals.get(
                                                lot(
                                                        goods.shelf().item(),
                                                        goods.shelf().expiryDate())))
                        .thenComparing(goods -> goods.shelf().location().id().value())
                        .thenComparing(goods -> goods.serial() != null));
        List<Allocation> allocations = new ArrayList<>();
        List<Shortage> missing = new ArrayList<>();
        for (OrderLine line : Objects.requireNonNull(placed).lines()) {
            int open = line.quantity() - picked.getOrDefault(line.lineId(), 0);
            for (Goods goods : firstOut) {
                Shelf shelf = goods.shelf();
                int share = Math.min(open, free.get(goods));
                if (share > 0
                        && shelf.item().di().equals(line.di())
                        && ShelfLife.enough(shelf.expiryDate(), line, today)) {
                    allocations.add(
                            new Allocation(
                                    line.lineId(),
                                    shelf.item(),
                                    goods.serial(),
                                    shelf.expiryDate(),
                                    shelf.location(),
                                    share));
                    free.merge(goods, -share, Integer::sum);
                    open -= share;
                }
            }
            if (open > 0) {
                missing.add(new Shortage(line.lineId(), line.di(), open));
            }
        }
        List<Allocation> before = new ArrayList<>();
        own.forEach((part, pieces) -> before.add(sized(part, pieces)));
        return new HashSet<>(before).equals(new HashSet<>(allocations)) && missing.equals(shortages)
                ? null
                : new OrderAllocated(order, OWNER, allocations, before, missing);
    }

    private static Shelf lot(StockItem item, @Nullable LocalDate expiryDate) {
        return new Shelf(item, expiryDate, DOCK);
    }

    private static void promise(
            boolean mine,
            Allocation part,
            int direction,
            Map<Allocation, Integer> own,
            Map<Goods, Integer> others) {
        if (mine) {
            own.merge(sized(part, 1), direction * part.quantity(), Integer::sum);
            own.values().removeIf(pieces -> pieces == 0);
        } else {
            others.merge(Goods.of(part), direction * part.quantity(), Integer::sum);
        }
    }

    private static void promised(Goods goods, int pieces, Set<Goods> lying) {
        if (pieces > 0) {
            lying.remove(goods);
        }
    }

    private static Allocation sized(Allocation part, int pieces) {
        return new Allocation(
                part.lineId(),
                part.item(),
                part.serial(),
                part.expiryDate(),
                part.location(),
                pieces);
    }

    @Example
    void it_looks_at_no_more_than_it_takes() {
        Given given = Park.open();
        for (int i = 0; i < 30; i++) {
            stock(given, OWNER, "L" + i, EXPIRY.plusDays(i), i % 2 == 0 ? BIN_A : BIN_B, 4);
        }
        for (int i = 0; i < 30; i++) {
            pumps(given, BIN_A, "S" + i);
        }
        given.and(new PlaceOrderDecision(), order("SO-0", HOSPITAL, wanted("1", STENT, 40)));
        allocated(given, "SO-0");
        given.and(
                new PlaceOrderDecision(),
                order("SO-1", HOSPITAL, wanted("1", STENT, 5), wanted("2", PUMP, 2)));
        given.and(
                new PlaceOrderDecision(),
                order("SO-2", HOSPITAL, wanted("1", STENT, 80), wanted("2", PUMP, 30)));

        // the order; two devices with their stock; two lots and one of pumps; two bins; two serials
        assertThat(looks(given, "SO-1")).isLessThanOrEqualTo(14);
        // whoever takes everything looks at everything
        assertThat(looks(given, "SO-2")).isGreaterThan(50);
    }

    private static int looks(Given given, String order) {
        return given.boundary(ALLOCATION, allocate(order)).alternatives().size();
    }
}
