package io.lotline.core.decision;

/// Decides commands, one after the other, and records nothing: each finds what those before it
/// would have recorded. For whoever wants to know what a file of documents would do.
///
/// For one thread at a time.
public interface Rehearsal {

    /// What the command would be answered.
    ///
    /// @throws io.lotline.core.eventlog.LogUnavailable if the log cannot be reached in time
    Outcome decide(Command command, Request request);

    /// The position of the log that all answers so far were true of, or an earlier one.
    long position();
}
