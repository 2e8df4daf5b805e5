package io.lotline.core.axon;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.CLINIC;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.W1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.PackItem;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Sscc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Logistic units under many hands, on every store: the label of one is scanned by all at once,
/// under notices of their own, and all pack into one box for two consignees.
class UnitRaceTest {
    private static final int ROUNDS = 6;

    @ParameterizedTest
    @EnumSource(RaceStore.class)
    void a_unit_comes_once_and_a_box_is_for_one_consignee(RaceStore store) throws Exception {
        try (EventLog log = store.open()) {
            List<WarehouseEvent> events = race(log);
            assertThat(receivedTwice(events)).isEmpty();
            assertThat(sharedBoxes(events)).isEmpty();
            assertThat(events)
                    .filteredOn(e -> e instanceof GoodsReceived r && r.container() != null)
                    .hasSize(ROUNDS / 2);
            // all who pack for the consignee that came first have their turn
            assertThat(events)
                    .filteredOn(event -> event instanceof ItemPacked)
                    .hasSize(ROUNDS / 2 * Race.THREADS / 2);
        }
    }

    @Test
    void without_the_append_condition_units_come_twice_and_boxes_are_shared() throws Exception {
        Set<String> broken = new HashSet<>();
        for (int attempt = 0; attempt < 10 && broken.size() < 2; attempt++) {
            try (EventLog log = new UnguardedLog(new InMemoryEventLog())) {
                List<WarehouseEvent> events = race(log);
                if (!receivedTwice(events).isEmpty()) {
                    broken.add("received twice");
                }
                if (!sharedBoxes(events).isEmpty()) {
                    broken.add("shared box");
                }
            }
        }
        assertThat(broken).containsExactlyInAnyOrder("received twice", "shared box");
    }

    private static List<WarehouseEvent> race(EventLog log) throws Exception {
        Given given = Park.open();
        Park.stock(given, OWNER, "L1", EXPIRY, BIN_A, Race.THREADS * ROUNDS);
        for (int thread = 0; thread < Race.THREADS; thread++) {
            given.and(
                            new FileInboundNoticeDecision(),
                            Park.notice("ASN-" + thread, OWNER, Park.line(STENT, 100)))
                    .and(
                            new PlaceOrderDecision(),
                            Park.order(
                                    "SO-" + thread,
                                    thread % 2 == 0 ? HOSPITAL : CLINIC,
                                    Park.wanted("1", STENT, ROUNDS)))
                    .and(
                            new PickItemDecision(),
                            Park.pick("SO-" + thread, BIN_A, Park.stents("L1", ROUNDS)));
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
        return round % 2 == 0
                ? Park.receive("ASN-" + thread, labelled(round))
                : new PackItem(new OrderId("SO-" + thread), W1, unit(round), Park.stents("L1", 1));
    }

    /// The label of the round's unit.
    private static ScannedGoods labelled(int round) {
        return ScannedGoods.of(
                STENT,
                Park.lot("L1"),
                null,
                null,
                EXPIRY,
                5,
                unit(round),
                Park.scan("unit" + round),
                Park.TODAY);
    }

    private static Sscc unit(int round) {
        String digits = "1069010000000%04d".formatted(round);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return new Sscc(digits + (10 - sum % 10) % 10);
    }

    private static List<Sscc> receivedTwice(List<WarehouseEvent> events) {
        Set<Sscc> seen = new HashSet<>();
        List<Sscc> again = new ArrayList<>();
        for (WarehouseEvent event : events) {
            if (event instanceof GoodsReceived received
                    && received.container() != null
                    && !seen.add(received.container())) {
                again.add(received.container());
            }
        }
        return again;
    }

    private static Map<Sscc, Set<Boolean>> sharedBoxes(List<WarehouseEvent> events) {
        Map<Sscc, Set<Boolean>> consignees = new HashMap<>();
        for (WarehouseEvent event : events) {
            if (event instanceof ItemPacked packed) {
                int thread = Integer.parseInt(packed.order().value().substring("SO-".length()));
                consignees
                        .computeIfAbsent(packed.container(), _ -> new HashSet<>())
                        .add(thread % 2 == 0);
            }
        }
        consignees.values().removeIf(both -> both.size() < 2);
        return consignees;
    }
}
