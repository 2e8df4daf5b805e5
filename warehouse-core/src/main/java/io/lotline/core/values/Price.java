package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// What one of something costs, in yuan, from 0 to 1,000,000 with at most four decimals. Exact: it
/// is stored as text, and equal prices are written alike, `0.5` and not `0.50`.
public record Price(@JsonValue String value) {
    private static final int DECIMALS = 4;
    private static final int FEN = 2;
    private static final BigDecimal HIGHEST = new BigDecimal("1000000");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Price {
        value = written(parsed(value));
    }

    public static Price of(BigDecimal value) {
        return new Price(written(value));
    }

    private static BigDecimal parsed(String text) {
        try {
            // digits of other scripts are digits to BigDecimal
            if (text.chars().allMatch(c -> c < 0x80)) {
                return new BigDecimal(text);
            }
            throw new NumberFormatException(text);
        } catch (NumberFormatException e) {
            throw new MalformedValue(
                    "price",
                    "'%s' is no price: it is a number in text, such as 0.35."
                            .formatted(Text.shown(text)));
        }
    }

    private static String written(BigDecimal price) {
        // looked at first: a number with a huge exponent would be written out with all its zeros
        if (price.signum() < 0
                || price.compareTo(HIGHEST) > 0
                || price.stripTrailingZeros().scale() > DECIMALS) {
            throw new MalformedValue(
                    "price",
                    "A price is from 0 to %s yuan with at most %d decimals."
                            .formatted(HIGHEST, DECIMALS));
        }
        return price.signum() == 0 ? "0" : price.stripTrailingZeros().toPlainString();
    }

    @JsonIgnore
    public BigDecimal yuan() {
        return new BigDecimal(value);
    }

    /// What so many cost, in yuan: rounded half up to the fen, away from zero where it is a credit,
    /// so that a charge and its credit come to nothing.
    public Money times(long quantity) {
        return Money.of(
                yuan().multiply(BigDecimal.valueOf(quantity)).setScale(FEN, RoundingMode.HALF_UP));
    }

    @Override
    public String toString() {
        return value;
    }
}
