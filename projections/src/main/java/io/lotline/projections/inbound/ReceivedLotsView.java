package io.lotline.projections.inbound;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Movement;
import io.lotline.core.values.Conclusion;
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
            int waited = (int) InboundNoticesView.waited(inspected);
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
        return lot;
    }

    private static ReceivedLot plus(@Nullable ReceivedLot before, ReceivedLot more) {
        return before == null ? more : before.plus(more);
    }
}
