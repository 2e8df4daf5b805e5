package io.lotline.core.scan;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The content rules ("linters") that the GS1 syntax dictionary names: each looks at one component
/// of a value.
///
/// [#check] answers `null` or the rule broken, by the name that GS1's published test vectors give
/// it. The two rules on company prefixes judge form only: who was allocated which prefix is GS1's
/// own database.
enum Gs1Linter {
    COUPONCODE("bad-value"),
    COUPONPOSOFFER("bad-value"),
    CSUM("check-digit"),
    CSUMALPHA("check-digit"),
    GCPPOS1("bad-value"),
    GCPPOS2("bad-value"),
    HASNONDIGIT("bad-value"),
    HH("bad-date"),
    HHMI("bad-date"),
    HYPHEN("bad-value"),
    IBAN("check-digit"),
    IMPORTERIDX("bad-value"),
    ISO3166("bad-value"),
    ISO3166999("bad-value"),
    ISO3166ALPHA2("bad-value"),
    ISO4217("bad-value"),
    ISO5218("bad-value"),
    LATITUDE("bad-value"),
    LONGITUDE("bad-value"),
    MEDIATYPE("bad-value"),
    MI("bad-date"),
    NONZERO("bad-value"),
    NOZEROPREFIX("bad-value"),
    PACKAGETYPE("bad-value"),
    PCENC("bad-value"),
    PIECEOFTOTAL("bad-value"),
    POSINSEQSLASH("bad-value"),
    SS("bad-date"),
    WINDING("bad-value"),
    YESNO("bad-value"),
    YYMMD0("bad-date"),
    YYMMDD("bad-date"),
    YYYYMMDD("bad-date"),
    ZERO("bad-value");

    private static final int COMPANY_PREFIX_MIN_DIGITS = 4;
    private static final int IBAN_MIN_LENGTH = 11;
    private static final int IBAN_MAX_LENGTH = 34;
    private static final String CHECK_PAIR_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int[] PRIMES = primes(97);

    private final String code;

    Gs1Linter(String code) {
        this.code = code;
    }

    /// The code of [Reading.Unreadable] for a value that breaks this rule.
    String code() {
        return code;
    }

    /// Checks the component `s[from, to)`.
    @Nullable String check(String s, int from, int to) {
        return switch (this) {
            case COUPONCODE -> Gs1Coupon.couponCode(s.substring(from, to));
            case COUPONPOSOFFER -> Gs1Coupon.positiveOffer(s.substring(from, to));
            case CSUM -> checkDigit(s, from, to);
            case CSUMALPHA -> checkPair(s, from, to);
            case GCPPOS1 -> companyPrefix(s, from, to);
            case GCPPOS2 -> companyPrefix(s, from + 1, to);
            case HASNONDIGIT -> digitRun(s, from, to) == to ? "REQUIRES_NON_DIGIT_CHARACTER" : null;
            case HH ->
                    twoDigits(s, from, to, 23, "HOUR_TOO_SHORT", "HOUR_TOO_LONG", "ILLEGAL_HOUR");
            case MI ->
                    twoDigits(
                            s,
                            from,
                            to,
                            59,
                            "MINUTE_TOO_SHORT",
                            "MINUTE_TOO_LONG",
                            "ILLEGAL_MINUTE");
            case SS ->
                    twoDigits(
                            s,
                            from,
                            to,
                            59,
                            "SECOND_TOO_SHORT",
                            "SECOND_TOO_LONG",
                            "ILLEGAL_SECOND");
            case HHMI -> hourAndMinute(s, from, to);
            case HYPHEN -> hyphens(s, from, to);
            case IBAN -> iban(s, from, to);
            case IMPORTERIDX -> importerIndex(s, from, to);
            case ISO3166 -> listed(Gs1CodeLists.COUNTRIES, s, from, to, "NOT_ISO3166");
            case ISO3166999 ->
                    s.startsWith("999", from) && to - from == 3
                            ? null
                            : listed(Gs1CodeLists.COUNTRIES, s, from, to, "NOT_ISO3166_OR_999");
            case ISO3166ALPHA2 ->
                    listed(Gs1CodeLists.COUNTRY_LETTERS, s, from, to, "NOT_ISO3166_ALPHA2");
            case ISO4217 -> listed(Gs1CodeLists.CURRENCIES, s, from, to, "NOT_ISO4217");
            case MEDIATYPE -> listed(Gs1CodeLists.MEDIA_TYPES, s, from, to, "INVALID_MEDIA_TYPE");
            case PACKAGETYPE ->
                    listed(Gs1CodeLists.PACKAGE_TYPES, s, from, to, "INVALID_PACKAGE_TYPE");
            case ISO5218 -> oneOf("0129", s, from, to, "INVALID_BIOLOGICAL_SEX_CODE");
            case WINDING -> oneOf("019", s, from, to, "INVALID_WINDING_DIRECTION");
            case YESNO -> oneOf("01", s, from, to, "NOT_ZERO_OR_ONE");
            case LATITUDE ->
                    degrees(
                            s,
                            from,
                            to,
                            1_800_000_000L,
                            "LATITUDE_INVALID_LENGTH",
                            "INVALID_LATITUDE");
            case LONGITUDE ->
                    degrees(
                            s,
                            from,
                            to,
                            3_600_000_000L,
                            "LONGITUDE_INVALID_LENGTH",
                            "INVALID_LONGITUDE");
            case NONZERO -> nonZero(s, from, to);
            case ZERO -> from < to && zeroRun(s, from, to) == to ? null : "NOT_ZERO";
            case NOZEROPREFIX -> noZeroPrefix(s, from, to);
            case PCENC -> percentEncoding(s, from, to);
            case PIECEOFTOTAL -> pieceOfTotal(s, from, to);
            case POSINSEQSLASH -> positionInSequence(s, from, to);
            case YYMMD0 -> date(s, from, to, 6, true);
            case YYMMDD -> date(s, from, to, 6, false);
            case YYYYMMDD -> date(s, from, to, 8, false);
        };
    }

    /// Whether the last of the digits `s[from, to)` is right: GS1's weights 3, 1, 3 … from the
    /// right.
    static boolean hasRightCheckDigit(String s, int from, int to) {
        int sum = 0;
        int weight = 1;
        for (int i = to - 1; i >= from; i--) {
            sum += (s.charAt(i) - '0') * weight;
            weight = 4 - weight;
        }
        return sum % 10 == 0;
    }

    static int digitRun(String s, int from, int to) {
        int i = from;
        while (i < to && isDigit(s.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static @Nullable String checkDigit(String s, int from, int to) {
        if (from == to) {
            return "TOO_SHORT_FOR_CHECK_DIGIT";
        }
        if (digitRun(s, from, to) != to) {
            return "NON_DIGIT_CHARACTER";
        }
        return hasRightCheckDigit(s, from, to) ? null : "INCORRECT_CHECK_DIGIT";
    }

    private static @Nullable String checkPair(String s, int from, int to) {
        int payload = to - from - 2;
        if (payload < 0) {
            return "TOO_SHORT_FOR_CHECK_PAIR";
        }
        if (payload > PRIMES.length) {
            return "TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION";
        }
        int sum = 0;
        for (int i = 0; i < payload; i++) {
            int weight = Gs1Characters.rankInSet82(s.charAt(from + i));
            if (weight < 0) {
                return "INVALID_CSET82_CHARACTER";
            }
            sum += weight * PRIMES[payload - 1 - i];
        }
        sum %= 1021;
        boolean right =
                s.charAt(to - 2) == CHECK_PAIR_ALPHABET.charAt(sum >> 5)
                        && s.charAt(to - 1) == CHECK_PAIR_ALPHABET.charAt(sum & 31);
        return right ? null : "INCORRECT_CHECK_PAIR";
    }

    private static @Nullable String companyPrefix(String s, int from, int to) {
        if (to - from < COMPANY_PREFIX_MIN_DIGITS) {
            return "TOO_SHORT_FOR_GCP";
        }
        int end = from + COMPANY_PREFIX_MIN_DIGITS;
        return digitRun(s, from, end) == end ? null : "INVALID_GCP_PREFIX";
    }

    private static @Nullable String twoDigits(
            String s, int from, int to, int max, String tooShort, String tooLong, String illegal) {
        if (to - from != 2) {
            return to - from < 2 ? tooShort : tooLong;
        }
        if (digitRun(s, from, to) != to) {
            return "NON_DIGIT_CHARACTER";
        }
        return number(s, from, to) > max ? illegal : null;
    }

    private static @Nullable String hourAndMinute(String s, int from, int to) {
        if (to - from != 4) {
            return to - from < 4 ? "HOUR_WITH_MINUTE_TOO_SHORT" : "HOUR_WITH_MINUTE_TOO_LONG";
        }
        if (digitRun(s, from, to) != to) {
            return "NON_DIGIT_CHARACTER";
        }
        if (number(s, from, from + 2) > 23) {
            return "ILLEGAL_HOUR";
        }
        return number(s, from + 2, to) > 59 ? "ILLEGAL_MINUTE" : null;
    }

    private static @Nullable String hyphens(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (s.charAt(i) != '-') {
                return "NOT_HYPHEN";
            }
        }
        return from == to ? "NOT_HYPHEN" : null;
    }

    private static @Nullable String iban(String s, int from, int to) {
        int length = to - from;
        if (length < IBAN_MIN_LENGTH) {
            return "IBAN_TOO_SHORT";
        }
        if (length > IBAN_MAX_LENGTH) {
            return "IBAN_TOO_LONG";
        }
        if (listed(Gs1CodeLists.COUNTRY_LETTERS, s, from, from + 2, "") != null) {
            return "ILLEGAL_IBAN_COUNTRY_CODE";
        }
        int remainder = 0;
        for (int i = 0; i < length; i++) {
            char c = s.charAt(from + (i + 4) % length);
            if (isDigit(c)) {
                remainder = (remainder * 10 + c - '0') % 97;
            } else if (c >= 'A' && c <= 'Z') {
                remainder = (remainder * 100 + c - 'A' + 10) % 97;
            } else {
                return "INVALID_IBAN_CHARACTER";
            }
        }
        return remainder == 1 ? null : "INCORRECT_IBAN_CHECKSUM";
    }

    private static @Nullable String importerIndex(String s, int from, int to) {
        if (to - from != 1) {
            return "IMPORTER_IDX_MUST_BE_ONE_CHARACTER";
        }
        return Gs1Characters.isInSet64(s.charAt(from)) ? null : "INVALID_IMPORT_IDX_CHARACTER";
    }

    private static @Nullable String listed(
            Set<String> codes, String s, int from, int to, String problem) {
        return codes.contains(s.substring(from, to)) ? null : problem;
    }

    private static @Nullable String oneOf(
            String codes, String s, int from, int to, String problem) {
        return to - from == 1 && codes.indexOf(s.charAt(from)) >= 0 ? null : problem;
    }

    private static @Nullable String degrees(
            String s, int from, int to, long max, String badLength, String outOfRange) {
        if (to - from != 10) {
            return badLength;
        }
        if (digitRun(s, from, to) != to) {
            return "NON_DIGIT_CHARACTER";
        }
        return Long.parseLong(s, from, to, 10) > max ? outOfRange : null;
    }

    private static int zeroRun(String s, int from, int to) {
        int i = from;
        while (i < to && s.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static @Nullable String nonZero(String s, int from, int to) {
        if (digitRun(s, from, to) != to) {
            return "NON_DIGIT_CHARACTER";
        }
        return zeroRun(s, from, to) == to ? "ILLEGAL_ZERO_VALUE" : null;
    }

    private static @Nullable String noZeroPrefix(String s, int from, int to) {
        if (digitRun(s, from, to) != to) {
            return "NON_DIGIT_CHARACTER";
        }
        return from < to && s.charAt(from) == '0' ? "ILLEGAL_ZERO_PREFIX" : null;
    }

    private static @Nullable String percentEncoding(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (s.charAt(i) == '%'
                    && (i + 2 >= to
                            || hexDigit(s.charAt(i + 1)) < 0
                            || hexDigit(s.charAt(i + 2)) < 0)) {
                return "INVALID_PERCENT_SEQUENCE";
            }
        }
        return null;
    }

    static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static @Nullable String pieceOfTotal(String s, int from, int to) {
        if (to == from || (to - from) % 2 != 0) {
            return "INVALID_LENGTH_FOR_PIECE_OF_TOTAL";
        }
        if (digitRun(s, from, to) != to) {
            return "NON_DIGIT_CHARACTER";
        }
        int middle = (from + to) / 2;
        if (zeroRun(s, from, middle) == middle) {
            return "ZERO_PIECE_NUMBER";
        }
        if (zeroRun(s, middle, to) == to) {
            return "ZERO_TOTAL_PIECES";
        }
        return s.substring(from, middle).compareTo(s.substring(middle, to)) > 0
                ? "PIECE_NUMBER_EXCEEDS_TOTAL"
                : null;
    }

    private static @Nullable String positionInSequence(String s, int from, int to) {
        int slash = digitRun(s, from, to);
        if (slash == from
                || slash >= to - 1
                || s.charAt(slash) != '/'
                || digitRun(s, slash + 1, to) != to) {
            return "POSITION_IN_SEQUENCE_MALFORMED";
        }
        if (s.charAt(from) == '0' || s.charAt(slash + 1) == '0') {
            return "ILLEGAL_ZERO_PREFIX";
        }
        String position = s.substring(from, slash);
        String end = s.substring(slash + 1, to);
        boolean exceeds =
                position.length() == end.length()
                        ? position.compareTo(end) > 0
                        : position.length() > end.length();
        return exceeds ? "POSITION_EXCEEDS_END" : null;
    }

    private static @Nullable String date(
            String s, int from, int to, int length, boolean dayMayBeZero) {
        if (to - from != length) {
            return to - from < length ? "DATE_TOO_SHORT" : "DATE_TOO_LONG";
        }
        if (digitRun(s, from, to) != to) {
            return "NON_DIGIT_CHARACTER";
        }
        int month = number(s, to - 4, to - 2);
        if (month < 1 || month > 12) {
            return "ILLEGAL_MONTH";
        }
        int day = number(s, to - 2, to);
        // Two-digit years are read as 20yy here: the window reaches no century year but 2000, a
        // leap year
        int year = length == 8 ? number(s, from, from + 4) : 2000 + number(s, from, from + 2);
        return day > LabelDates.lengthOfMonth(year, month) || (day == 0 && !dayMayBeZero)
                ? "ILLEGAL_DAY"
                : null;
    }

    /// The number that the digits `s[from, to)` write; at most nine of them.
    static int number(String s, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + s.charAt(i) - '0';
        }
        return value;
    }

    private static int[] primes(int count) {
        int[] primes = new int[count];
        int found = 0;
        for (int n = 2; found < count; n++) {
            boolean prime = true;
            for (int i = 0; i < found && prime; i++) {
                prime = n % primes[i] != 0;
            }
            if (prime) {
                primes[found++] = n;
            }
        }
        return primes;
    }
}
