package io.lotline.core.decision;

import io.lotline.core.events.WarehouseEvent;
import java.time.Instant;
import java.util.List;

/// Where commands are handed in: the production wiring is Axon's command bus over the event log.
public interface CommandDesk {

    /// Decides the command and waits, bounded, until its events can no longer be lost.
    ///
    /// A command whose request key was used before by the same actor is not decided again: it
    /// answers what the log holds of the first time. A boundary that changed meanwhile is read and
    /// decided again.
    ///
    /// @throws io.lotline.core.eventlog.LogUnavailable if the log cannot be reached in time
    Answer handle(Command command, Request request);

    /// A new rehearsal: decides as [#handle] would, and records nothing. Not every desk has one.
    default Rehearsal rehearse() {
        throw new UnsupportedOperationException("this desk does not rehearse");
    }

    /// The answer to a command.
    sealed interface Answer {

        /// It is so now. `position` is that of the last event; where nothing was to be done, it is
        /// the position up to which that is known.
        ///
        /// @param replayed whether an earlier request with this key had done it
        record Done(List<Recorded> events, long position, boolean replayed) implements Answer {
            public Done {
                events = List.copyOf(events);
            }
        }

        /// It was refused, and nothing was recorded.
        ///
        /// @param position the position up to which the reason was known
        record Refused(Rejection reason, long position) implements Answer {}
    }

    /// An event with its place in the log.
    record Recorded(long position, Instant at, String actor, WarehouseEvent event) {}
}
