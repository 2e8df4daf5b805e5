package io.lotline.core.work;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.Sequel;
import io.lotline.core.decision.Settlement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.WorkItemResolved;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.values.Di;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkOutcome;
import io.lotline.core.values.WorkSubject;
import io.lotline.core.work.WorkFile.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A scan that is accepted ends the work that it was refused for before, and the work about the
/// same label, task and document of which it does all: each scan that was refused was accepted
/// after all, or was for the same place and for no more than is done now. What a refused scan was
/// for and nobody did is still to be done.
final class SettledByScan implements Sequel {

    @Override
    public List<WarehouseEvent> after(Request request, List<WarehouseEvent> done, Books books) {
        Settlement settled = request.settles();
        String key = request.key();
        if (settled == null || key == null || !key.startsWith(ScanKey.PREFIX)) {
            return List.of();
        }
        ScanKey scan = new ScanKey(request.actor(), key.substring(ScanKey.PREFIX.length()));
        Set<WorkSubject> about = new LinkedHashSet<>(List.of(settled.work()));
        about.addAll(books.open(RefusedScan.BOOK, scan).about());
        List<WarehouseEvent> ended = new ArrayList<>();
        for (WorkSubject subject : about) {
            WorkFile file = books.open(WorkFile.BOOK, subject);
            WorkItemId item = file.item();
            if (item != null && file.isOpen() && isDone(file, subject, scan, settled, books)) {
                ended.add(
                        new WorkItemResolved(
                                item, WorkOutcome.SCANNED, null, request.actor(), scan.scanId()));
            }
        }
        return ended;
    }

    private static boolean isDone(
            WorkFile file, WorkSubject subject, ScanKey scan, Settlement settled, Books books) {
        WorkPlace place =
                new WorkPlace(settled.location(), settled.toLocation(), settled.container());
        Integer pieces = pieces(settled, books);
        for (Refused refused : file.refusals()) {
            ScanKey other = new ScanKey(refused.operator(), refused.scanId());
            boolean done =
                    other.equals(scan)
                            || (subject.equals(settled.work()) && refused.isDoneBy(place, pieces))
                            || books.open(AcceptedScan.BOOK, other).done();
            if (!done) {
                return false;
            }
        }
        return true;
    }

    /// How many pieces are done; null where the readings of the label are of several devices.
    private static @Nullable Integer pieces(Settlement settled, Books books) {
        Di di = settled.di();
        int units = Objects.requireNonNullElse(settled.quantity(), 1);
        Pieces pieces = di == null ? null : Devices.reading(books, di).pieces(di);
        return pieces == null ? settled.quantity() : pieces.of(units);
    }
}
