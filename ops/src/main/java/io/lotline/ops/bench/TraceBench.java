package io.lotline.ops.bench;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.values.LotNumber;
import io.lotline.projections.trace.Trace;
import io.lotline.projections.trace.TraceOptions;
import io.lotline.projections.trace.Traces;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The trace of a lot: one of 100 events in a small and in a large log, and one of many events.
final class TraceBench {
    private static final LotNumber LOT = new LotNumber("TRACED");
    private static final LotNumber LARGE_LOT = new LotNumber("LARGE");
    private static final int LOT_EVENTS = 100;
    private static final int LARGE_LOT_EVENTS = 10_000;
    private static final int PER_COMMIT = 500;
    private static final int ROUNDS = 200;
    private static final int LARGE_ROUNDS = 15;

    private TraceBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Trace of a lot, three nodes: median of 200 look-ups, of 15 where the lot is large",
                """
                trace/lot/10k      a lot of 100 events in a log of 10,000 events
                trace/lot/1M       the same lot in a log of 1,000,000 events
                trace/lot-of-10k   a lot that itself has 10,000 events, in the log of 1,000,000""");
        try (BenchLog bench = BenchLog.on(Servers.replicaSet())) {
            BenchLog.fill(bench.log(), commits(0, LOT_EVENTS, LOT));
            BenchLog.fill(bench.log(), commits(LOT_EVENTS, 10_000, null));
            double small = median(bench.log(), LOT, LOT_EVENTS, ROUNDS);
            figures.add("trace/lot/10k", small, "ms");
            Progress.say("filling the log up to 1,000,000 events");
            BenchLog.fill(bench.log(), commits(10_000, 20_000, LARGE_LOT));
            BenchLog.fill(bench.log(), commits(20_000, 1_000_000, null));
            figures.add(
                    "trace/lot/1M",
                    median(bench.log(), LOT, LOT_EVENTS, ROUNDS),
                    "ms",
                    "trace/lot/10k",
                    small);
            figures.add(
                    "trace/lot-of-10k",
                    median(bench.log(), LARGE_LOT, LARGE_LOT_EVENTS, LARGE_ROUNDS),
                    "ms");
        }
    }

    private static double median(EventLog log, LotNumber lot, int events, int rounds) {
        Traces traces = new Traces(log);
        TraceOptions options = TraceOptions.of(LocalDate.of(2026, 1, 5)).whole();
        double[] millis = new double[rounds];
        for (int i = -rounds; i < rounds; i++) {
            long started = System.nanoTime();
            Trace trace = traces.lot(BenchEvents.DEVICE, lot, options).orElseThrow();
            if (trace.history().size() != events) {
                throw new IllegalStateException(
                        "the trace lacks events: " + trace.history().size());
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        return Rate.median(millis);
    }

    /// Receipts of this lot, or of lots of 100 events each.
    private static Stream<List<NewEvent>> commits(int from, int to, @Nullable LotNumber lot) {
        return IntStream.iterate(from, first -> first < to, first -> first + PER_COMMIT)
                .mapToObj(
                        first ->
                                IntStream.range(first, Math.min(first + PER_COMMIT, to))
                                        .mapToObj(i -> receipt(i, lot))
                                        .toList());
    }

    private static NewEvent receipt(int i, @Nullable LotNumber lot) {
        int group = i / LOT_EVENTS;
        return BenchEvents.stored(
                BenchEvents.received(
                        lot == null ? "L" + group : lot.value(), null, "ASN-" + group));
    }
}
