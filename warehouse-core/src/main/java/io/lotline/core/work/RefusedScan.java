package io.lotline.core.work;

import io.lotline.core.decision.Book;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.WorkSubject;
import org.pcollections.OrderedPSet;

/// What work a scan was refused for, up to [#MOST]: with another document or another label each
/// time.
record RefusedScan(OrderedPSet<WorkSubject> about) {
    private static final int MOST = 20;

    static final Book<ScanKey, RefusedScan> BOOK =
            Book.named("refused-scan", 1, ScanKey.class, RefusedScan.class)
                    .ruled(
                            scan ->
                                    Boundaries.of(Tags.refusedScan(scan.caller(), scan.scanId()))
                                            .types(ScanRefused.class),
                            _ -> new RefusedScan(OrderedPSet.empty()),
                            (_, scan, event) -> scan.after(event))
                    .sized(scan -> 1 + scan.about().size());

    private RefusedScan after(WarehouseEvent event) {
        return event instanceof ScanRefused refused && about.size() < MOST
                ? new RefusedScan(about.plus(refused.item().subject()))
                : this;
    }
}
