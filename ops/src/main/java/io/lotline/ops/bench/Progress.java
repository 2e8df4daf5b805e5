package io.lotline.ops.bench;

import java.util.Locale;

/// What a long step is at, on standard error: the table on standard output stays a table.
final class Progress {
    private static final long STARTED = System.nanoTime();

    private Progress() {}

    static void say(String format, Object... values) {
        long seconds = (System.nanoTime() - STARTED) / 1_000_000_000;
        System.err.printf(
                Locale.ROOT,
                "    [%d:%02d] %s%n",
                seconds / 60,
                seconds % 60,
                String.format(Locale.ROOT, format, values));
    }
}
