package io.lotline.core.values;

/// Which reading of a label it was that was settled.
public enum ReadingForm {
    /// The one that the standard reads first: each field runs as far as it can.
    STANDARD,
    /// Another one: the label lacks the separator behind a field.
    UNSEPARATED,
    /// The symbols have one reading; label and operator named different quantities.
    QUANTITY
}
