package io.lotline.core.axon;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.W1;
import static io.lotline.core.rules.Park.stents;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.InventoryEvent.CountBooked;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inventory.AdjustmentLimit;
import io.lotline.core.inventory.BookCount;
import io.lotline.core.inventory.CountStock;
import io.lotline.core.inventory.CountStockDecision;
import io.lotline.core.inventory.OpenCount;
import io.lotline.core.inventory.OpenCountDecision;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.StockBook;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Location;
import io.lotline.core.values.Place;
import io.lotline.core.values.RiskClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goods are counted in the very moment in which they are picked, and booked in that in which they
/// are picked or counted: what was booked where they were counted is what the log says there.
class CountRaceTest {
    private static final int ROUNDS = 100;
    private static final int LYING = 10;
    private static final int MISSING = 2;
    private static final AdjustmentLimit MUCH = new AdjustmentLimit(100, RiskClass.III, true);

    /// What is raced.
    private enum Contest {
        COUNT_AGAINST_PICK,
        BOOKING_AGAINST_PICK,
        BOOKING_AGAINST_COUNT
    }

    @Test
    void on_a_replica_set_each_race_has_one_outcome() throws Exception {
        try (EventLog log = RaceStore.REPLICA_SET.open()) {
            List<Answer> answers = race(log, ROUNDS, Contest.values());
            Map<Contest, Set<String>> refusals = new EnumMap<>(Contest.class);
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) instanceof Answer.Refused(var reason, long _)) {
                    refusals.computeIfAbsent(
                                    contest(i % ROUNDS, Contest.values()), _ -> new TreeSet<>())
                            .add(reason.problem());
                }
            }
            List<WarehouseEvent> events = Race.events(log);
            assertThat(answers).hasSize(ROUNDS * Race.THREADS);
            assertThat(broken(events)).isEmpty();
            for (Contest contest : Contest.values()) {
                assertThat(allowed(contest))
                        .as("%s", contest)
                        .containsAll(refusals.getOrDefault(contest, Set.of()));
                assertThat(firsts(contest, events))
                        .as("%s: each was first now and then", contest)
                        .hasSize(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Contest.class)
    void without_the_append_condition_both_are_first(Contest contest) throws Exception {
        boolean broken = false;
        for (int attempt = 0; attempt < 20 && !broken; attempt++) {
            try (EventLog log = new UnguardedLog(new InMemoryEventLog())) {
                race(log, 5, contest);
                broken = !broken(Race.events(log)).isEmpty();
            }
        }
        assertThat(broken).isTrue();
    }

    private static Set<String> allowed(Contest contest) {
        return switch (contest) {
            case COUNT_AGAINST_PICK -> Set.of();
            case BOOKING_AGAINST_PICK -> Set.of("insufficient-stock");
            case BOOKING_AGAINST_COUNT -> Set.of("count-not-open");
        };
    }

    /// The contests in turn, each round with goods and a count of its own.
    private static List<Answer> race(EventLog log, int rounds, Contest... contests)
            throws Exception {
        List<WarehouseEvent> history = new ArrayList<>(Park.open().history());
        for (int round = 0; round < rounds; round++) {
            history.addAll(goods(contest(round, contests), round, contests));
        }
        Race.seed(log, history);
        return Race.run(
                log,
                Decisions.all(),
                rounds,
                (thread, round) ->
                        new Race.Entry(command(contest(round, contests), thread, round), null));
    }

    private static Contest contest(int round, Contest... contests) {
        return contests[round % contests.length];
    }

    private static String id(Contest contest, int round) {
        return contest.ordinal() + "-" + round;
    }

    private static List<WarehouseEvent> goods(Contest contest, int round, Contest... contests) {
        String id = id(contest, round);
        Given given = Park.open();
        int before = given.history().size();
        Park.stock(given, OWNER, "L" + id, EXPIRY, BIN_A, LYING);
        Park.ordered(given, "SO-" + id, LYING - MISSING);
        Park.allocated(given, "SO-" + id);
        given.and(
                new OpenCountDecision(),
                new OpenCount(
                        new CountId("C-" + id),
                        W1,
                        List.of(BIN_A.id()),
                        List.of(),
                        List.of(),
                        false,
                        null,
                        false,
                        null,
                        false,
                        null));
        if (contest != Contest.COUNT_AGAINST_PICK) {
            given.and(new CountStockDecision(), count(id, 0));
        }
        return given.history().subList(before, given.history().size());
    }

    private static Command command(Contest contest, int thread, int round) {
        String id = id(contest, round);
        // who comes first at the barrier changes from round to round
        boolean one = (thread + round / 3) % 2 == 0;
        Command pick = Park.pick("SO-" + id, BIN_A, stents("L" + id, 1));
        BookCount book = new BookCount(new CountId("C-" + id), true, MUCH, "li", null);
        return switch (contest) {
            case COUNT_AGAINST_PICK -> one ? count(id, thread) : pick;
            case BOOKING_AGAINST_PICK -> one ? book : pick;
            case BOOKING_AGAINST_COUNT -> one ? count(id, thread) : book;
        };
    }

    private static CountStock count(String id, int thread) {
        return new CountStock(
                new CountId("C-" + id),
                null,
                BIN_A,
                stents("L" + id, LYING - MISSING),
                "clerk-" + thread);
    }

    /// What no count may have gone through.
    private static List<String> broken(List<WarehouseEvent> events) {
        List<String> broken = new ArrayList<>();
        StockBook everywhere = StockBook.EMPTY;
        Set<CountId> booked = new HashSet<>();
        for (WarehouseEvent event : events) {
            if (event instanceof RowCounted row) {
                StockItem item = row.row().item();
                int lying = lying(everywhere, item, row.row().location());
                if (row.booked() != lying) {
                    broken.add("booked %d, and there were %d".formatted(row.booked(), lying));
                }
                if (booked.contains(row.count())) {
                    broken.add("counted after it was booked: " + row.count());
                }
            }
            if (event instanceof CountBooked book
                    && book.remaining() == 0
                    && !booked.add(book.count())) {
                broken.add("booked twice: " + book.count());
            }
            everywhere = everywhere.after(event.movements(), _ -> true);
            everywhere
                    .cells()
                    .forEach(
                            (cell, quantity) -> {
                                if (quantity < 0 && cell.place().kind() != Place.Kind.SUPPLIER) {
                                    broken.add("%s owes %d".formatted(cell.place(), quantity));
                                }
                            });
        }
        return broken;
    }

    private static int lying(StockBook everywhere, StockItem item, Location location) {
        return everywhere.sum(
                cell -> cell.item().equals(item) && cell.place().equals(Place.location(location)));
    }

    /// Who was first, over all rounds of a contest.
    private static Set<String> firsts(Contest contest, List<WarehouseEvent> events) {
        Map<String, String> first = new HashMap<>();
        Set<String> seeded = new HashSet<>();
        for (WarehouseEvent event : events) {
            switch (event) {
                case RowCounted row -> {
                    String id = row.count().value().substring(2);
                    // what is booked in a race was counted before it
                    if (contest == Contest.COUNT_AGAINST_PICK || !seeded.add(id)) {
                        first.putIfAbsent(id, "counted");
                    }
                }
                case CountBooked book ->
                        first.putIfAbsent(book.count().value().substring(2), "booked");
                case ItemPicked pick ->
                        first.putIfAbsent(pick.order().value().substring(3), "picked");
                case WarehouseEvent _ -> {}
            }
        }
        first.keySet().removeIf(id -> !id.startsWith(contest.ordinal() + "-"));
        return new HashSet<>(first.values());
    }
}
