package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.AppendConflict;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Events;
import io.lotline.core.testing.AppendJournal;
import io.lotline.core.testing.JournaledLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;

/// What [EmbeddedKillTest] kills: callers that append without end on conditions, with a journal of
/// what they were told.
///
/// Arguments: data directory, journal file, seed.
final class KilledProcess {
    private static final int CALLERS = 8;
    private static final int BOUNDARIES = 4;

    private KilledProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        LotlineStore store =
                LotlineStore.open(
                        StoreSettings.embedded(Path.of(arguments[0]), new SimpleMeterRegistry()));
        EventLog log = new JournaledLog(store.log(), AppendJournal.to(Path.of(arguments[1])));
        Thread[] callers = new Thread[CALLERS];
        for (int caller = 0; caller < CALLERS; caller++) {
            Random random = new Random(Long.parseLong(arguments[2]) * CALLERS + caller);
            callers[caller] = Thread.startVirtualThread(() -> call(log, random));
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static void call(EventLog log, Random random) {
        long seen = log.head().position();
        while (true) {
            String boundary = "hot=" + random.nextInt(BOUNDARIES);
            Criteria criteria = Criteria.of(new Criterion(Events.tags(boundary), Set.of()));
            seen = log.source(criteria, seen + 1).position();
            try {
                log.append(
                                List.of(Events.event("A", boundary), Events.event("B")),
                                new AppendCondition(criteria, seen))
                        .join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof AppendConflict)) {
                    throw e;
                }
            }
        }
    }
}
