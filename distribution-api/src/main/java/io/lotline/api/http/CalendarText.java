package io.lotline.api.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/// Reads dates and times as the API writes them. Java's own readers take years with a sign, too,
/// and of as many digits as one likes.
final class CalendarText {
    private static final int YEAR_DIGITS = 4;

    private CalendarText() {}

    /// @throws DateTimeException if the text is no date like 2026-11-22
    static LocalDate date(String text) {
        return LocalDate.parse(plain(text));
    }

    /// @throws DateTimeException if the text is no time with offset like 2026-11-22T08:00:00+08:00
    static Instant instant(String text) {
        return OffsetDateTime.parse(plain(text)).toInstant();
    }

    private static String plain(String text) {
        if (text.indexOf('-') != YEAR_DIGITS) {
            throw new DateTimeException("'%s' does not begin with a year".formatted(text));
        }
        return text;
    }
}
