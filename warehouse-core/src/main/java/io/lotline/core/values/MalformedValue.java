package io.lotline.core.values;

/// A text or number that cannot be the value it was given for. The message names both and says what
/// the value has to look like.
public final class MalformedValue extends IllegalArgumentException {
    private final String field;

    public MalformedValue(String field, String message) {
        super(message);
        this.field = field;
    }

    /// What was malformed, in words, such as `lot number`.
    public String field() {
        return field;
    }
}
