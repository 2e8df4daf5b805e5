package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.WarehouseEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every decision keeps to, whatever it decides: fed with events of every type in any order.
class DecisionContractTest {
    private static final long SEED = Long.getLong("lotline.seed", System.nanoTime());
    private static final int RUNS = 60;

    static Stream<Decision<?>> decisions() {
        return Decisions.all().stream().filter(FoldedDecision.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("decisions")
    <C extends Command, S> void events_of_other_types_than_the_boundary_names_change_no_outcome(
            FoldedDecision<C, S> decision) {
        check(
                decision,
                (command, history, random) -> {
                    S state = fold(decision, command, history);
                    Criteria known = known(decision, command, state);
                    for (WarehouseEvent event : SampleEvents.all(random)) {
                        if (!namesType(known, event)) {
                            S after = decision.evolve(state, event);
                            assertThat(decision.decide(command, after))
                                    .as("%s after %s", command, event)
                                    .isEqualTo(decision.decide(command, state));
                            assertThat(decision.further(command, after))
                                    .isEqualTo(decision.further(command, state));
                        }
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("decisions")
    <C extends Command, S> void the_same_history_always_decides_the_same(
            FoldedDecision<C, S> decision) {
        check(
                decision,
                (command, history, _) ->
                        assertThat(decision.decide(command, fold(decision, command, history)))
                                .isEqualTo(
                                        decision.decide(
                                                command, fold(decision, command, history))));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    <C extends Command, S> void what_is_emitted_carries_a_tag_of_the_boundary(
            FoldedDecision<C, S> decision) {
        check(
                decision,
                (command, history, _) -> {
                    S state = fold(decision, command, history);
                    Set<Tag> tags = new HashSet<>();
                    for (Criterion part : known(decision, command, state).alternatives()) {
                        tags.addAll(part.tags());
                    }
                    if (!tags.isEmpty()
                            && decision.decide(command, state)
                                    instanceof Outcome.Accepted(var events)) {
                        assertThat(events)
                                .allSatisfy(
                                        event ->
                                                assertThat(Collections.disjoint(event.tags(), tags))
                                                        .as("%s outside %s", event, tags)
                                                        .isFalse());
                    }
                });
    }

    private static <C extends Command, S> void check(
            FoldedDecision<C, S> decision, Check<C> check) {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            C command = SampleRecords.random(decision.commandType(), random);
            List<WarehouseEvent> history = history(decision, command, random);
            try {
                check.run(command, history, random);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "-Dlotline.seed=%d, run %d: %s after %s"
                                .formatted(SEED, run, command, history),
                        e);
            }
        }
    }

    /// Events of the boundary in any order, as no log would hold them: rules have to stand that.
    private static <C extends Command, S> List<WarehouseEvent> history(
            FoldedDecision<C, S> decision, C command, Random random) {
        List<WarehouseEvent> history = new ArrayList<>();
        int rounds = random.nextInt(4);
        for (int round = 0; round < rounds; round++) {
            Criteria known = known(decision, command, fold(decision, command, history));
            for (WarehouseEvent event : SampleEvents.all(random)) {
                if (matches(known, event)) {
                    history.add(event);
                }
            }
        }
        return history;
    }

    private static <C extends Command, S> S fold(
            FoldedDecision<C, S> decision, C command, List<WarehouseEvent> history) {
        S state = decision.initial(command);
        for (WarehouseEvent event : history) {
            state = decision.evolve(state, event);
        }
        return state;
    }

    private static <C extends Command, S> Criteria known(
            FoldedDecision<C, S> decision, C command, S state) {
        List<Criterion> known = new ArrayList<>(decision.boundary(command).alternatives());
        known.addAll(decision.further(command, state).alternatives());
        return new Criteria(known);
    }

    /// The log hands a rule no other tags than it asked for; types it has to sort out itself.
    private static boolean namesType(Criteria criteria, WarehouseEvent event) {
        String name = EventCatalogue.nameOf(event.getClass());
        return criteria.alternatives().stream()
                .anyMatch(part -> part.names().isEmpty() || part.names().contains(name));
    }

    private static boolean matches(Criteria criteria, WarehouseEvent event) {
        return criteria.matches(event.tags(), EventCatalogue.nameOf(event.getClass()));
    }

    private interface Check<C> {
        void run(C command, List<WarehouseEvent> history, Random random);
    }
}
