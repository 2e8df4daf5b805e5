package io.lotline.core.recall;

import io.lotline.core.axon.Given;
import io.lotline.core.axon.SampleEvents;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.RecallId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecallDecisionsTest {
    private static final DeviceRegistered DEVICE = SampleEvents.device();
    private static final Di DI = DEVICE.di();
    private static final RecallId RECALL = new RecallId("R-1");
    private static final Set<LotNumber> LOTS = Set.of(new LotNumber("L1"));
    private static final StartRecall START =
            new StartRecall(RECALL, 1, DI, LOTS, Set.of(), "breaks", false, true);
    private static final RecallStarted STARTED =
            new RecallStarted(RECALL, 1, DI, LOTS, Set.of(), "breaks", false);
    private static final RecallClosed CLOSED = new RecallClosed(RECALL, DI, LOTS, Set.of(), null);

    @Test
    void a_recall_is_started_also_for_lots_that_never_came() {
        Given.events(DEVICE).when(START).thenEvents(STARTED);
    }

    @Test
    void the_same_recall_again_changes_nothing_even_after_it_was_closed() {
        Given.events(DEVICE, STARTED).when(START).thenNothing();
        Given.events(DEVICE, STARTED, CLOSED).when(START).thenNothing();
    }

    @Test
    void a_recall_is_never_changed() {
        Given.events(DEVICE, STARTED)
                .when(new StartRecall(RECALL, 2, DI, LOTS, Set.of(), "breaks", false, true))
                .thenRefused(new DocumentExists("recall", "R-1"));
    }

    @Test
    void an_unknown_device_cannot_be_recalled() {
        Given.nothing().when(START).thenRefused(new SharedRejection.UnknownDevice(DI));
    }

    @Test
    void a_recall_is_closed_once() {
        Given.events(DEVICE, STARTED).when(new CloseRecall(RECALL, null)).thenEvents(CLOSED);
        Given.events(DEVICE, STARTED, CLOSED).when(new CloseRecall(RECALL, null)).thenNothing();
    }

    @Test
    void an_unknown_recall_cannot_be_closed() {
        Given.nothing()
                .when(new CloseRecall(RECALL, null))
                .thenRefused(new RecallRejection.UnknownRecall(RECALL));
    }
}
