package io.lotline.core.recall;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.W1;
import static io.lotline.core.rules.Park.allocate;
import static io.lotline.core.rules.Park.allocated;
import static io.lotline.core.rules.Park.open;
import static io.lotline.core.rules.Park.ordered;
import static io.lotline.core.rules.Park.pick;
import static io.lotline.core.rules.Park.pickedAndChecked;
import static io.lotline.core.rules.Park.planned;
import static io.lotline.core.rules.Park.stents;
import static io.lotline.core.rules.Park.stock;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Outcome;
import io.lotline.core.distribution.AllocateOrderDecision;
import io.lotline.core.distribution.DispatchShipment;
import io.lotline.core.distribution.DispatchShipmentDecision;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.distribution.PickItemDecision;
import io.lotline.core.events.RecallEvent.RecallWithdrawn;
import io.lotline.core.events.RecallState;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.ShipmentId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A recall that was a mistake is as if it had never been, in every step that it stopped.
class WithdrawnRecallTest {
    private static final RecallId RECALL = new RecallId("RC-1");
    private static final WithdrawRecall WITHDRAW = new WithdrawRecall(RECALL, "wrong lot", false);
    private static final CloseRecallDecision CLOSING = new CloseRecallDecision();
    private static final WithdrawRecallDecision WITHDRAWING = new WithdrawRecallDecision();

    /// What a recall stops.
    enum Stopped {
        ALLOCATION(
                () -> ordered(shelf(), "SO-1", 2),
                given -> given.when(new AllocateOrderDecision(), allocate("SO-1")).outcome()),
        PICK(
                () -> allocated(ordered(shelf(), "SO-1", 2), "SO-1"),
                given ->
                        given.when(new PickItemDecision(), pick("SO-1", BIN_A, stents("L1", 1)))
                                .outcome()),
        LOAD(
                Stopped::ready,
                given ->
                        given.when(
                                        new LoadItemDecision(),
                                        new LoadItem(
                                                new ShipmentId("SH-1"), W1, stents("L1", 1), TODAY))
                                .outcome()),
        DISPATCH(
                Stopped::loaded,
                given ->
                        given.when(
                                        new DispatchShipmentDecision(),
                                        new DispatchShipment(
                                                new ShipmentId("SH-1"), List.of(), null, TODAY))
                                .outcome());

        private final Supplier<Given> situation;
        private final Function<Given, Outcome> step;

        Stopped(Supplier<Given> situation, Function<Given, Outcome> step) {
            this.situation = situation;
            this.step = step;
        }

        private static Given shelf() {
            return stock(open(), OWNER, "L1", EXPIRY, BIN_A, 5);
        }

        private static Given loaded() {
            return ready().and(
                            new LoadItemDecision(),
                            new LoadItem(new ShipmentId("SH-1"), W1, stents("L1", 2), TODAY));
        }

        private static Given ready() {
            Given given = allocated(ordered(shelf(), "SO-1", 2), "SO-1");
            return planned(pickedAndChecked(given, "SO-1", BIN_A, stents("L1", 2)), "SH-1", "SO-1");
        }
    }

    private static Given recalled(Given given) {
        return given.and(Park.recall("RC-1", STENT, "L1"));
    }

    @ParameterizedTest
    @EnumSource
    void a_withdrawn_recall_stops_nothing_and_a_closed_one_still_does(Stopped stopped) {
        Outcome free = stopped.step.apply(stopped.situation.get());
        Outcome recalled = stopped.step.apply(recalled(stopped.situation.get()));
        Outcome closed =
                stopped.step.apply(
                        recalled(stopped.situation.get())
                                .and(CLOSING, new CloseRecall(RECALL, "all explained")));
        Outcome withdrawn =
                stopped.step.apply(recalled(stopped.situation.get()).and(WITHDRAWING, WITHDRAW));
        assertThat(recalled).isNotEqualTo(free);
        assertThat(closed).isEqualTo(recalled);
        assertThat(withdrawn).isEqualTo(free);
    }

    @ParameterizedTest
    @EnumSource
    void another_recall_of_the_same_goods_goes_on(Stopped stopped) {
        Given given =
                recalled(stopped.situation.get())
                        .and(Park.recall("RC-2", STENT, "L1"))
                        .and(WITHDRAWING, WITHDRAW);
        assertThat(stopped.step.apply(given))
                .isEqualTo(
                        stopped.step.apply(
                                stopped.situation.get().and(Park.recall("RC-2", STENT, "L1"))));
    }

    @Test
    void a_recall_is_withdrawn_once_and_with_its_goods() {
        Given given = recalled(open());
        RecallWithdrawn event = given.when(WITHDRAWING, WITHDRAW).accepted(RecallWithdrawn.class);
        assertThat(event.scope()).isEqualTo(Park.recall("RC-1", STENT, "L1").scope());
        assertThat(event.reason()).isEqualTo("wrong lot");
        given.when(WITHDRAWING, WITHDRAW).changesNothing();
        given.when(WITHDRAWING, new WithdrawRecall(RECALL, "typing error", true))
                .refused("recall-ended");
    }

    @Test
    void a_recall_that_was_closed_or_never_was_cannot_be_withdrawn() {
        open().when(WITHDRAWING, WITHDRAW).refused("unknown-recall");
        Given closed = recalled(open()).and(CLOSING, new CloseRecall(RECALL, null));
        assertThat(
                        closed.when(WITHDRAWING, WITHDRAW)
                                .refused("recall-ended", RecallRejection.RecallEnded.class)
                                .state())
                .isEqualTo(RecallState.CLOSED);
        Given withdrawn = recalled(open()).and(WITHDRAWING, WITHDRAW);
        withdrawn.when(CLOSING, new CloseRecall(RECALL, null)).refused("recall-ended");
    }

    @Test
    void both_truths_are_in_the_log() {
        Given given = recalled(open()).and(WITHDRAWING, WITHDRAW);
        assertThat(given.history().reversed().subList(0, 2))
                .isEqualTo(
                        List.of(
                                new RecallWithdrawn(
                                        RECALL,
                                        STENT,
                                        Park.recall("RC-1", STENT, "L1").lots(),
                                        Park.recall("RC-1", STENT, "L1").serials(),
                                        "wrong lot"),
                                Park.recall("RC-1", STENT, "L1")));
    }
}
