package io.lotline.core.work;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.Sequel;
import io.lotline.core.decision.Settlement;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.events.WorkEvent.ScanTakenLate;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkSubject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A scan whose time is not believed leaves a work item: of goods that were scanned out of order
/// one for the same label, task and document; of a handheld whose clock is wrong, or that was out
/// of reach for very long, one for its operator until somebody has seen to it, however many scans
/// there are.
final class LateScans implements Sequel {

    @Override
    public List<WarehouseEvent> after(Request request, List<WarehouseEvent> done, Books books) {
        Settlement settled = request.settles();
        WarehouseEvent first = settled == null ? null : firstLate(done);
        Scan scan = first == null ? null : first.scan();
        if (settled == null || first == null || scan == null || scan.warehouse() == null) {
            return List.of();
        }
        WorkSubject subject = subject(request, settled, scan);
        WorkFile file = books.open(WorkFile.BOOK, subject);
        WorkItemId open = file.isOpen() ? file.item() : null;
        return List.of(
                new ScanTakenLate(
                        open == null ? WorkItemId.of(request.at(), subject) : open,
                        attempted(request, settled, first, scan),
                        scan));
    }

    private static @Nullable WarehouseEvent firstLate(List<WarehouseEvent> done) {
        for (WarehouseEvent event : done) {
            Scan scan = event.scan();
            if (scan != null && scan.late() != null) {
                return event;
            }
        }
        return null;
    }

    private static WorkSubject subject(Request request, Settlement settled, Scan scan) {
        Scan.Late late = scan.late();
        return new WorkSubject(
                late != null && late.reason() == Scan.Late.Reason.GOODS
                        ? "late-" + settled.work()
                        : "late-" + request.actor());
    }

    private static Attempted attempted(
            Request request, Settlement settled, WarehouseEvent first, Scan scan) {
        List<Movement> moved = first.movements();
        StockItem item =
                moved.stream().map(Movement::item).distinct().count() == 1
                        ? moved.getFirst().item()
                        : null;
        SerialNumber serial = moved.size() == 1 ? moved.getFirst().serial() : null;
        return new Attempted(
                request.actor(),
                null,
                Objects.requireNonNull(scan.warehouse()),
                settled.task(),
                settled.reference(),
                settled.location(),
                settled.toLocation(),
                settled.container(),
                item == null ? settled.di() : item.di(),
                item == null ? null : item.lot(),
                serial,
                settled.quantity(),
                null);
    }
}
