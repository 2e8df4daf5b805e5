package io.lotline.ops.bench;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The embedded store: whole commands, each on disk before it is answered, and a start with a long
/// log.
final class EmbeddedBench {
    private static final int WRITERS = 16;
    private static final int EVENTS = 1_000_000;
    private static final int STARTS = 3;

    private EmbeddedBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Embedded store, every commit synced to the file before it is answered",
                """
                embedded/command/16       whole commands of 16 callers, as command/16 above, against plain appends of 16
                embedded/start/1M         a JVM that only opens a log of 1,000,000 appends of one event, median of 3
                embedded/start/1M/heap    what that JVM's heap holds then, after a collection""");
        commands(figures);
        start(figures);
    }

    static LotlineStore open(Path data) {
        return LotlineStore.open(StoreSettings.embedded(data, new SimpleMeterRegistry()));
    }

    private static void commands(Figures figures) throws Exception {
        Path data = Files.createTempDirectory("lotline-bench");
        try (LotlineStore store = open(data);
                BenchDesk desk = new BenchDesk(store.log())) {
            Contender plain = Appends.to(store.log(), "embedded append by 16", "a", WRITERS);
            Contender commands =
                    new Commands("embedded command by 16", store.log(), desk, WRITERS, false);
            Rate.Rates rates = Rate.race(Rate.Pace.DEFAULT, plain, commands);
            figures.add(
                    "embedded/command/16",
                    rates.of(commands),
                    "commands/s",
                    "embedded append",
                    rates.of(plain));
        } finally {
            Folders.delete(data);
        }
    }

    private static void start(Figures figures) throws Exception {
        Path data = Files.createTempDirectory("lotline-bench");
        try {
            Progress.say("filling an embedded log with %,d events", EVENTS);
            try (LotlineStore store = open(data)) {
                BenchLog.fill(store.log(), commits());
            }
            double[] seconds = new double[STARTS];
            double[] heap = new double[STARTS];
            for (int i = 0; i < STARTS; i++) {
                try (ChildJvm child =
                        ChildJvm.ofOurs("embedded-start", EmbeddedStart.class, data.toString())) {
                    seconds[i] = Double.parseDouble(child.expect("seconds "));
                    heap[i] = Double.parseDouble(child.expect("heap "));
                }
            }
            figures.add("embedded/start/1M", Rate.median(seconds), "s");
            figures.add("embedded/start/1M/heap", Rate.median(heap), "MB");
        } finally {
            Folders.delete(data);
        }
    }

    private static Stream<List<NewEvent>> commits() {
        return IntStream.range(0, EVENTS)
                .mapToObj(
                        i ->
                                List.of(
                                        BenchEvents.stored(
                                                BenchEvents.received(
                                                        "L" + i / 100, null, "ASN-" + i / 1_000))));
    }
}
