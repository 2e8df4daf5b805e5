package io.lotline.projections.engine;

import java.time.Duration;

/// How views come back from trouble by themselves.
///
/// @param again   whether the loop of a view goes on after a failure
/// @param patience after how long without a move of the view, while the log moves, its loop is
///     replaced by a new one and its node is not ready
/// @param lateness how late a write of an earlier holder may come, from a node that was frozen: for
///     so long what ended is kept as ended, so that such a write meets it
public record Healing(boolean again, Duration patience, Duration lateness) {
    public static final Healing ON =
            new Healing(true, Duration.ofSeconds(15), Duration.ofSeconds(30));

    /// For the negative controls of tests.
    public static final Healing OFF =
            new Healing(false, Duration.ofDays(1), Duration.ofSeconds(30));
}
