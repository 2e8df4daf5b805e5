package io.lotline.projections.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a view is doing on this node.
///
/// @param edition  what queries read
/// @param position what the view reflects
/// @param lag      how many durable events it does not reflect yet
/// @param stopped  why it does not go on, null if it does
/// @param stalled  that it does not move though the log has more, null if it moves or if an event
///     that it cannot fold is the reason
/// @param rebuild  the edition that is to take its place, null if none is being built
public record ViewHealth(
        String view,
        Edition edition,
        long position,
        long lag,
        @Nullable Stopped stopped,
        @Nullable Stalled stalled,
        @Nullable Rebuild rebuild) {

    /// A view that no node has moved for longer than it may take.
    ///
    /// @param position where it stands
    /// @param head     where the log is
    /// @param since    since when it has not moved
    public record Stalled(long position, long head, Instant since) {}

    /// What a view stopped at. It tries again by itself, at growing intervals of up to a minute, or
    /// at once when told to.
    ///
    /// @param position the event that could not be folded; 0 if it is not about one event, such as
    ///     an outage of the store
    /// @param event    that event's stored name, or empty
    /// @param causeType the failure's type, such as `IllegalStateException`
    /// @param cause    the failure, in words for the operator
    public record Stopped(
            long position, String event, String causeType, String cause, Instant since) {}

    /// How far a build is.
    ///
    /// @param position what it reflects
    /// @param lag      how many durable events it does not reflect yet
    /// @param stopped  why it does not go on, null if it does
    public record Rebuild(Edition edition, long position, long lag, @Nullable Stopped stopped) {}
}
