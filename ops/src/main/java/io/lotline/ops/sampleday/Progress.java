package io.lotline.ops.sampleday;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Shows how far a part of the day is: one line that counts up on a terminal, one line at the end
/// elsewhere.
final class Progress {
    private static final long REDRAW_NANOS = 100_000_000;

    private final boolean terminal = onTerminal();
    private final AtomicInteger done = new AtomicInteger();
    private String part = "";
    private int total;
    private long started;
    private long drawn;

    @SuppressWarnings(
            "SystemConsoleNull") // JDK 25 is back to answering null where output is redirected
    private static boolean onTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /// @param total how many steps it has; 0 where nobody knows yet
    void begin(String part, int total) {
        this.part = part;
        this.total = total;
        done.set(0);
        started = System.nanoTime();
    }

    void step() {
        int now = done.incrementAndGet();
        if (terminal && System.nanoTime() - drawn > REDRAW_NANOS) {
            drawn = System.nanoTime();
            System.out.print("\r" + line(now));
            System.out.flush();
        }
    }

    void end() {
        System.out.println((terminal ? "\r" : "") + line(done.get()));
    }

    private String line(int now) {
        double seconds = (System.nanoTime() - started) / 1e9;
        String steps =
                total == 0 ? "%5d         ".formatted(now) : "%5d of %5d".formatted(now, total);
        return String.format(Locale.ROOT, "  %s  %5.1f s  %s", steps, seconds, part);
    }
}
