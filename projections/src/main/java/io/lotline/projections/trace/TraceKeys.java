package io.lotline.projections.trace;

import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.trace.TraceFold.DeliveryKey;
import io.lotline.projections.trace.TraceFold.SourceKey;
import io.lotline.projections.trace.TraceFold.TransitKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The keys of what is kept for traces. Parts are joined by `/`, which no part holds, so that what
/// belongs to one subject, or to one owner's goods of it, is one range of keys; steps stand in it
/// in the log's order.
final class TraceKeys {
    private static final String STEPS = "s";
    private static final String FIGURES = "f";

    private TraceKeys() {}

    static String subject(TraceSubject subject) {
        return switch (subject) {
            case TraceSubject.Lot(var di, var lot) -> join("lot", di, lot);
            case TraceSubject.Serial(var di, var serial) -> join("serial", di, serial);
            case TraceSubject.Unit(var sscc) -> join("unit", sscc);
        };
    }

    /// The steps of one owner's goods that look one way; positions follow.
    static String steps(TraceSubject subject, @Nullable EnterpriseId owner, Step.Way way) {
        return subject(subject) + "/" + join(STEPS, owner, way.ordinal()) + "/";
    }

    static String step(
            TraceSubject subject,
            @Nullable EnterpriseId owner,
            Step.Way way,
            long position,
            int part) {
        return steps(subject, owner, way) + position(position) + "/" + "%06d".formatted(part);
    }

    /// So wide that texts stand in the order of numbers.
    static String position(long position) {
        return "%016d".formatted(position);
    }

    static int part(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
    }

    /// All figures of a subject, or those of one owner's goods.
    static String figures(TraceSubject subject, @Nullable EnterpriseId owner) {
        return subject(subject)
                + "/"
                + (owner == null ? FIGURES : join(FIGURES, owner.value()))
                + "/";
    }

    static String figures(TraceSubject subject, StockItem item) {
        return figures(subject, item.owner()) + join(item.lot()) + "/";
    }

    static String head(TraceSubject subject, StockItem item) {
        return figures(subject, item) + "h";
    }

    static String cell(TraceSubject subject, Cell cell) {
        return figures(subject, cell.item())
                + join("c", cell.expiryDate(), cell.place(), cell.status());
    }

    static String source(TraceSubject subject, StockItem item, SourceKey source) {
        return figures(subject, item) + join("s", source.supplier(), source.notice());
    }

    static String transit(TraceSubject subject, StockItem item, TransitKey transit) {
        return figures(subject, item) + join("t", transit.shipment(), transit.order());
    }

    /// What one consignee got of one order, by whatever shipments: a return does not say by which.
    static String delivered(TraceSubject subject, StockItem item, DeliveryKey delivery) {
        return figures(subject, item) + join("d", delivery.order(), delivery.consignee());
    }

    /// The pieces of a device that a hold or a recall names.
    static String pieces(Di di) {
        return join("pieces", di) + "/";
    }

    static String piece(Di di, SerialNumber serial) {
        return pieces(di) + join(serial);
    }

    private static String join(@Nullable Object... parts) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                joined.append('/');
            }
            joined.append(Objects.toString(parts[i], "").replace("%", "%25").replace("/", "%2F"));
        }
        return joined.toString();
    }
}
