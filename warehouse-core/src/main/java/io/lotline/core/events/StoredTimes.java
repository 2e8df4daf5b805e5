package io.lotline.core.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Reads times in the very form in which events are written: `2026-01-05`, `2026-01-05T08:00:00Z`
/// and the latter with three, six or nine digits of the second. Anything else is for who reads all
/// that ISO 8601 allows.
final class StoredTimes {
    private static final int DATE = "2026-01-05".length();
    private static final int SECONDS = "2026-01-05T08:00:00Z".length();
    private static final int POINT = "2026-01-05T08:00:00".length();
    private static final int NANO_DIGITS = 9;
    private static final int SECONDS_A_DAY = 86_400;

    private StoredTimes() {}

    /// Null where it is written in another way.
    static @Nullable LocalDate date(String text) {
        return text.length() == DATE ? dateAtStart(text) : null;
    }

    /// Null where it is written in another way.
    static @Nullable Instant instant(String text) {
        int length = text.length();
        // a fraction is written in groups of three digits
        int digits = length == SECONDS ? 0 : length - SECONDS - 1;
        if (digits < 0
                || digits > NANO_DIGITS
                || digits % 3 != 0
                || text.charAt(length - 1) != 'Z'
                || text.charAt(DATE) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || (length != SECONDS && (digits == 0 || text.charAt(POINT) != '.'))) {
            return null;
        }
        LocalDate date = dateAtStart(text);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int fraction = digits == 0 ? 0 : number(text, POINT + 1, length - 1);
        if (date == null
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59
                || fraction < 0) {
            return null;
        }
        return Instant.ofEpochSecond(
                date.toEpochDay() * SECONDS_A_DAY + (hour * 60 + minute) * 60L + second,
                nanos(fraction, digits));
    }

    private static int nanos(int fraction, int digits) {
        int nanos = fraction;
        for (int i = digits; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static @Nullable LocalDate dateAtStart(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if (year < 0 || month < 0 || day < 0 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// Negative where something else than digits stands there.
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
