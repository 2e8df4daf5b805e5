package io.lotline.ops.bench;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reading a boundary of ten events out of a small log and out of a large one.
final class SourceBench {
    private static final int BOUNDARIES = 1_000;
    private static final int EVENTS = 10;
    private static final int SMALL = BOUNDARIES * EVENTS;
    private static final int LARGE = 10_000_000;
    private static final int PER_COMMIT = 25;
    private static final int LOTS = 1_000_000;
    private static final int PER_LOT = 5;
    private static final String DATA = "{\"filler\":true}";

    private SourceBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Sourcing a boundary of 10 events (10 commits, spread over the whole log), three nodes, p50 of 500",
                """
                source/10M/10k       milliseconds in a log of 10 million events, against one of 10 thousand: each boundary is read
                                     for the first time by a log that was opened anew, so neither its cache nor its tail has it
                source/10M/10k/hot   the same boundaries read again by the same log
                The 10 million are 400,000 commits of 25 events, five about each of a million lots, and between them the measured ones.""");
        Pair small = measure(SMALL);
        Pair large = measure(LARGE);
        figures.add("source/10M/10k", large.cold(), "ms", "10k events", small.cold());
        figures.add("source/10M/10k/hot", large.hot(), "ms", "10k events", small.hot());
    }

    private record Pair(double cold, double hot) {}

    private static Pair measure(int events) throws Exception {
        try (BenchLog bench = BenchLog.on(Servers.replicaSet())) {
            long started = System.nanoTime();
            BenchLog.fill(bench.log(), commits(events));
            Progress.say(
                    "filled a log of %,d events in %.0f s",
                    events, (System.nanoTime() - started) / 1e9);
            bench.reopen();
            // half of the boundaries only wakes the compiler
            for (int round = 0; round < 4; round++) {
                p50(bench.log(), BOUNDARIES / 2, BOUNDARIES);
                bench.reopen();
            }
            bench.awaitQuiet();
            double cold = p50(bench.log(), 0, BOUNDARIES / 2);
            double hot = p50(bench.log(), 0, BOUNDARIES / 2);
            return new Pair(cold, hot);
        }
    }

    private static double p50(EventLog log, int from, int to) {
        double[] millis = new double[to - from];
        for (int i = from; i < to; i++) {
            Criteria boundary = Criteria.of(new Criterion(Set.of(boundary(i)), Set.of()));
            long started = System.nanoTime();
            int found = log.source(boundary, 1).events().size();
            millis[i - from] = (System.nanoTime() - started) / 1e6;
            if (found != EVENTS) {
                throw new IllegalStateException("a boundary holds %d events".formatted(found));
            }
        }
        return Rate.median(millis);
    }

    private static Tag boundary(int number) {
        return new Tag("stock", "measured/" + number);
    }

    /// The measured commits at equal distances, large commits of other lots between them.
    private static Stream<List<NewEvent>> commits(int events) {
        int between = (events - SMALL) / SMALL;
        return IntStream.range(0, SMALL)
                .boxed()
                .flatMap(
                        i -> {
                            List<List<NewEvent>> commits = new ArrayList<>();
                            for (int done = 0; done < between; done += PER_COMMIT) {
                                int first = i * between + done;
                                commits.add(
                                        IntStream.range(first, first + PER_COMMIT)
                                                .mapToObj(SourceBench::filler)
                                                .toList());
                            }
                            Tag boundary = boundary(i % BOUNDARIES);
                            commits.add(
                                    List.of(
                                            BenchEvents.stored(
                                                    Set.of(boundary), BenchEvents.PAYLOAD)));
                            return commits.stream();
                        });
    }

    private static NewEvent filler(int number) {
        return new NewEvent(
                "f-" + number,
                BenchEvents.NAME,
                1,
                Instant.EPOCH.plusSeconds(number),
                "bench",
                Set.of(new Tag("stock", "filler/" + number / PER_LOT % LOTS)),
                DATA,
                Map.of());
    }
}
