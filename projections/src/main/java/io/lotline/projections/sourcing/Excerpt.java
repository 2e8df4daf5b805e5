package io.lotline.projections.sourcing;

import java.util.List;

/// Everything that the log holds about a subject, up to a position.
///
/// @param position nothing about the subject is missing up to here, and nothing later is in it
public record Excerpt(List<Recorded> events, long position) {
    public Excerpt {
        events = List.copyOf(events);
    }
}
