package io.lotline.core.axon;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.STENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.Scan;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.events.WorkEvent.Refusal;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.events.WorkEvent.WorkItemResolved;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkSubject;
import io.lotline.core.work.RecordRefusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A scan that is accepted while its own refusal is still being recorded leaves no work, whichever
/// of the two comes first.
class WorkItemRaceTest {
    private static final int ROUNDS = 20;
    private static final int PAIRS = Race.THREADS / 2;

    @ParameterizedTest
    @EnumSource(RaceStore.class)
    void what_was_accepted_leaves_no_open_item(RaceStore store) throws Exception {
        try (EventLog log = store.open()) {
            List<WarehouseEvent> events = race(log);
            assertThat(open(events)).isEmpty();
            assertThat(events)
                    .filteredOn(event -> event instanceof ItemPicked)
                    .hasSize(ROUNDS * PAIRS);
        }
    }

    @Test
    void without_the_append_condition_some_stay_open() throws Exception {
        Set<WorkItemId> open = new LinkedHashSet<>();
        for (int attempt = 0; attempt < 10 && open.isEmpty(); attempt++) {
            try (EventLog log = new UnguardedLog(new InMemoryEventLog())) {
                open.addAll(open(race(log)));
            }
        }
        assertThat(open).isNotEmpty();
    }

    private static List<WarehouseEvent> race(EventLog log) throws Exception {
        Given given = Park.open();
        for (int round = 0; round < ROUNDS; round++) {
            Park.stock(given, OWNER, "L" + round, EXPIRY, BIN_A, PAIRS);
        }
        for (int pair = 0; pair < PAIRS; pair++) {
            given.and(
                    new PlaceOrderDecision(),
                    Park.order("SO-" + pair, HOSPITAL, Park.wanted("1", STENT, ROUNDS)));
        }
        Race.seed(log, given.history());
        Race.run(log, Decisions.all(), ROUNDS, WorkItemRaceTest::entry);
        return Race.events(log);
    }

    private static Race.Entry entry(int thread, int round) {
        int pair = thread / 2;
        String scan = "S-%d-%d".formatted(pair, round);
        WorkSubject about = new WorkSubject("about-" + scan);
        return thread % 2 == 0
                ? new Race.Entry(
                        Park.pick("SO-" + pair, BIN_A, Park.stents("L" + round, 1)),
                        "scan:" + scan,
                        about)
                : new Race.Entry(refusal(scan, about), null);
    }

    private static RecordRefusal refusal(String scan, WorkSubject about) {
        return new RecordRefusal(
                about,
                new Attempted(
                        "a", null, Park.W1, "pick", null, null, null, null, null, null, null, null,
                        null),
                new Refusal("wrong-location", "No.\nMaybe yes.", "{}"),
                new Scan(scan, "gs1", List.of("]d2"), Race.AT),
                Race.AT);
    }

    private static Set<WorkItemId> open(List<WarehouseEvent> events) {
        Set<WorkItemId> open = new LinkedHashSet<>();
        for (WarehouseEvent event : events) {
            if (event instanceof ScanRefused refused) {
                open.add(refused.item());
            } else if (event instanceof WorkItemResolved resolved) {
                open.remove(resolved.item());
            }
        }
        return open;
    }
}
