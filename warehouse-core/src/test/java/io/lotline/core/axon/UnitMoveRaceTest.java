package io.lotline.core.axon;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.BIN_B;
import static io.lotline.core.rules.Park.DOCK;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.PUMP;
import static io.lotline.core.rules.Park.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.distribution.PlaceOrderDecision;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.Movement;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inbound.FileInboundNoticeDecision;
import io.lotline.core.inbound.InspectGoodsDecision;
import io.lotline.core.inbound.ReceiveGoodsDecision;
import io.lotline.core.inventory.MoveUnit;
import io.lotline.core.inventory.MoveUnitDecision;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A unit is moved while its pieces are picked out of it by their own labels, on every store: a
/// piece goes one way, and what moves with its unit is what was in it.
class UnitMoveRaceTest {
    private static final int ROUNDS = 100;

    @ParameterizedTest
    @EnumSource(RaceStore.class)
    void a_piece_goes_with_its_unit_or_by_itself(RaceStore store) throws Exception {
        try (EventLog log = store.open()) {
            List<WarehouseEvent> events = race(log);
            assertThat(atTwoPlaces(events)).isEmpty();
            assertThat(events).filteredOn(e -> e instanceof UnitHandled).hasSizeGreaterThan(ROUNDS);
            assertThat(events)
                    .filteredOn(e -> e instanceof ItemPicked)
                    .hasSameSizeAs(events.stream().filter(e -> e instanceof ItemUnpacked).toList());
        }
    }

    @Test
    void without_the_append_condition_a_piece_goes_both_ways() throws Exception {
        List<String> broken = new ArrayList<>();
        for (int attempt = 0; attempt < 10 && broken.isEmpty(); attempt++) {
            try (EventLog log = new UnguardedLog(new InMemoryEventLog())) {
                broken = atTwoPlaces(race(log));
            }
        }
        assertThat(broken).isNotEmpty();
    }

    private static List<WarehouseEvent> race(EventLog log) throws Exception {
        Given given =
                Park.open()
                        .and(
                                new FileInboundNoticeDecision(),
                                Park.notice("ASN", OWNER, Park.line(PUMP, 2 * ROUNDS)))
                        .and(
                                new PlaceOrderDecision(),
                                Park.order("SO", HOSPITAL, Park.wanted("1", PUMP, ROUNDS)));
        List<String> serials = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String each : List.of("A", "B")) {
                serials.add(each + round);
                given.and(
                        new ReceiveGoodsDecision(),
                        Park.receive("ASN", inUnit(each + round, unit(round))));
            }
        }
        given.and(new InspectGoodsDecision(), Park.accept("ASN", serials.toArray(String[]::new)));
        for (int round = 0; round < ROUNDS; round++) {
            given.and(
                    new MoveUnitDecision(),
                    new MoveUnit(true, null, null, DOCK, BIN_A, scanned(round)));
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
        return thread % 2 == 0
                ? new MoveUnit(false, null, null, BIN_A, BIN_B, scanned(round))
                : Park.pick("SO", BIN_A, Park.pump("A" + round));
    }

    private static ScannedUnit scanned(int round) {
        return new ScannedUnit(unit(round), Park.scan("unit" + round), TODAY, null);
    }

    private static ScannedGoods inUnit(String serial, Sscc unit) {
        return ScannedGoods.of(
                PUMP,
                Park.lot("P1"),
                new SerialNumber(serial),
                null,
                null,
                1,
                unit,
                Park.scan("pump" + serial),
                TODAY);
    }

    private static Sscc unit(int round) {
        String digits = "1069010000000%04d".formatted(round);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return new Sscc(digits + (10 - sum % 10) % 10);
    }

    /// The pieces that left a place at which they were not.
    private static List<String> atTwoPlaces(List<WarehouseEvent> events) {
        Map<SerialNumber, Place> places = new HashMap<>();
        List<String> broken = new ArrayList<>();
        for (WarehouseEvent event : events) {
            for (Movement m : event.movements()) {
                if (m.serial() != null) {
                    Place before = places.put(m.serial(), m.to());
                    if (before != null && !before.equals(m.from())) {
                        broken.add("%s was %s and left %s".formatted(m.serial(), before, m.from()));
                    }
                }
            }
        }
        return broken;
    }
}
