package io.lotline.core.axon;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.STENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inventory.AdjustStock;
import io.lotline.core.inventory.AdjustmentLimit;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.PromiseChange;
import io.lotline.core.rules.StockBook;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.RiskClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goods are booked as lost in the very moment in which they are promised: never is more promised
/// than lies there, and whoever was promised what is lost is told in the same commit.
class AdjustmentRaceTest {
    private static final int ROUNDS = 100;
    private static final int WANTED = 2;
    private static final StockItem LOT = new StockItem(OWNER, STENT, new LotNumber("L1"));
    private static final AdjustmentLimit MUCH = new AdjustmentLimit(100, RiskClass.III, true);

    @Test
    void on_a_replica_set_no_more_is_promised_than_lies_there() throws Exception {
        try (EventLog log = RaceStore.REPLICA_SET.open()) {
            List<WarehouseEvent> events = race(log, ROUNDS);
            assertThat(broken(events)).isEmpty();
            assertThat(events)
                    .filteredOn(event -> event instanceof StockAdjusted)
                    .hasSize(ROUNDS * Race.THREADS / 2);
            assertThat(events).anyMatch(event -> event instanceof OrderAllocated);
            assertThat(events).anyMatch(event -> event instanceof PromisesBroken);
        }
    }

    @Test
    void without_the_append_condition_more_is_promised_than_lies_there() throws Exception {
        boolean broken = false;
        for (int attempt = 0; attempt < 20 && !broken; attempt++) {
            try (EventLog log = new UnguardedLog(new InMemoryEventLog())) {
                broken = !broken(race(log, 10)).isEmpty();
            }
        }
        assertThat(broken).isTrue();
    }

    /// In each round half of the threads lose a piece, and the others promise two: in the end more
    /// is wanted than was there.
    private static List<WarehouseEvent> race(EventLog log, int rounds) throws Exception {
        int each = Race.THREADS / 2;
        Given given = Park.stock(Park.open(), OWNER, "L1", EXPIRY, BIN_A, 2 * each * rounds);
        for (int round = 0; round < rounds; round++) {
            for (int thread = 0; thread < Race.THREADS; thread++) {
                if (!loses(thread, round)) {
                    Park.ordered(given, order(thread, round), WANTED);
                }
            }
        }
        Race.seed(log, given.history());
        var _ =
                Race.run(
                        log,
                        Decisions.all(),
                        rounds,
                        (thread, round) -> new Race.Entry(command(thread, round), null));
        return Race.events(log);
    }

    private static boolean loses(int thread, int round) {
        return (thread + round) % 2 == 0;
    }

    private static String order(int thread, int round) {
        return "SO-%d-%d".formatted(round, thread);
    }

    private static Command command(int thread, int round) {
        return loses(thread, round)
                ? new AdjustStock(
                        new AdjustmentId("A-%d-%d".formatted(round, thread)),
                        new Adjustment(
                                AdjustmentKind.LOST,
                                LOT,
                                List.of(),
                                1,
                                BIN_A,
                                null,
                                "盘点时没有找到",
                                null,
                                null),
                        MUCH,
                        "clerk-" + thread)
                : Park.allocate(order(thread, round));
    }

    /// Where more was promised than lay there. What a loss takes from promises is told behind it.
    private static List<String> broken(List<WarehouseEvent> events) {
        List<String> broken = new ArrayList<>();
        StockBook everywhere = StockBook.EMPTY;
        int promised = 0;
        for (int i = 0; i < events.size(); i++) {
            WarehouseEvent event = events.get(i);
            everywhere = everywhere.after(event.movements(), _ -> true);
            for (PromiseChange change : PromiseChange.of(event)) {
                promised += change.quantity();
            }
            boolean told = i + 1 == events.size() || !(events.get(i + 1) instanceof PromisesBroken);
            int lying =
                    everywhere.sum(
                            cell ->
                                    cell.item().equals(LOT)
                                            && cell.place().equals(Place.location(BIN_A)));
            if (told && promised > lying) {
                broken.add("%d of %d promised".formatted(promised, lying));
            }
        }
        return broken;
    }
}
