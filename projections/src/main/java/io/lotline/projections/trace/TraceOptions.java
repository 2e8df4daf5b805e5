package io.lotline.projections.trace;

import io.lotline.core.events.Step;
import io.lotline.core.values.EnterpriseId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How a trace is asked for.
///
/// @param direction which way to look
/// @param owner     the goods owner that asks and sees its own goods only; null sees all
/// @param knownAt   the position at which to look; [Long#MAX_VALUE] for now
/// @param today     the day that decides what has expired
/// @param after     only history after this position; 0 for all
/// @param limit     at most so many steps of history, up to [#MAX_STEPS]; the steps of one event
///     stay together. Everything else in a trace is always complete.
public record TraceOptions(
        Direction direction,
        @Nullable EnterpriseId owner,
        long knownAt,
        LocalDate today,
        long after,
        int limit) {
    public static final int DEFAULT_STEPS = 1_000;
    public static final int MAX_STEPS = 10_000;

    /// Which way a trace looks.
    public enum Direction {
        BOTH,
        /// where it is and where it went
        FORWARD,
        /// where it came from
        BACKWARD;

        /// Forward shows what went out, backward what came in; both in between.
        boolean shows(Step.Way way) {
            return switch (this) {
                case BOTH -> true;
                case FORWARD -> way == Step.Way.OUT;
                case BACKWARD -> way == Step.Way.IN;
            };
        }
    }

    public TraceOptions {
        if (after < 0 || limit < 1) {
            throw new IllegalArgumentException(
                    "after is from 0, limit from 1: %d, %d".formatted(after, limit));
        }
    }

    /// Everything about everybody's goods, now.
    public static TraceOptions of(LocalDate today) {
        return new TraceOptions(Direction.BOTH, null, Long.MAX_VALUE, today, 0, DEFAULT_STEPS);
    }

    public TraceOptions by(@Nullable EnterpriseId asking) {
        return new TraceOptions(direction, asking, knownAt, today, after, limit);
    }

    public TraceOptions looking(Direction way) {
        return new TraceOptions(way, owner, knownAt, today, after, limit);
    }

    public TraceOptions knownAt(long position) {
        return new TraceOptions(direction, owner, position, today, after, limit);
    }

    public TraceOptions page(long afterPosition, int steps) {
        return new TraceOptions(
                direction, owner, knownAt, today, afterPosition, Math.min(steps, MAX_STEPS));
    }

    /// The whole history in one answer, for exports.
    public TraceOptions whole() {
        return new TraceOptions(direction, owner, knownAt, today, 0, Integer.MAX_VALUE);
    }

    boolean backward() {
        return direction != Direction.FORWARD;
    }

    boolean forward() {
        return direction != Direction.BACKWARD;
    }
}
