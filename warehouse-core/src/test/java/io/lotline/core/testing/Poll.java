package io.lotline.core.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something to become true, with a deadline.
public final class Poll {
    private static final Duration EVERY = Duration.ofMillis(10);

    private Poll() {}

    /// Returns as soon as the condition holds; fails naming what was waited for.
    public static void until(String what, Duration deadline, BooleanSupplier condition) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + deadline + ": " + what);
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }
}
