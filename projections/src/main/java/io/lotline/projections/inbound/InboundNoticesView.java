package io.lotline.projections.inbound;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.InboundEvent;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.InboundEvent.LabelSettled;
import io.lotline.core.events.Movement;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.projections.engine.View;
import io.lotline.projections.inbound.InboundNotice.Discrepancy;
import io.lotline.projections.inbound.InboundNotice.Line;
import io.lotline.projections.inbound.InboundNotice.ReceivedLot;
import io.lotline.projections.inbound.InboundNotice.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
            ReceivedLot lot =
                    new ReceivedLot(
                            m.item().di(), m.item().lot(), m.expiryDate(), m.quantity(), 0, 0);
            return after(notice, add(notice.received(), lot), recorded.at());
        }
        if (recorded.event() instanceof GoodsInspected inspected) {
            boolean good = inspected.conclusion() == Conclusion.QUALIFIED;
            ReceivedLot lot =
                    new ReceivedLot(
                            inspected.item().di(),
                            inspected.item().lot(),
                            null,
                            0,
                            good ? inspected.quantity() : 0,
                            good ? 0 : inspected.quantity());
            return after(notice, add(notice.received(), lot), null);
        }
        return notice;
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
                List.of(),
                discrepancies(lines, List.of()),
                at,
                null,
                null);
    }

    private static List<ReceivedLot> add(List<ReceivedLot> lots, ReceivedLot more) {
        List<ReceivedLot> sum = new ArrayList<>(lots.size() + 1);
        boolean found = false;
        for (ReceivedLot lot : lots) {
            if (!found && same(lot.di(), lot.lot(), more.di(), more.lot())) {
                found = true;
                LocalDate expiry = lot.expiryDate() == null ? more.expiryDate() : lot.expiryDate();
                sum.add(
                        new ReceivedLot(
                                lot.di(),
                                lot.lot(),
                                expiry,
                                lot.quantity() + more.quantity(),
                                lot.qualified() + more.qualified(),
                                lot.nonConforming() + more.nonConforming()));
            } else {
                sum.add(lot);
            }
        }
        if (!found) {
            sum.add(more);
        }
        return sum;
    }

    private static InboundNotice after(
            InboundNotice notice, List<ReceivedLot> lots, @Nullable Instant receivedAt) {
        List<Line> lines = matched(notice.lines(), lots);
        return new InboundNotice(
                notice.noticeId(),
                notice.owner(),
                notice.supplier(),
                notice.warehouse(),
                state(lines, lots),
                lines,
                lots,
                discrepancies(lines, lots),
                notice.filed(),
                notice.firstReceived() == null ? receivedAt : notice.firstReceived(),
                receivedAt == null ? notice.lastReceived() : receivedAt);
    }

    /// Gives what came to the announced lines: first to the lines of its lot, then to the lines of
    /// any lot, what is too much to the last line that would take it.
    private static List<Line> matched(List<Line> lines, List<ReceivedLot> lots) {
        int[] received = new int[lines.size()];
        for (ReceivedLot lot : lots) {
            int open = lot.quantity();
            int last = -1;
            for (boolean exact : new boolean[] {true, false}) {
                for (int i = 0; i < lines.size(); i++) {
                    Line line = lines.get(i);
                    if (takes(line, lot, exact)) {
                        int share = Math.min(open, Math.max(0, line.expected() - received[i]));
                        received[i] += share;
                        open -= share;
                        last = i;
                    }
                }
            }
            if (last >= 0) {
                received[last] += open;
            }
        }
        List<Line> matched = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            matched.add(
                    new Line(
                            line.di(),
                            line.lot(),
                            line.expiryDate(),
                            line.expected(),
                            received[i]));
        }
        return matched;
    }

    private static boolean takes(Line line, ReceivedLot lot, boolean exact) {
        return line.di().equals(lot.di())
                && (exact
                        ? line.lot() != null && line.lot().equals(lot.lot())
                        : line.lot() == null);
    }

    private static State state(List<Line> lines, List<ReceivedLot> lots) {
        if (lots.isEmpty()) {
            return State.FILED;
        }
        if (lines.stream().anyMatch(line -> line.received() < line.expected())) {
            return State.RECEIVING;
        }
        return lots.stream()
                        .allMatch(lot -> lot.qualified() + lot.nonConforming() >= lot.quantity())
                ? State.INSPECTED
                : State.RECEIVED;
    }

    private static List<Discrepancy> discrepancies(List<Line> lines, List<ReceivedLot> lots) {
        List<Discrepancy> found = new ArrayList<>();
        for (Line line : lines) {
            if (line.received() != line.expected()) {
                found.add(
                        new Discrepancy(
                                line.received() < line.expected()
                                        ? Discrepancy.Kind.SHORT
                                        : Discrepancy.Kind.OVER,
                                line.di(),
                                line.lot(),
                                line.expected(),
                                line.received()));
            }
        }
        for (ReceivedLot lot : lots) {
            if (lines.stream()
                    .noneMatch(line -> takes(line, lot, true) || takes(line, lot, false))) {
                found.add(
                        new Discrepancy(
                                Discrepancy.Kind.NOT_ANNOUNCED,
                                lot.di(),
                                lot.lot(),
                                0,
                                lot.quantity()));
            }
        }
        return found;
    }

    private static boolean same(
            Di di, @Nullable LotNumber lot, Di otherDi, @Nullable LotNumber otherLot) {
        return di.equals(otherDi) && Objects.equals(lot, otherLot);
    }
}
