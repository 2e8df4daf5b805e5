package io.lotline.projections.inbound;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An inbound notice and what came of it, without the lots that came, which are [ReceivedLot]s.
///
/// @param lines          what was announced, and how much of it came
/// @param expectedPieces announced in all
/// @param receivedPieces came in all
/// @param inspected      of these, how many pieces wait for inspection no more
/// @param notAnnounced   of these, how many pieces no line announced
public record InboundNotice(
        NoticeId noticeId,
        EnterpriseId owner,
        EnterpriseId supplier,
        WarehouseId warehouse,
        State state,
        List<Line> lines,
        long expectedPieces,
        long receivedPieces,
        long inspected,
        long notAnnounced,
        Instant filed,
        @Nullable Instant firstReceived,
        @Nullable Instant lastReceived) {

    public InboundNotice {
        lines = List.copyOf(lines);
    }

    /// How far a notice is.
    public enum State {
        /// nothing came yet
        FILED,
        /// some came
        RECEIVING,
        /// all that was announced came
        RECEIVED,
        /// all that was announced came and was inspected
        INSPECTED
    }

    /// An announced line. Goods count for the line of their lot, else for the line of any lot.
    public record Line(
            Di di,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiryDate,
            int expected,
            int received) {

        /// Whether goods of this lot count for it: for a line of any lot those that have no line of
        /// their own, or more than that announced.
        boolean takes(Di otherDi, @Nullable LotNumber otherLot, boolean exact) {
            return di.equals(otherDi)
                    && (exact ? lot != null && lot.equals(otherLot) : lot == null);
        }

        private Line receiving(int more) {
            return new Line(di, lot, expiryDate, expected, received + more);
        }
    }

    /// A difference between what was announced and what came.
    public record Discrepancy(
            Kind kind, Di di, @Nullable LotNumber lot, int expected, int received) {
        /// The kinds of differences.
        public enum Kind {
            SHORT,
            OVER,
            NOT_ANNOUNCED
        }

        static Discrepancy of(Line line) {
            return new Discrepancy(
                    line.received() < line.expected() ? Kind.SHORT : Kind.OVER,
                    line.di(),
                    line.lot(),
                    line.expected(),
                    line.received());
        }

        static Discrepancy of(ReceivedLot lot) {
            return new Discrepancy(Kind.NOT_ANNOUNCED, lot.di(), lot.lot(), 0, lot.quantity());
        }
    }

    /// Whether a line announced goods of this lot.
    boolean announces(Di di, @Nullable LotNumber lot) {
        return lines.stream()
                .anyMatch(line -> line.takes(di, lot, true) || line.takes(di, lot, false));
    }

    /// Goods count for the lines of their lot first, then for those of any lot; what is too much
    /// for the last line that would take it.
    InboundNotice receiving(Di di, @Nullable LotNumber lot, int quantity, Instant at) {
        List<Line> changed = new ArrayList<>(lines);
        int open = quantity;
        int last = -1;
        for (boolean exact : new boolean[] {true, false}) {
            for (int i = 0; i < changed.size(); i++) {
                Line line = changed.get(i);
                if (line.takes(di, lot, exact)) {
                    int share = Math.min(open, Math.max(0, line.expected() - line.received()));
                    changed.set(i, line.receiving(share));
                    open -= share;
                    last = i;
                }
            }
        }
        if (last >= 0) {
            changed.set(last, changed.get(last).receiving(open));
        }
        return with(
                changed,
                receivedPieces + quantity,
                inspected,
                last < 0 ? notAnnounced + quantity : notAnnounced,
                firstReceived == null ? at : firstReceived,
                at);
    }

    /// Goods that came by mistake only: the lines that they counted for last are open again first.
    InboundNotice notReceiving(Di di, @Nullable LotNumber lot, int quantity) {
        List<Line> changed = new ArrayList<>(lines);
        int open = quantity;
        for (boolean over : new boolean[] {true, false}) {
            for (boolean exact : new boolean[] {false, true}) {
                for (int i = changed.size() - 1; i >= 0; i--) {
                    Line line = changed.get(i);
                    if (line.takes(di, lot, exact)) {
                        int least = over ? Math.min(line.expected(), line.received()) : 0;
                        int share = Math.min(open, line.received() - least);
                        changed.set(i, line.receiving(-share));
                        open -= share;
                    }
                }
            }
        }
        return with(
                changed,
                receivedPieces - quantity,
                inspected,
                announces(di, lot) ? notAnnounced : notAnnounced - quantity,
                firstReceived,
                lastReceived);
    }

    InboundNotice inspecting(long more) {
        return with(
                lines, receivedPieces, inspected + more, notAnnounced, firstReceived, lastReceived);
    }

    private InboundNotice with(
            List<Line> nowLines,
            long nowReceived,
            long nowInspected,
            long nowNotAnnounced,
            @Nullable Instant first,
            @Nullable Instant last) {
        return new InboundNotice(
                noticeId,
                owner,
                supplier,
                warehouse,
                state(nowLines, nowReceived, nowInspected),
                nowLines,
                expectedPieces,
                nowReceived,
                nowInspected,
                nowNotAnnounced,
                filed,
                first,
                last);
    }

    private static State state(List<Line> lines, long received, long inspected) {
        if (received == 0) {
            return State.FILED;
        }
        if (lines.stream().anyMatch(line -> line.received() < line.expected())) {
            return State.RECEIVING;
        }
        return inspected >= received ? State.INSPECTED : State.RECEIVED;
    }
}
