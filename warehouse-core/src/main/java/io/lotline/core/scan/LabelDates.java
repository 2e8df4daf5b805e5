package io.lotline.core.scan;

import java.time.LocalDate;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/// The dates of labels: two-digit years in a sliding century, days that may be left out, days of
/// the year.
final class LabelDates {

    private LabelDates() {}

    /// The full year that `yy` means in `currentYear`: the one at most 49 years back and 50 years
    /// ahead.
    static int fullYear(int yy, int currentYear) {
        int year = currentYear - Math.floorMod(currentYear, 100) + yy;
        int ahead = year - currentYear;
        if (ahead > 50) {
            return year - 100;
        }
        return ahead < -49 ? year + 100 : year;
    }

    /// The day, or the month's last day for day 0; null where there is no such day.
    static @Nullable LocalDate of(int year, int month, int day) {
        if (year < 1 || year > 9999 || month < 1 || month > 12) {
            return null;
        }
        int last = lengthOfMonth(year, month);
        return day > last ? null : LocalDate.of(year, month, day == 0 ? last : day);
    }

    /// The day with this number in its year, or null.
    static @Nullable LocalDate ofDayOfYear(int year, int day) {
        if (year < 1 || year > 9999 || day < 1 || day > 366) {
            return null;
        }
        LocalDate date = LocalDate.of(year, 1, 1).plusDays(day - 1L);
        return date.getYear() == year ? date : null;
    }

    static int lengthOfMonth(int year, int month) {
        return switch (month) {
            case 2 -> Year.isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }
}
