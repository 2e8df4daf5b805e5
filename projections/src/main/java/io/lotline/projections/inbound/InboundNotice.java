package io.lotline.projections.inbound;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An inbound notice and what came of it.
///
/// @param lines         what was announced, and how much of it came
/// @param received      what came, by device and lot
/// @param discrepancies what differs: short lines, more than announced, lots not announced
public record InboundNotice(
        NoticeId noticeId,
        EnterpriseId owner,
        EnterpriseId supplier,
        WarehouseId warehouse,
        State state,
        List<Line> lines,
        List<ReceivedLot> received,
        List<Discrepancy> discrepancies,
        Instant filed,
        @Nullable Instant firstReceived,
        @Nullable Instant lastReceived) {

    public InboundNotice {
        lines = List.copyOf(lines);
        received = List.copyOf(received);
        discrepancies = List.copyOf(discrepancies);
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
            int received) {}

    /// What came of one device and lot, and what inspection found.
    public record ReceivedLot(
            Di di,
            @Nullable LotNumber lot,
            @Nullable LocalDate expiryDate,
            int quantity,
            int qualified,
            int nonConforming) {}

    /// A difference between what was announced and what came.
    public record Discrepancy(
            Kind kind, Di di, @Nullable LotNumber lot, int expected, int received) {
        /// The kinds of differences.
        public enum Kind {
            SHORT,
            OVER,
            NOT_ANNOUNCED
        }
    }
}
