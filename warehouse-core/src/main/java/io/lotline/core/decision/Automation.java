package io.lotline.core.decision;

import io.lotline.core.decision.CommandDesk.Recorded;
import java.time.LocalDate;
import java.util.List;

/// When this happened, then that is wanted: what a person would ask for after an event, asked for
/// by the warehouse itself.
///
/// It has a decision's shape: it is a function of the event and of what it opens, here views, and
/// changes nothing itself. What it wants is decided by the command's own decision, which may
/// refuse it.
public interface Automation {
    /// What the actors of all automated requests begin with. No key's id has a colon.
    String ACTOR = "automation:";

    /// Its name for ever, in lower case with hyphens: position and request keys go by it.
    String name();

    /// Whether it may want something after the event.
    boolean concerns(Recorded happened);

    /// What it wants after an event that concerns it. Asked again after a failure, it may want
    /// other things: each is done once by what it is about.
    ///
    /// @param today the park's day
    List<Wish> then(Recorded happened, LocalDate today);

    /// The actor of its requests.
    default String actor() {
        return ACTOR + name();
    }

    /// One command that is wanted.
    ///
    /// @param about the document that it is about: with the event's position what a retry is
    ///     recognised by
    record Wish(String about, Command command) {}
}
