package io.lotline.projections.inbound;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.CorrectionEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InboundEvent.LabelSettled;
import io.lotline.core.events.Movement;
import io.lotline.core.values.QualityStatus;
import io.lotline.projections.engine.View;
import io.lotline.projections.inbound.InboundNotice.Line;
import io.lotline.projections.inbound.InboundNotice.State;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the inbound notices, by notice id.
public final class InboundNoticesView implements View<InboundNotice> {
    public static final String NAME = "inbound-notices";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    /// Version 1 kept the lots that came in the document.
    @Override
    public int readsFrom() {
        return 2;
    }

    @Override
    public Class<InboundNotice> documentType() {
        return InboundNotice.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("owner", "state", "_id"),
                List.of("warehouse", "state", "_id"),
                List.of("owner", "warehouse", "state", "_id"),
                List.of("state", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        if (recorded.event() instanceof EventCorrected wrong) {
            return wrong.about().notice() != null && undone(wrong) != 0
                    ? Set.of(wrong.about().notice().value())
                    : Set.of();
        }
        return recorded.event() instanceof InboundEvent inbound
                ? switch (inbound) {
                    case InboundNoticeFiled filed -> Set.of(filed.notice().value());
                    case GoodsReceived received -> Set.of(received.notice().value());
                    case GoodsInspected inspected -> Set.of(inspected.notice().value());
                    case LabelSettled _ -> Set.of();
                }
                : Set.of();
    }

    @Override
    public @Nullable InboundNotice fold(
            @Nullable InboundNotice notice, Recorded recorded, String key) {
        if (recorded.event() instanceof InboundNoticeFiled filed) {
            return filed(filed, recorded.at());
        }
        if (notice == null) {
            return null;
        }
        if (recorded.event() instanceof GoodsReceived received) {
            Movement m = received.movement();
            return notice.receiving(m.item().di(), m.item().lot(), m.quantity(), recorded.at());
        }
        if (recorded.event() instanceof GoodsInspected inspected) {
            return notice.inspecting(waited(inspected.movements()));
        }
        if (recorded.event() instanceof EventCorrected wrong) {
            return wrong.kind() == CorrectionEvent.Kind.INSPECTION
                    ? notice.inspecting(-undone(wrong))
                    : unreceived(notice, wrong);
        }
        return notice;
    }

    /// How many pieces of a notice an event was about that was wrong, 0 for none.
    static long undone(EventCorrected wrong) {
        return switch (wrong.kind()) {
            case RECEIPT -> wrong.movements().stream().mapToLong(Movement::quantity).sum();
            case INSPECTION ->
                    wrong.movements().stream()
                            .filter(m -> m.toStatus() == QualityStatus.PENDING_INSPECTION)
                            .mapToLong(Movement::quantity)
                            .sum();
            case PUTAWAY, MOVE, PICK, COUNT, DEVICE, LOCATION, ENTERPRISE -> 0;
        };
    }

    private static InboundNotice unreceived(InboundNotice notice, EventCorrected wrong) {
        InboundNotice now = notice;
        for (Movement m : wrong.movements()) {
            now = now.notReceiving(m.item().di(), m.item().lot(), m.quantity());
        }
        return now;
    }

    /// How many of the inspected pieces waited since their receipt: what came back and is inspected
    /// again was counted when it first came.
    static long waited(List<Movement> inspected) {
        return inspected.stream()
                .filter(m -> m.fromStatus() == QualityStatus.PENDING_INSPECTION)
                .mapToLong(Movement::quantity)
                .sum();
    }

    private static InboundNotice filed(InboundNoticeFiled filed, Instant at) {
        List<Line> lines =
                filed.lines().stream()
                        .map(
                                line ->
                                        new Line(
                                                line.di(),
                                                line.lot(),
                                                line.expiryDate(),
                                                line.quantity(),
                                                0))
                        .toList();
        return new InboundNotice(
                filed.notice(),
                filed.owner(),
                filed.supplier(),
                filed.warehouse(),
                State.FILED,
                lines,
                lines.stream().mapToLong(Line::expected).sum(),
                0,
                0,
                0,
                at,
                null,
                null);
    }
}
