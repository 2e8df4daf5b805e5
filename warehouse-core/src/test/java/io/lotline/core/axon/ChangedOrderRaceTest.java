package io.lotline.core.axon;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.W1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.distribution.AmendOrder;
import io.lotline.core.distribution.CancelOrder;
import io.lotline.core.distribution.DispatchShipment;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.distribution.UnallocateOrder;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.events.DistributionEvent.Promising;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.Unwanted;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
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

/// Somebody changes an order in the very moment in which somebody else works on it: one of them is
/// first, and the other one's answer knows it.
class ChangedOrderRaceTest {
    private static final int ROUNDS = 100;
    private static final int PROMISED = 4;

    /// What is raced.
    private enum Contest {
        CANCEL_AGAINST_PICK,
        AMEND_AGAINST_DISPATCH,
        UNALLOCATE_AGAINST_PICK
    }

    @Test
    void on_a_replica_set_each_race_has_one_outcome() throws Exception {
        try (EventLog log = RaceStore.REPLICA_SET.open()) {
            Map<Contest, Set<String>> refusals = new EnumMap<>(Contest.class);
            List<Answer> answers = race(log, ROUNDS, Contest.values());
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) instanceof Answer.Refused(var reason, long _)) {
                    refusals.computeIfAbsent(
                                    contest(i % ROUNDS, Contest.values()), _ -> new TreeSet<>())
                            .add(reason.problem());
                }
            }
            List<WarehouseEvent> events = Race.events(log);
            assertThat(broken(events)).isEmpty();
            assertThat(answers).hasSize(ROUNDS * Race.THREADS);
            for (Contest contest : Contest.values()) {
                assertThat(allowed(contest))
                        .as("%s", contest)
                        .containsAll(refusals.getOrDefault(contest, Set.of()));
                assertThat(outcomes(contest, events))
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
            case CANCEL_AGAINST_PICK -> Set.of("order-cancelled", "insufficient-stock");
            case AMEND_AGAINST_DISPATCH ->
                    Set.of("order-dispatched", "unwanted-loaded", "already-dispatched");
            case UNALLOCATE_AGAINST_PICK -> Set.of("insufficient-stock");
        };
    }

    /// The contests in turn, each round with an order of its own.
    private static List<Answer> race(EventLog log, int rounds, Contest... contests)
            throws Exception {
        List<WarehouseEvent> history = new ArrayList<>(Park.open().history());
        for (int round = 0; round < rounds; round++) {
            Contest contest = contest(round, contests);
            history.addAll(order(contest, id(contest, round)));
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

    /// An order of a round, of goods that no other round has.
    private static List<WarehouseEvent> order(Contest contest, String id) {
        Given given = Park.open();
        int before = given.history().size();
        String order = "SO-" + id;
        Park.stock(given, OWNER, "L" + id, EXPIRY, BIN_A, PROMISED);
        Park.ordered(given, order, PROMISED);
        Park.allocated(given, order);
        if (contest == Contest.AMEND_AGAINST_DISPATCH) {
            Park.pickedAndChecked(given, order, BIN_A, Park.stents("L" + id, PROMISED));
            Park.planned(given, "SH-" + id, order);
            given.and(
                    new LoadItemDecision(),
                    new LoadItem(
                            new ShipmentId("SH-" + id),
                            W1,
                            Park.stents("L" + id, PROMISED),
                            TODAY));
        }
        return given.history().subList(before, given.history().size());
    }

    private static Command command(Contest contest, int thread, int round) {
        String id = id(contest, round);
        OrderId order = new OrderId("SO-" + id);
        // who comes first at the barrier changes from round to round
        boolean change = (thread + round / 3) % 2 == 0;
        return switch (contest) {
            case CANCEL_AGAINST_PICK ->
                    change ? new CancelOrder(order, "病人转院", null, null, null) : pick(id);
            case AMEND_AGAINST_DISPATCH ->
                    change
                            ? new AmendOrder(
                                    order,
                                    OWNER,
                                    HOSPITAL,
                                    W1,
                                    List.of(Park.wanted("1", STENT, 1)),
                                    Set.of(1),
                                    null,
                                    null,
                                    TODAY)
                            : new DispatchShipment(
                                    new ShipmentId("SH-" + id), List.of(), null, TODAY);
            case UNALLOCATE_AGAINST_PICK ->
                    change ? new UnallocateOrder(order, null, null) : pick(id);
        };
    }

    private static Command pick(String id) {
        return Park.pick("SO-" + id, BIN_A, Park.stents("L" + id, 1));
    }

    /// What no order may have gone through.
    private static List<String> broken(List<WarehouseEvent> events) {
        List<String> broken = new ArrayList<>();
        Map<OrderId, Integer> picked = new HashMap<>();
        Map<OrderId, Integer> promised = new HashMap<>();
        Set<OrderId> cancelled = new HashSet<>();
        Set<OrderId> amended = new HashSet<>();
        for (WarehouseEvent event : events) {
            if (event instanceof Promising promising) {
                int left =
                        promised.merge(
                                promising.order(),
                                sum(promising.allocations())
                                        - sum(promising.released())
                                        - promising.kept(),
                                Integer::sum);
                if (left < 0) {
                    broken.add("a promise ended twice: " + promising.order());
                }
            }
            if (event instanceof ItemPicked pick) {
                picked.merge(pick.order(), pick.movement().quantity(), Integer::sum);
                if (cancelled.contains(pick.order())) {
                    broken.add("picked after it was cancelled: " + pick.order());
                }
            }
            if (event instanceof OrderCancelled cancel) {
                int back = cancel.putBack().stream().mapToInt(Unwanted::quantity).sum();
                if (!cancelled.add(cancel.order())
                        || back != picked.getOrDefault(cancel.order(), 0)) {
                    broken.add("cancelled without what was picked: " + cancel.order());
                }
            }
            if (event instanceof OrderAmended amend && !amended.add(amend.order())) {
                broken.add("amended twice: " + amend.order());
            }
            if (event instanceof ShipmentDispatched dispatch) {
                dispatch.loads().stream()
                        .filter(load -> amended.contains(load.order()))
                        .forEach(load -> broken.add("left after its amendment: " + load.order()));
                // an amendment after this one finds that all of it has left
                dispatch.loads().forEach(load -> amended.add(load.order()));
            }
        }
        return broken;
    }

    /// Who was first, over all orders of a contest.
    private static Set<String> outcomes(Contest contest, List<WarehouseEvent> events) {
        Map<OrderId, String> first = new HashMap<>();
        for (WarehouseEvent event : events) {
            switch (event) {
                case OrderCancelled cancel -> first.putIfAbsent(cancel.order(), "changed");
                case OrderUnallocated free -> first.putIfAbsent(free.order(), "changed");
                case OrderAmended amend -> first.putIfAbsent(amend.order(), "changed");
                case ItemPicked pick when pick.movement().quantity() == 1 ->
                        first.putIfAbsent(pick.order(), "worked on");
                case ShipmentDispatched dispatch ->
                        dispatch.loads()
                                .forEach(load -> first.putIfAbsent(load.order(), "worked on"));
                case WarehouseEvent _ -> {}
            }
        }
        first.keySet()
                .removeIf(order -> !order.value().startsWith("SO-" + id(contest, 0).charAt(0)));
        return new HashSet<>(first.values());
    }

    private static int sum(List<Allocation> promises) {
        return promises.stream().mapToInt(Allocation::quantity).sum();
    }
}
