package io.lotline.core.axon;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.STENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.recall.StartRecall;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.StockBook;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.RecallId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The promises of the warehouse under many pickers, on every store: no bin gives more than it
/// holds, and no lot is picked after its recall.
class PromiseRaceTest {
    private static final int ROUNDS = 8;
    private static final int FEW = 5;

    @ParameterizedTest
    @EnumSource(RaceStore.class)
    void pickers_and_a_recall_keep_the_promises(RaceStore store) throws Exception {
        try (EventLog log = store.open()) {
            List<WarehouseEvent> events = race(log);
            assertThat(pickedAfterRecall(events)).isEmpty();
            assertThat(overdrawn(events)).isEmpty();
            // the bin of every other round runs empty, so the promise was put to the test
            assertThat(events)
                    .filteredOn(event -> event instanceof ItemPicked)
                    .hasSizeGreaterThanOrEqualTo(FEW * ROUNDS / 2);
            assertThat(events)
                    .filteredOn(event -> event instanceof RecallStarted)
                    .hasSize(ROUNDS / 2);
        }
    }

    @Test
    void without_the_append_condition_the_promises_are_broken() throws Exception {
        Set<String> broken = new HashSet<>();
        for (int attempt = 0; attempt < 10 && broken.size() < 2; attempt++) {
            try (EventLog log = new UnguardedLog(new InMemoryEventLog())) {
                List<WarehouseEvent> events = race(log);
                if (!pickedAfterRecall(events).isEmpty()) {
                    broken.add("picked after recall");
                }
                if (!overdrawn(events).isEmpty()) {
                    broken.add("overdrawn");
                }
            }
        }
        assertThat(broken).containsExactlyInAnyOrder("picked after recall", "overdrawn");
    }

    /// In even rounds the bin holds too little of the round's lot for all pickers; in odd ones
    /// there is enough, and one thread recalls the lot instead of picking.
    private static List<WarehouseEvent> race(EventLog log) throws Exception {
        Given given = Park.open();
        for (int round = 0; round < ROUNDS; round++) {
            int quantity = round % 2 == 0 ? FEW : Race.THREADS;
            Park.stock(given, OWNER, "L" + round, EXPIRY, BIN_A, quantity);
        }
        for (int thread = 0; thread < Race.THREADS; thread++) {
            given.and(
                    new PlaceOrderDecision(),
                    Park.order("SO-" + thread, HOSPITAL, Park.wanted("1", STENT, ROUNDS)));
        }
        Race.seed(log, given.history());
        Race.run(
                log,
                Decisions.all(),
                ROUNDS,
                (thread, round) -> new Race.Entry(command(thread, round), null));
        return Race.events(log);
    }

    private static Command command(int thread, int round) {
        String lot = "L" + round;
        return round % 2 == 1 && thread == Race.THREADS / 2
                ? new StartRecall(
                        new RecallId("R-" + round),
                        1,
                        STENT,
                        Set.of(new LotNumber(lot)),
                        Set.of(),
                        "断裂风险",
                        false,
                        true)
                : Park.pick("SO-" + thread, BIN_A, Park.stents(lot, 1));
    }

    private static List<ItemPicked> pickedAfterRecall(List<WarehouseEvent> events) {
        List<RecallStarted> recalls = new ArrayList<>();
        List<ItemPicked> broken = new ArrayList<>();
        for (WarehouseEvent event : events) {
            if (event instanceof RecallStarted recall) {
                recalls.add(recall);
            } else if (event instanceof ItemPicked picked) {
                Movement movement = picked.movement();
                if (recalls.stream()
                        .anyMatch(recall -> recall.covers(movement.item(), movement.serial()))) {
                    broken.add(picked);
                }
            }
        }
        return broken;
    }

    private static Map<StockBook.Cell, Integer> overdrawn(List<WarehouseEvent> events) {
        StockBook book = StockBook.EMPTY;
        for (WarehouseEvent event : events) {
            book =
                    book.after(
                            event.movements(), cell -> cell.place().kind() == Place.Kind.LOCATION);
        }
        Map<StockBook.Cell, Integer> below = new HashMap<>(book.cells());
        below.values().removeIf(quantity -> quantity >= 0);
        return below;
    }
}
