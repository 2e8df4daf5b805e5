package io.lotline.core.work;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.Sequel;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.WorkItemResolved;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkOutcome;
import io.lotline.core.values.WorkSubject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A scan that is accepted ends the work that it was refused for before, and the work that is about
/// the same label, task and document.
final class SettledByScan implements Sequel {

    @Override
    public List<WarehouseEvent> after(Request request, Books books) {
        WorkSubject settled = request.settles();
        String key = request.key();
        if (settled == null || key == null || !key.startsWith(ScanKey.PREFIX)) {
            return List.of();
        }
        String scanId = key.substring(ScanKey.PREFIX.length());
        Set<WorkSubject> about = new LinkedHashSet<>(List.of(settled));
        about.addAll(books.open(RefusedScan.BOOK, new ScanKey(request.actor(), scanId)).about());
        List<WarehouseEvent> ended = new ArrayList<>();
        for (WorkSubject subject : about) {
            WorkFile file = books.open(WorkFile.BOOK, subject);
            WorkItemId item = file.item();
            if (item != null && file.isOpen()) {
                ended.add(
                        new WorkItemResolved(
                                item, WorkOutcome.SCANNED, null, request.actor(), scanId));
            }
        }
        return ended;
    }
}
