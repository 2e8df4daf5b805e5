package io.lotline.core.values;

/// The rule of quantities: whole numbers from 1 to [#MAX] of the device identifier's own package
/// level.
public final class Quantity {
    public static final int MAX = 10_000_000;

    private Quantity() {}

    /// Answers `value`, or throws [MalformedValue].
    public static int positive(int value) {
        if (value < 1 || value > MAX) {
            throw new MalformedValue(
                    "quantity", "%d is no quantity: it is from 1 to %d.".formatted(value, MAX));
        }
        return value;
    }
}
