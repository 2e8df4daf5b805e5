package io.lotline.ops.bench;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.Movement;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.Views;
import io.lotline.projections.trace.Trace;
import io.lotline.projections.trace.TraceOptions;
import io.lotline.projections.trace.TraceView;
import io.lotline.projections.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The trace of a lot: a page of it, however much there is of the lot, as the view of traces
/// answers it; and all of it, as it is folded from the log where the view does not answer.
final class TraceBench {
    private static final LotNumber LOT = new LotNumber("TRACED");
    private static final int LOT_EVENTS = 100;
    private static final int PER_COMMIT = 500;
    private static final int ROUNDS = 200;
    private static final int PAGE_ROUNDS = 100;
    private static final int PAGE = 100;

    /// As many in every lot: its sources are rows of every answer.
    private static final int NOTICES = 10;

    private static final List<Integer> PIECES = List.of(10, 1_000, 20_000);
    private static final List<Integer> MOVES = List.of(10, 1_000, 100_000);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final TraceOptions NOW = TraceOptions.of(LocalDate.of(2026, 1, 5));

    private TraceBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "Trace of a lot, three nodes: median of 100 pages of 100 steps; of 200 look-ups in the log",
                """
                trace/page/10p     a page of a lot of 10 pieces with serial numbers
                trace/page/1kp     of 1,000 pieces, a page from the middle
                trace/page/20kp    of 20,000 pieces, a page from the middle, beside the lot of 1,000
                trace/page/10m     a page of a lot that was moved 10 times
                trace/page/1km     1,000 times, a page from the middle
                trace/page/100km   100,000 times, a page from the middle, beside the lot moved 1,000 times
                trace/views        events a second that all views fold meanwhile
                trace/log/120k     a lot of 100 events folded from a log of 120,000 events""");
        try (BenchLog bench = BenchLog.on(Servers.replicaSet())) {
            BenchLog.fill(bench.log(), commits(LOT_EVENTS, i -> receipt(LOT.value(), null, i)));
            for (int pieces : PIECES) {
                BenchLog.fill(
                        bench.log(),
                        commits(
                                pieces,
                                i ->
                                        receipt(
                                                lotOfPieces(pieces).value(),
                                                new SerialNumber(pieces + "-" + i),
                                                i)));
            }
            for (int moves : MOVES) {
                BenchLog.fill(
                        bench.log(),
                        commits(
                                moves,
                                i ->
                                        i == 0
                                                ? receipt(movedLot(moves).value(), null, i)
                                                : move(movedLot(moves), i)));
            }
            pages(figures, bench);
            Traces folded = new Traces(bench.log());
            figures.add("trace/log/120k", median(folded, LOT, NOW.whole(), ROUNDS), "ms");
        }
    }

    private static void pages(Figures figures, BenchLog bench) {
        EventLog log = bench.log();
        long head = log.head().position();
        long started = System.nanoTime();
        try (Views views =
                Views.start(
                        bench.store(), new SimpleMeterRegistry(), Views.PARK, Clock.systemUTC())) {
            if (!views.await(head, PATIENCE) || views.position(TraceView.NAME) < head) {
                throw new IllegalStateException(
                        "the views did not come to position %d in %s".formatted(head, PATIENCE));
            }
            double rate = head / ((System.nanoTime() - started) / 1e9);
            List<Double> ofPieces = new ArrayList<>();
            for (int pieces : PIECES) {
                ofPieces.add(page(views.traces(), lotOfPieces(pieces), pieces));
            }
            List<Double> ofMoves = new ArrayList<>();
            for (int moves : MOVES) {
                ofMoves.add(page(views.traces(), movedLot(moves), moves));
            }
            figures.add("trace/page/10p", ofPieces.get(0), "ms");
            figures.add("trace/page/1kp", ofPieces.get(1), "ms");
            figures.add(
                    "trace/page/20kp", ofPieces.get(2), "ms", "trace/page/1kp", ofPieces.get(1));
            figures.add("trace/page/10m", ofMoves.get(0), "ms");
            figures.add("trace/page/1km", ofMoves.get(1), "ms");
            figures.add("trace/page/100km", ofMoves.get(2), "ms", "trace/page/1km", ofMoves.get(1));
            figures.add("trace/views", rate, "events/s");
        }
    }

    private static double page(Traces traces, LotNumber lot, int events) {
        TraceOptions start = NOW.page(0, 1);
        long first =
                traces.lot(BenchEvents.DEVICE, lot, start)
                        .orElseThrow()
                        .history()
                        .getFirst()
                        .position();
        long after = events < 2 * PAGE ? 0 : first + events / 2;
        return median(traces, lot, NOW.page(after, PAGE), PAGE_ROUNDS);
    }

    private static double median(Traces traces, LotNumber lot, TraceOptions options, int rounds) {
        double[] millis = new double[rounds];
        for (int i = -rounds; i < rounds; i++) {
            long started = System.nanoTime();
            Trace trace = traces.lot(BenchEvents.DEVICE, lot, options).orElseThrow();
            if (trace.history().size() < 10) {
                throw new IllegalStateException(
                        "the trace lacks events: " + trace.history().size());
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        return Rate.median(millis);
    }

    private static LotNumber lotOfPieces(int pieces) {
        return new LotNumber("PIECES-" + pieces);
    }

    private static LotNumber movedLot(int moves) {
        return new LotNumber("MOVED-" + moves);
    }

    private interface Numbered {
        NewEvent event(int i);
    }

    private static Stream<List<NewEvent>> commits(int count, Numbered numbered) {
        return IntStream.iterate(0, first -> first < count, first -> first + PER_COMMIT)
                .mapToObj(
                        first ->
                                IntStream.range(first, Math.min(first + PER_COMMIT, count))
                                        .mapToObj(numbered::event)
                                        .toList());
    }

    private static NewEvent receipt(String lot, @Nullable SerialNumber serial, int i) {
        return BenchEvents.stored(BenchEvents.received(lot, serial, "ASN-" + i % NOTICES));
    }

    /// From the dock to a bin, and back.
    private static NewEvent move(LotNumber lot, int i) {
        Movement received = BenchEvents.received(lot.value(), null, "ASN").movement();
        Place dock = received.to();
        Place bin = Place.location(Location.of("W1", "A-01"));
        return BenchEvents.stored(
                new GoodsMoved(
                        Movement.of(
                                received.item(),
                                null,
                                received.expiryDate(),
                                1,
                                i % 2 == 1 ? dock : bin,
                                i % 2 == 1 ? bin : dock,
                                received.toStatus()),
                        BenchEvents.received(lot.value(), null, "ASN").scan()));
    }
}
