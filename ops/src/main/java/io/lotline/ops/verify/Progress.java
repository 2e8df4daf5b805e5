package io.lotline.ops.verify;

import java.io.PrintStream;
import java.util.Locale;

/// Tells once a second how far a long work is.
final class Progress {
    private static final long EVERY_NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final long started = System.nanoTime();
    private long told = started;
    private long from = -1;

    Progress(PrintStream out) {
        this.out = out;
    }

    void at(long position) {
        if (from < 0) {
            from = position;
        }
        long now = System.nanoTime();
        if (now - told >= EVERY_NANOS) {
            told = now;
            out.printf(Locale.ROOT, "  position %,d, %s%n", position, rate(position - from));
        }
    }

    /// Such as `1.5 s, 423,000 events/s`.
    String rate(long events) {
        double seconds = Math.max(1e-3, (System.nanoTime() - started) / 1e9);
        return String.format(Locale.ROOT, "%.1f s, %,.0f events/s", seconds, events / seconds);
    }
}
