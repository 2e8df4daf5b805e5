package io.lotline.core.values;

/// The rule of quantities: whole numbers from 1 to [#MAX] of the device identifier's own package
/// level.
public final class Quantity {
    public static final int MAX = 10_000_000;

    private Quantity() {}

    /// Answers `value`, or throws [MalformedValue].
    public static int positive(int value) {
        return from(1, value);
    }

    /// The same for what was counted, which may be nothing.
    public static int counted(int value) {
        return from(0, value);
    }

    private static int from(int least, int value) {
        if (value < least || value > MAX) {
            throw new MalformedValue(
                    "quantity",
                    "%d is no quantity: it is from %d to %d.".formatted(value, least, MAX));
        }
        return value;
    }
}
