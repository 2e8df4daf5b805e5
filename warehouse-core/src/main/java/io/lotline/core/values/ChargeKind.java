package io.lotline.core.values;

/// What a line of a statement is for.
public enum ChargeKind {
    STORAGE,
    HANDLING,
    DELIVERY,
    /// what an earlier month charged for and was a mistake
    CORRECTION
}
