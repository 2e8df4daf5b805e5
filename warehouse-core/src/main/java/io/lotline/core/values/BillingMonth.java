package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/// A calendar month of the park, written `YYYY-MM`: what a statement is of.
public record BillingMonth(@JsonValue String value) implements Comparable<BillingMonth> {
    private static final int LENGTH = 7;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BillingMonth {
        if (value.length() != LENGTH || !parses(value)) {
            throw new MalformedValue(
                    "month",
                    "'%s' is no month: it is written YYYY-MM, such as 2026-11."
                            .formatted(Text.shown(value)));
        }
    }

    /// The month of a day.
    public static BillingMonth of(LocalDate day) {
        return new BillingMonth(YearMonth.from(day).toString());
    }

    public LocalDate first() {
        return YearMonth.parse(value).atDay(1);
    }

    public LocalDate last() {
        return YearMonth.parse(value).atEndOfMonth();
    }

    private static boolean parses(String value) {
        try {
            return YearMonth.parse(value).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public int compareTo(BillingMonth other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
