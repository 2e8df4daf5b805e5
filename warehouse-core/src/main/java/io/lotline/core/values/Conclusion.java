package io.lotline.core.values;

/// The conclusion of an incoming inspection (验收结论).
public enum Conclusion {
    /// accepted
    QUALIFIED,
    /// not accepted
    NON_CONFORMING
}
