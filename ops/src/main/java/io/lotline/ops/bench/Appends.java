package io.lotline.ops.bench;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Tag;
import java.util.List;
import java.util.Set;

/// Plain appends: each commit is one event, on the condition that nobody else wrote to the writer's
/// own boundary.
final class Appends {
    private Appends() {}

    /// @param node keeps the boundaries of several nodes apart
    static Contender to(EventLog log, String name, String node, int writers) {
        long[] seen = new long[writers];
        Tag[] stock = new Tag[writers];
        Tag[] lot = new Tag[writers];
        for (int i = 0; i < writers; i++) {
            stock[i] = new Tag("stock", "bench/" + node + "/" + i);
            lot[i] = new Tag("lot", "06901234567892/" + node + i);
        }
        return ClosedLoop.of(
                name,
                writers,
                writer -> {
                    Criteria boundary = Criteria.of(new Criterion(Set.of(stock[writer]), Set.of()));
                    seen[writer] =
                            log.append(
                                            List.of(
                                                    BenchEvents.stored(
                                                            Set.of(stock[writer], lot[writer]),
                                                            BenchEvents.PAYLOAD)),
                                            new AppendCondition(boundary, seen[writer]))
                                    .join()
                                    .last();
                    return 1;
                });
    }
}
