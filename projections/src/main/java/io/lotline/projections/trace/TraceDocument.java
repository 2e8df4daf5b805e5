package io.lotline.projections.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.trace.Trace.Step;
import io.lotline.projections.trace.TraceFold.Delivered;
import io.lotline.projections.trace.TraceFold.DeliveryKey;
import io.lotline.projections.trace.TraceFold.SourceKey;
import io.lotline.projections.trace.TraceFold.Sourced;
import io.lotline.projections.trace.TraceFold.Transit;
import io.lotline.projections.trace.TraceFold.TransitKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is kept for traces, in one of three forms: a step, some figures, or a piece that a hold or
/// a recall names.
public record TraceDocument(
        @Nullable Step step, @Nullable Figures figures, @Nullable SerialNumber piece) {

    static TraceDocument of(Step step) {
        return new TraceDocument(step, null, null);
    }

    static TraceDocument of(Figures figures) {
        return new TraceDocument(null, figures, null);
    }

    static TraceDocument of(SerialNumber piece) {
        return new TraceDocument(null, null, piece);
    }

    /// Sums of one owner's goods in a lot, or of one piece. Of a lot each row is a document of its
    /// own, so that none grows with the lot; a piece has one with all its rows.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Figures(
            @Nullable Head head,
            List<Row<Cell, Long>> cells,
            List<Row<SourceKey, Sourced>> sources,
            List<Row<TransitKey, Transit>> transit,
            List<Row<DeliveryKey, Delivered>> delivered) {
        static final Figures NONE = new Figures(null, List.of(), List.of(), List.of(), List.of());

        Figures {
            cells = List.copyOf(Objects.requireNonNullElse(cells, List.of()));
            sources = List.copyOf(Objects.requireNonNullElse(sources, List.of()));
            transit = List.copyOf(Objects.requireNonNullElse(transit, List.of()));
            delivered = List.copyOf(Objects.requireNonNullElse(delivered, List.of()));
        }

        boolean isEmpty() {
            return equals(NONE);
        }
    }

    /// A sum and since when there is one: rows stand in the order in which they came to be.
    ///
    /// @param part tells the rows apart that came to be with one event
    record Row<K, V>(K key, V value, long since, int part) {}

    /// What is known of the goods as a whole. It changes with every event that moves some of them,
    /// so its position is that of all their figures.
    ///
    /// @param productionAt the position that told the production date, 0 for none
    /// @param expiryAt     the position that told the expiry date, 0 for none
    /// @param expiryPart   which of that event's movements did
    record Head(
            StockItem item,
            long received,
            @Nullable LocalDate productionDate,
            long productionAt,
            @Nullable LocalDate expiryDate,
            long expiryAt,
            int expiryPart,
            long since) {}
}
