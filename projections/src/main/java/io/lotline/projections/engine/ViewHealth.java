package io.lotline.projections.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a view is doing on this node.
///
/// @param position what the view reflects
/// @param lag      how many durable events it does not reflect yet
/// @param stopped  why it does not go on, null if it does
public record ViewHealth(String view, long position, long lag, @Nullable Stopped stopped) {

    /// What a view stopped at. It tries again by itself, at growing intervals of up to a minute.
    ///
    /// @param position the event that could not be folded; 0 if it is not about one event, such as
    ///     an outage of the store
    /// @param event    that event's stored name, or empty
    public record Stopped(long position, String event, String cause, Instant since) {}
}
