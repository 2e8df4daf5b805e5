package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// An amount in yuan, to the fen: always two decimals; below zero for a credit. Exact, stored as
/// text.
public record Money(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("-?\\d{1,30}\\.\\d{2}");

    public static final Money NONE = new Money("0.00");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Money {
        if (!FORM.matcher(value).matches()) {
            throw new MalformedValue(
                    "amount", "'%s' is no amount in yuan and fen.".formatted(Text.shown(value)));
        }
    }

    /// @param yuan with two decimals
    public static Money of(BigDecimal yuan) {
        return new Money(yuan.toPlainString());
    }

    @JsonIgnore
    public BigDecimal yuan() {
        return new BigDecimal(value);
    }

    public Money plus(Money other) {
        return of(yuan().add(other.yuan()));
    }

    @Override
    public String toString() {
        return value;
    }
}
