package io.lotline.ops.bench;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.ops.bench.BenchDesk.ReceivePiece;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whole commands against plain appends, and against Axon 4's whole commands on MongoDB.
final class CommandBench {
    private static final int COLD_LOTS = 12_000;
    private static final int COLD_EVENTS = 10;

    private CommandBench() {}

    static void run(Figures figures, Bench.Writers writers) throws Exception {
        figures.heading(
                "Commands, three nodes: command bus, boundary of about 10 events, decision, durable append",
                """
                command/WRITERS/append  each caller works on a lot for ten commands (its boundary grows from 5 events to 15)
                .../keyed/append        the same with a request key, which joins the boundary, as the API's routes have it
                .../cold/append         every command meets a boundary of 10 events that this node has never read
                command/WRITERS/axon4   against whole commands of Axon 4.12 on axon-mongo, aggregates of 10 events, its defaults""");
        String uri = Servers.replicaSet();
        String database = BenchLog.newDatabase();
        try (ChildJvm axon = Servers.rival("axon4", "Axon4", uri, database, BenchEvents.PAYLOAD)) {
            for (int count : writers.of(16, 64)) {
                measure(figures, uri, axon, count);
            }
        } finally {
            BenchLog.drop(uri, database);
        }
    }

    private static void measure(Figures figures, String uri, ChildJvm axon, int writers)
            throws Exception {
        try (BenchLog log = BenchLog.on(uri);
                BenchDesk desk = new BenchDesk(log.log());
                BenchLog coldLog = BenchLog.on(uri)) {
            Contender plain =
                    Appends.to(log.log(), "append by %d".formatted(writers), "a", writers);
            Contender hot =
                    new Commands(
                            "command by %d".formatted(writers), log.log(), desk, writers, false);
            Contender keyed =
                    new Commands(
                            "keyed command by %d".formatted(writers),
                            log.log(),
                            desk,
                            writers,
                            true);
            Progress.say("filling %,d lots of %d events", COLD_LOTS, COLD_EVENTS);
            BenchLog.fill(coldLog.log(), coldLots());
            Contender cold = new Cold("cold command by %d".formatted(writers), coldLog, writers);
            Contender rival =
                    axon.workload("axon4 command by %d".formatted(writers), "command", writers);
            Rate.Rates rates = Rate.race(Rate.Pace.DEFAULT, plain, hot, keyed, cold, rival);
            double appends = rates.of(plain);
            String figure = "command/%d/".formatted(writers);
            add(figures, figure + "append", rates.of(hot), "append", appends);
            add(figures, figure + "keyed/append", rates.of(keyed), "append", appends);
            add(figures, figure + "cold/append", rates.of(cold), "append", appends);
            add(figures, figure + "axon4", rates.of(hot), "axon4", rates.of(rival));
        }
    }

    private static void add(
            Figures figures, String name, double rate, String baseline, double baselineRate) {
        figures.add(name, rate, "commands/s", baseline, baselineRate);
    }

    /// Each lot's events, one a commit, spread over the whole log.
    private static Stream<List<NewEvent>> coldLots() {
        return IntStream.range(0, COLD_EVENTS * COLD_LOTS)
                .mapToObj(
                        i ->
                                List.of(
                                        BenchEvents.stored(
                                                BenchEvents.received(
                                                        coldLot(i % COLD_LOTS), null, "ASN-1"))));
    }

    private static String coldLot(long number) {
        return "cold-" + number;
    }

    /// Opens the log anew for each window, so that nothing of it is in memory, and goes round the
    /// lots: within a window no lot comes twice.
    private record Cold(String name, BenchLog log, int writers, AtomicLong next)
            implements Contender {
        Cold(String name, BenchLog log, int writers) {
            this(name, log, writers, new AtomicLong());
        }

        @Override
        public double window(Duration length) throws Exception {
            log.reopen();
            try (BenchDesk desk = new BenchDesk(log.log())) {
                return ClosedLoop.of(
                                name,
                                writers,
                                writer -> {
                                    String lot = coldLot(next.getAndIncrement() % COLD_LOTS);
                                    desk.handle(new ReceivePiece(lot), false);
                                    return 1;
                                })
                        .window(length);
            }
        }
    }
}
