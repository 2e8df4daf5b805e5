package io.lotline.core.values;

/// What kind of work somebody has to do.
public enum WorkKind {
    /// A scan that a rule refused.
    REFUSED,
    /// A label that can be read in several ways.
    AMBIGUOUS,
    /// A label that says something else than another, or than is known of its lot.
    CONTRADICTING,
    /// A label that cannot be read.
    UNREADABLE,
    /// A scan that came long after it was made.
    LATE,
    /// Less is there than should be.
    SHORT,
    /// More is there than should be.
    EXTRA,
    /// Goods that are not wanted any more, and go back to a bin.
    PUT_BACK,
    /// An order that was promised goods which are not there.
    BROKEN_PROMISE
}
