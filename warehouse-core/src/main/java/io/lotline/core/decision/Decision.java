package io.lotline.core.decision;

/// A rule of the domain: from a command and the books that it is about to new events or a refusal.
/// Implementations have no state, see no clock, no random source and do no I/O.
public interface Decision<C extends Command> {

    Class<C> commandType();

    /// The refusals first, then the facts. What is opened on the way is what the rule is about:
    /// the events are appended on the condition that nothing of it has changed, and a refusal is
    /// true of one position of the log.
    Outcome decide(C command, Books books);
}
