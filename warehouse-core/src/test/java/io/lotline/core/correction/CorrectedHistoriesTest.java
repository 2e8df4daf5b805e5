package io.lotline.core.correction;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.AllocateOrderDecision;
import io.lotline.core.distribution.CheckItemDecision;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.distribution.UnallocateOrder;
import io.lotline.core.distribution.UnallocateOrderDecision;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.CorrectionEvent.Kind;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.MoveGoodsDecision;
import io.lotline.core.inventory.PutAwayGoodsDecision;
import io.lotline.core.rules.FoldedBooks;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.StockBook;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A history with a mistake and its correction is like the history without the mistake: the same
/// stock, and the same answers to whatever comes.
class CorrectedHistoriesTest {
    private static final long SEED = Long.getLong("lotline.seed", System.nanoTime());
    private static final int HISTORIES = 150;
    private static final Set<Kind> KINDS =
            EnumSet.of(Kind.RECEIPT, Kind.INSPECTION, Kind.PUTAWAY, Kind.MOVE, Kind.PICK);

    /// A command and the decision on it.
    private record Step<C extends Command>(Decision<C> decision, C command) {
        Outcome on(List<WarehouseEvent> history) {
            return decision.decide(command, new FoldedBooks(history));
        }
    }

    @Test
    void with_a_mistake_and_its_correction_all_is_as_without() {
        Random random = new Random(SEED);
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        // rare kinds come with more histories
        for (int i = 0; i < HISTORIES || i < 10 * HISTORIES && !seen.containsAll(KINDS); i++) {
            history(random, true, seen);
        }
        assertThat(seen).as("seed %d", SEED).containsAll(KINDS);
    }

    /// The test would notice a correction that leaves something behind.
    @Test
    void with_a_mistake_that_stays_something_differs() {
        Random random = new Random(SEED);
        int different = 0;
        for (int i = 0; i < HISTORIES && different == 0; i++) {
            try {
                history(random, false, EnumSet.allOf(Kind.class));
            } catch (AssertionError e) {
                different++;
            }
        }
        assertThat(different).isPositive();
    }

    private static void history(Random random, boolean correcting, Set<Kind> seen) {
        List<WarehouseEvent> with = new ArrayList<>(begun().history());
        List<WarehouseEvent> without = new ArrayList<>(with);
        for (int i = random.nextInt(60); i > 0; i--) {
            both(step(random), with, without);
        }
        // one step is a mistake, and the rest does not depend on it
        for (int tries = 0; tries < 40; tries++) {
            if (step(random).on(with) instanceof Outcome.Accepted(List<WarehouseEvent> wrong)
                    && wrong.size() == 1
                    && Mistaken.of(wrong.getFirst()) != null) {
                with.addAll(wrong);
                break;
            }
        }
        if (with.size() == without.size()) {
            return;
        }
        long position = with.size();
        for (int i = random.nextInt(12); i > 0; i--) {
            both(step(random), with, without);
        }
        Given given = Given.given(with.toArray(WarehouseEvent[]::new));
        Outcome corrected =
                new CorrectEventDecision()
                        .decide(
                                Corrections.correct("C", given, position, Corrections.NEVER),
                                new FoldedBooks(with));
        if (!(corrected instanceof Outcome.Accepted(List<WarehouseEvent> undo))) {
            return;
        }
        if (correcting) {
            with.addAll(undo);
        }
        seen.add(((EventCorrected) undo.getFirst()).kind());
        String now = "seed %d, corrected %s".formatted(SEED, undo);
        assertThat(lying(with)).as(now).isEqualTo(lying(without));
        for (int i = 0; i < 40; i++) {
            Step<?> next = step(random);
            Outcome one = next.on(with);
            Outcome other = next.on(without);
            assertThat(told(one)).as("%s, then %s", now, next).isEqualTo(told(other));
            if (one instanceof Outcome.Accepted(List<WarehouseEvent> events)) {
                with.addAll(events);
                without.addAll(events);
            }
        }
    }

    /// What both histories answer alike happens in both.
    private static void both(
            Step<?> step, List<WarehouseEvent> with, List<WarehouseEvent> without) {
        Outcome one = step.on(with);
        if (one instanceof Outcome.Accepted(List<WarehouseEvent> events)
                && told(step.on(without)).equals(told(one))) {
            with.addAll(events);
            without.addAll(events);
        }
    }

    private static Object told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(List<WarehouseEvent> events) ->
                    events.stream().map(CorrectedHistoriesTest::anyOrder).toList();
            case Outcome.Rejected _ -> "refused";
        };
    }

    /// What an order releases is listed as it was promised: what a correction promises again comes
    /// last there, and means the same.
    private static Object anyOrder(WarehouseEvent event) {
        return switch (event) {
            case OrderAllocated allocated ->
                    List.of(
                            new OrderAllocated(
                                    allocated.order(),
                                    allocated.owner(),
                                    allocated.allocations(),
                                    List.of(),
                                    allocated.shortages()),
                            new HashSet<>(allocated.released()));
            case OrderUnallocated unallocated ->
                    List.of(unallocated.order(), new HashSet<>(unallocated.released()));
            default -> event;
        };
    }

    private static Map<StockBook.Cell, Integer> lying(List<WarehouseEvent> history) {
        StockBook book = StockBook.EMPTY;
        for (WarehouseEvent event : history) {
            book =
                    book.after(
                            event.movements(), cell -> cell.place().kind() != Place.Kind.SUPPLIER);
        }
        return new HashMap<>(book.cells());
    }

    private static Given begun() {
        Given given = Park.open();
        given.and(
                        new FileInboundNoticeDecision(),
                        notice("N1", OWNER, line(STENT, 30), line(PUMP, 3)))
                .and(
                        new PlaceOrderDecision(),
                        order("SO-1", HOSPITAL, wanted("1", STENT, 12), wanted("2", PUMP, 2)))
                .and(
                        new PlaceOrderDecision(),
                        order("SO-2", CLINIC, wanted("1", STENT, 6), wanted("2", STENT, 6)));
        return Park.stock(given, OWNER, "L0", EXPIRY, BIN_A, 6);
    }

    private static Step<?> step(Random random) {
        ScannedGoods goods =
                random.nextInt(4) == 0
                        ? pump("S" + random.nextInt(3))
                        : random.nextBoolean()
                                ? stents("L0", EXPIRY, 1 + random.nextInt(3))
                                : stents("L1", EXPIRY.plusDays(9), 1 + random.nextInt(3));
        boolean pump = goods.di().equals(PUMP);
        String lot = String.valueOf(goods.readings().getFirst().lot());
        Location bin = random.nextBoolean() ? BIN_A : BIN_B;
        String order = random.nextBoolean() ? "SO-1" : "SO-2";
        return switch (random.nextInt(9)) {
            case 0, 1 -> new Step<>(new ReceiveGoodsDecision(), receive("N1", goods));
            case 2 ->
                    new Step<>(
                            new InspectGoodsDecision(),
                            pump
                                    ? accept(
                                            "N1",
                                            String.valueOf(goods.readings().getFirst().serial()))
                                    : accept("N1", STENT, lot, goods.counted()));
            case 3, 4 -> new Step<>(new PutAwayGoodsDecision(), putAway(bin, goods));
            case 5 ->
                    new Step<>(
                            new MoveGoodsDecision(),
                            new MoveGoods(
                                    null, bin, bin.equals(BIN_A) ? BIN_B : STAGE, goods, TODAY));
            case 6 ->
                    random.nextInt(4) == 0
                            ? new Step<>(
                                    new UnallocateOrderDecision(),
                                    new UnallocateOrder(new OrderId(order), null, null))
                            : new Step<>(new AllocateOrderDecision(), allocate(order));
            case 7 -> new Step<>(new PickItemDecision(), pick(order, bin, goods));
            default -> new Step<>(new CheckItemDecision(), check(order, goods));
        };
    }
}
