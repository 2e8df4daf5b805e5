package io.lotline.projections.automation;

import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.CommandDesk.Recorded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an automation did after one event.
///
/// @param automation its name
/// @param position   of the event
/// @param event      the event's type
/// @param happened   when the event was recorded
/// @param outcomes   of each of its commands; empty where nothing was wanted
public record AutomationRun(
        String automation, long position, String event, Instant happened, List<Outcome> outcomes) {
    public AutomationRun {
        outcomes = List.copyOf(outcomes);
    }

    /// What became of a command. A refused one is not tried again.
    public enum State {
        /// it recorded something
        DONE,
        /// it was so already
        NOTHING,
        /// a rule refused it
        REFUSED
    }

    /// @param about    the document that it was about
    /// @param position of its last event, or up to which it is known
    /// @param problem  of a refused one, such as `order-cancelled`
    /// @param reason   the same in words
    public record Outcome(
            String about,
            State state,
            long position,
            @Nullable String problem,
            @Nullable String reason) {
        static Outcome of(String about, Answer answer) {
            return switch (answer) {
                case Answer.Done done ->
                        new Outcome(
                                about,
                                done.events().isEmpty() ? State.NOTHING : State.DONE,
                                done.position(),
                                null,
                                null);
                case Answer.Refused refused ->
                        new Outcome(
                                about,
                                State.REFUSED,
                                refused.position(),
                                refused.reason().problem(),
                                refused.reason().message());
            };
        }
    }

    static AutomationRun of(String automation, Recorded happened) {
        return new AutomationRun(
                automation,
                happened.position(),
                happened.event().getClass().getSimpleName(),
                happened.at(),
                List.of());
    }

    AutomationRun with(List<Outcome> all) {
        return new AutomationRun(automation, position, event, happened, all);
    }
}
