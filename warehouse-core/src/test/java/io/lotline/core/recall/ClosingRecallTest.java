package io.lotline.core.recall;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.EXPIRY;
import static io.lotline.core.rules.Park.HOSPITAL;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.STENT;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.W1;
import static io.lotline.core.rules.Park.allocated;
import static io.lotline.core.rules.Park.open;
import static io.lotline.core.rules.Park.ordered;
import static io.lotline.core.rules.Park.pickedAndChecked;
import static io.lotline.core.rules.Park.planned;
import static io.lotline.core.rules.Park.stents;
import static io.lotline.core.rules.Park.stock;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.distribution.DeliverShipment;
import io.lotline.core.distribution.DeliverShipmentDecision;
import io.lotline.core.distribution.DispatchShipment;
import io.lotline.core.distribution.DispatchShipmentDecision;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.LoadItemDecision;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.recall.RecallRejection.Outstanding;
import io.lotline.core.recall.RecallRejection.RecallNotAccounted;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.ShipmentId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A recall is closed when every piece is accounted for, or its absence is explained.
class ClosingRecallTest {
    private static final RecallId RECALL = new RecallId("RC-1");
    private static final ShipmentId SHIPMENT = new ShipmentId("SH-1");
    private static final CloseRecallDecision CLOSING = new CloseRecallDecision();

    private static CloseRecall close(@Nullable String explanation) {
        return new CloseRecall(RECALL, explanation);
    }

    private static Given shelf() {
        return stock(open(), OWNER, "L1", EXPIRY, BIN_A, 5);
    }

    private static Given picked() {
        Given given = allocated(ordered(shelf(), "SO-1", 2), "SO-1");
        return planned(pickedAndChecked(given, "SO-1", BIN_A, stents("L1", 2)), "SH-1", "SO-1");
    }

    private static Given onTheRoad() {
        return picked().and(
                        new LoadItemDecision(), new LoadItem(SHIPMENT, W1, stents("L1", 2), TODAY))
                .and(
                        new DispatchShipmentDecision(),
                        new DispatchShipment(SHIPMENT, List.of(), null, TODAY));
    }

    private static Given delivered() {
        return onTheRoad()
                .and(
                        new DeliverShipmentDecision(),
                        new DeliverShipment(SHIPMENT, HOSPITAL, "Wang Li", null, null));
    }

    private static Given recalled(Given given) {
        return given.and(Park.recall("RC-1", STENT, "L1"));
    }

    private static Given said(Given given, int used, int destroyed) {
        return given.and(
                new AcknowledgeRecallDecision(),
                new AcknowledgeRecall(RECALL, HOSPITAL, null, used, destroyed, 0));
    }

    private static RecallNotAccounted refused(Given given) {
        return given.when(CLOSING, close(null))
                .refused("recall-not-accounted", RecallNotAccounted.class);
    }

    @Test
    void what_lies_in_the_warehouse_is_accounted_for() {
        assertThat(recalled(shelf()).when(CLOSING, close(null)).accepted()).hasSize(1);
    }

    @Test
    void what_is_picked_is_not() {
        assertThat(refused(recalled(picked())))
                .isEqualTo(new RecallNotAccounted(RECALL, 2, 0, 0, List.of()));
    }

    @Test
    void what_is_on_the_road_is_not() {
        assertThat(refused(recalled(onTheRoad())))
                .isEqualTo(new RecallNotAccounted(RECALL, 0, 2, 0, List.of()));
    }

    @Test
    void what_a_consignee_has_is_not_until_it_says_what_became_of_it() {
        Given given = recalled(delivered());
        assertThat(refused(given)).isEqualTo(outstanding(2));
        assertThat(refused(said(given, 1, 0))).isEqualTo(outstanding(1));
        assertThat(said(given, 1, 1).when(CLOSING, close(null)).accepted()).hasSize(1);
    }

    private static RecallNotAccounted outstanding(long quantity) {
        return new RecallNotAccounted(
                RECALL, 0, 0, quantity, List.of(new Outstanding(HOSPITAL, quantity)));
    }

    @Test
    void an_absence_that_is_explained_stands_in_the_recall() {
        RecallClosed closed =
                recalled(delivered())
                        .when(CLOSING, close("the ward burned down"))
                        .accepted(RecallClosed.class);
        assertThat(closed.explanation()).isEqualTo("the ward burned down");
    }

    @Test
    void closed_again_it_is_so_already_but_another_explanation_would_be_lost() {
        Given given = recalled(delivered()).and(CLOSING, close("the ward burned down"));
        given.when(CLOSING, close("the ward burned down")).changesNothing();
        given.when(CLOSING, close(null)).changesNothing();
        given.when(CLOSING, close("nobody answers")).refused("recall-ended");
    }
}
