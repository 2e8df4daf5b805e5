package io.lotline.core.work;

import io.lotline.core.decision.Book;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.events.Tags;
import java.util.Set;

/// Whether a scan was accepted: then it has left its tag, whatever it was for.
record AcceptedScan(boolean done) {
    static final Book<ScanKey, AcceptedScan> BOOK =
            Book.named("accepted-scan", 1, ScanKey.class, AcceptedScan.class)
                    .ruled(
                            scan ->
                                    new Criterion(
                                            Set.of(Tags.request(scan.caller(), scan.request())),
                                            Set.of()),
                            _ -> new AcceptedScan(false),
                            (_, _, _) -> new AcceptedScan(true));
}
