package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.NewEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What [EmbeddedKillTest] kills: writes without end and prints what was acknowledged.
final class KilledProcess {
    private static final int WRITERS = 8;

    private KilledProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        LotlineStore store =
                LotlineStore.open(
                        StoreSettings.embedded(Path.of(arguments[0]), new SimpleMeterRegistry()));
        List<Thread> writers = new java.util.ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(Thread.startVirtualThread(() -> write(store)));
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static void write(LotlineStore store) {
        while (true) {
            NewEvent one = event("A", "lot=1");
            Appended appended =
                    store.log()
                            .append(List.of(one, event("B")), AppendCondition.NONE)
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join();
            synchronized (System.out) {
                System.out.println(appended.first() + " " + one.id());
                System.out.flush();
            }
        }
    }
}
