package io.lotline.ops.bench;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.ops.bench.BenchDesk.ReceivePiece;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whole commands on boundaries of about ten events: command bus, decision, durable append.
///
/// Each caller stays with a lot for ten commands, from five events in its boundary to fifteen, and
/// then takes the next lot, as somebody at a dock does. Lots are filled outside the windows.
final class Commands implements Contender {
    static final int BEFORE = 5;
    static final int STAY = 10;

    private final String name;
    private final EventLog log;
    private final AtomicInteger lots;
    private final int writers;
    private final ClosedLoop loop;
    private int filled;
    private double rate = 4_000;

    Commands(String name, EventLog log, BenchDesk desk, int writers, boolean keyed) {
        this.name = name;
        this.log = log;
        this.writers = writers;
        this.lots = new AtomicInteger();
        String[] lot = new String[writers];
        int[] left = new int[writers];
        this.loop =
                ClosedLoop.of(
                        name,
                        writers,
                        writer -> {
                            if (left[writer]-- == 0) {
                                lot[writer] = lot(lots.getAndIncrement());
                                left[writer] = STAY - 1;
                            }
                            desk.handle(new ReceivePiece(lot[writer]), keyed);
                            return 1;
                        });
    }

    private String lot(int number) {
        return "%s-%d".formatted(Integer.toHexString(name.hashCode()), number);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double window(Duration length) throws Exception {
        double seconds = length.toMillis() / 1e3 + 1;
        int needed = lots.get() + writers + (int) (rate * 1.5 * seconds / STAY);
        BenchLog.fill(log, histories(filled, needed));
        filled = Math.max(filled, needed);
        double reached = loop.window(length);
        rate = Math.max(rate, reached);
        return reached;
    }

    /// Five receipts of each lot, each a commit.
    private Stream<List<NewEvent>> histories(int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(
                        number -> {
                            NewEvent[] events = new NewEvent[BEFORE];
                            for (int i = 0; i < BEFORE; i++) {
                                events[i] =
                                        BenchEvents.stored(
                                                BenchEvents.received(lot(number), null, "ASN-1"));
                            }
                            return Stream.of(events).map(List::of);
                        });
    }
}
