package io.lotline.projections.inbound;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.QualityStatus;
import io.lotline.projections.engine.View;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what came for notices, a document for each notice, device and lot.
public final class ReceivedLotsView implements View<ReceivedLot> {
    public static final String NAME = "received-lots";

    @Override
    public String name() {
        return NAME;
    }

    /// Version 1 counted what came back and was inspected again once more.
    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<ReceivedLot> documentType() {
        return ReceivedLot.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        if (recorded.event() instanceof GoodsReceived received) {
            var item = received.movement().item();
            return Set.of(ReceivedLot.key(received.notice(), item.di(), item.lot()));
        }
        if (recorded.event() instanceof EventCorrected wrong) {
            return wrong.about().notice() != null
                            && wrong.about().item() != null
                            && InboundNoticesView.undone(wrong) != 0
                    ? Set.of(
                            ReceivedLot.key(
                                    wrong.about().notice(),
                                    wrong.about().item().di(),
                                    wrong.about().item().lot()))
                    : Set.of();
        }
        return recorded.event() instanceof GoodsInspected inspected
                ? Set.of(
                        ReceivedLot.key(
                                inspected.notice(), inspected.item().di(), inspected.item().lot()))
                : Set.of();
    }

    @Override
    public @Nullable ReceivedLot fold(@Nullable ReceivedLot lot, Recorded recorded, String key) {
        if (recorded.event() instanceof GoodsReceived received) {
            Movement m = received.movement();
            return plus(
                    lot,
                    new ReceivedLot(
                            m.item().di(), m.item().lot(), m.expiryDate(), m.quantity(), 0, 0));
        }
        if (recorded.event() instanceof GoodsInspected inspected) {
            boolean good = inspected.conclusion() == Conclusion.QUALIFIED;
            int waited = (int) InboundNoticesView.waited(inspected.movements());
            return plus(
                    lot,
                    new ReceivedLot(
                            inspected.item().di(),
                            inspected.item().lot(),
                            null,
                            0,
                            good ? waited : 0,
                            good ? 0 : waited));
        }
        return lot != null && recorded.event() instanceof EventCorrected wrong
                ? undone(lot, wrong)
                : lot;
    }

    private static @Nullable ReceivedLot undone(ReceivedLot lot, EventCorrected wrong) {
        int less = (int) -InboundNoticesView.undone(wrong);
        boolean good =
                wrong.movements().stream().anyMatch(m -> m.fromStatus() == QualityStatus.QUALIFIED);
        ReceivedLot left =
                wrong.kind() == CorrectionEvent.Kind.RECEIPT
                        ? lot.plus(new ReceivedLot(lot.di(), lot.lot(), null, less, 0, 0))
                        : lot.plus(
                                new ReceivedLot(
                                        lot.di(),
                                        lot.lot(),
                                        null,
                                        0,
                                        good ? less : 0,
                                        good ? 0 : less));
        return left.quantity() == 0 ? null : left;
    }

    private static ReceivedLot plus(@Nullable ReceivedLot before, ReceivedLot more) {
        return before == null ? more : before.plus(more);
    }
}
