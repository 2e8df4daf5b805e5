package io.lotline.core.axon;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.correction.CorrectEvent;
import io.lotline.core.correction.CorrectEvent.By;
import io.lotline.core.correction.CorrectEvent.Mistake;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.distribution.DispatchShipment;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.GoodsLeftBehind;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.LeftBehind;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.StockBook;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.ShipmentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A pick is corrected in the very moment in which its goods are loaded, or its shipment leaves
/// without them: one of them is first, and the other one's answer knows it.
class CorrectionRaceTest {
    private static final int ROUNDS = 100;
    private static final int LOADED = 3;

    /// What is raced.
    private enum Contest {
        AGAINST_LOAD,
        AGAINST_DISPATCH
    }

    @Test
    void on_a_replica_set_each_race_has_one_outcome() throws Exception {
        try (EventLog log = RaceStore.REPLICA_SET.open()) {
            List<Answer> answers = race(log, ROUNDS, Contest.values());
            List<WarehouseEvent> events = Race.events(log);
            assertThat(broken(events)).isEmpty();
            assertThat(answers).hasSize(ROUNDS * Race.THREADS);
            assertThat(firsts(events)).as("each was first now and then").hasSize(4);
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

    private static List<Answer> race(EventLog log, int rounds, Contest... contests)
            throws Exception {
        List<WarehouseEvent> history = new ArrayList<>(Park.open().history());
        Map<Integer, Integer> picks = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            history.addAll(order(contests[round % contests.length], "" + round));
            for (int i = 0; i < history.size(); i++) {
                if (history.get(i) instanceof ItemPicked) {
                    picks.put(round, i + 1);
                }
            }
        }
        Race.seed(log, history);
        return Race.run(
                log,
                Decisions.all(),
                rounds,
                (thread, round) -> {
                    int pick = picks.get(round);
                    return new Race.Entry(
                            command(
                                    contests[round % contests.length],
                                    thread,
                                    round,
                                    pick,
                                    history.get(pick - 1)),
                            null);
                });
    }

    /// Three pieces are loaded, a fourth one is only picked: by the last pick of the order.
    private static List<WarehouseEvent> order(Contest contest, String id) {
        Given given = Park.open();
        int before = given.history().size();
        String order = "SO-" + id;
        Park.stock(given, OWNER, "L" + id, EXPIRY, BIN_A, LOADED + 1);
        Park.ordered(given, order, LOADED + 1);
        Park.allocated(given, order);
        Park.pickedAndChecked(given, order, BIN_A, Park.stents("L" + id, LOADED));
        Park.planned(given, "SH-" + id, order);
        given.and(new LoadItemDecision(), load(id, LOADED));
        given.and(new PickItemDecision(), Park.pick(order, BIN_A, Park.stents("L" + id, 1)));
        return given.history().subList(before, given.history().size());
    }

    private static LoadItem load(String id, int quantity) {
        return new LoadItem(new ShipmentId("SH-" + id), W1, Park.stents("L" + id, quantity), TODAY);
    }

    private static Command command(
            Contest contest, int thread, int round, int pick, WarehouseEvent picked) {
        String id = "" + round;
        // who comes first at the barrier changes from round to round
        if ((thread + round / 2) % 2 == 0) {
            return new CorrectEvent(
                    new CorrectionId("C-" + round + "-" + thread),
                    pick,
                    new Mistake(picked, Race.AT, "scanner", TODAY),
                    "扫错了",
                    null,
                    new By("quality", null));
        }
        return switch (contest) {
            case AGAINST_LOAD -> load(id, 1);
            case AGAINST_DISPATCH ->
                    new DispatchShipment(
                            new ShipmentId("SH-" + id),
                            List.of(
                                    new LeftBehind(
                                            new OrderId("SO-" + id),
                                            new LineId("1"),
                                            STENT,
                                            Park.lot("L" + id),
                                            null,
                                            1)),
                            null,
                            TODAY);
        };
    }

    /// What no pick may have gone through.
    private static List<String> broken(List<WarehouseEvent> events) {
        List<String> broken = new ArrayList<>();
        StockBook book = StockBook.EMPTY;
        Set<Long> corrected = new HashSet<>();
        Set<OrderId> open = new HashSet<>();
        for (WarehouseEvent event : events) {
            book =
                    book.after(
                            event.movements(), cell -> cell.place().kind() != Place.Kind.SUPPLIER);
            if (event instanceof EventCorrected wrong) {
                open.add(wrong.about().order());
                if (!corrected.add(wrong.wrong())) {
                    broken.add("corrected twice: " + wrong.wrong());
                }
            }
            if (event instanceof GoodsLeftBehind left) {
                left.goods().stream()
                        .filter(each -> each.lot() != null && open.contains(each.order()))
                        .forEach(each -> broken.add("left behind what is not picked: " + each));
            }
        }
        book.cells()
                .forEach(
                        (cell, quantity) -> {
                            if (quantity < 0) {
                                broken.add(cell + " owes " + quantity);
                            }
                        });
        return broken;
    }

    /// Who was first, over all rounds: `corrected` or not, of orders that were sent and others.
    private static Set<String> firsts(List<WarehouseEvent> events) {
        Map<String, String> first = new HashMap<>();
        for (WarehouseEvent event : events) {
            if (event instanceof EventCorrected wrong && wrong.about().order() != null) {
                first.putIfAbsent(wrong.about().order().value(), "corrected");
            } else if (event instanceof io.lotline.core.events.DistributionEvent.ItemLoaded loaded
                    && loaded.movement().quantity() == 1) {
                first.putIfAbsent(loaded.order().value(), "worked on");
            } else if (event instanceof ShipmentDispatched sent) {
                sent.loads().forEach(load -> first.putIfAbsent(load.order().value(), "worked on"));
            }
        }
        Set<String> firsts = new HashSet<>();
        first.forEach(
                (order, who) ->
                        firsts.add(
                                who
                                        + Integer.parseInt(order.substring("SO-".length()))
                                                % Contest.values().length));
        return firsts;
    }
}
