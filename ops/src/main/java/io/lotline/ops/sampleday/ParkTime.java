package io.lotline.ops.sampleday;

import java.time.Instant;

/// The time at which a step of the park happens. What is done inside a step is scanned then, and a
/// [StagedPark] records it then.
final class ParkTime {
    private static final ScopedValue<Instant> NOW = ScopedValue.newInstance();

    private ParkTime() {}

    /// Does a step at `time`.
    static void at(Instant time, Runnable step) {
        ScopedValue.where(NOW, time).run(step);
    }

    static Instant now() {
        if (!NOW.isBound()) {
            throw new IllegalStateException("This is done outside of any step.");
        }
        return NOW.get();
    }

    static boolean isSet() {
        return NOW.isBound();
    }
}
