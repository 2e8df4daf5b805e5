package io.lotline.api.scan;

import io.lotline.api.http.WrongSetting;
import io.lotline.core.scan.ScannerSetup;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How the site's scanners are set up, from `LOTLINE_SCANNER_PREFIXES`, `_SUFFIXES` and `_FNC1`:
/// texts with blanks between them, a control character as `\x02`.
@Configuration(proxyBeanMethods = false)
class ScannerSettings {
    private static final Pattern ESCAPED = Pattern.compile("\\\\x([0-9A-Fa-f]{2})");
    private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int DEFAULT_MAX_AGE_DAYS = 30;
    private static final int LONGEST = 16;

    @Bean
    ScannerSetup scanners(
            @Value("${lotline.scanner-prefixes:}") String prefixes,
            @Value("${lotline.scanner-suffixes:}") String suffixes,
            @Value("${lotline.scanner-fnc1:}") String separators) {
        return new ScannerSetup(
                texts("LOTLINE_SCANNER_PREFIXES", prefixes),
                texts("LOTLINE_SCANNER_SUFFIXES", suffixes),
                separators(separators));
    }

    /// How old a scan may be when it comes for its time to be believed, from
    /// `LOTLINE_SCAN_MAX_AGE`, in days. A handheld that was out of reach sends late; one whose
    /// clock lost its date is years behind.
    static Duration maxAge(String setting) {
        if (setting.isBlank()) {
            return Duration.ofDays(DEFAULT_MAX_AGE_DAYS);
        }
        if (!DAYS.matcher(setting.strip()).matches()) {
            throw new WrongSetting(
                    "LOTLINE_SCAN_MAX_AGE is '%s', which is no number of days from 1 to 99999.\nMaybe 7, or leave it out for %d."
                            .formatted(setting, DEFAULT_MAX_AGE_DAYS));
        }
        return Duration.ofDays(Integer.parseInt(setting.strip()));
    }

    /// A single letter or digit for FNC1 would cut every lot that has it.
    private static List<String> separators(String setting) {
        List<String> separators = texts("LOTLINE_SCANNER_FNC1", setting);
        for (String separator : separators) {
            if (separator.length() < 3
                    && separator.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
                throw new WrongSetting(
                        "LOTLINE_SCANNER_FNC1 has '%s', which lots and serial numbers hold too.\nMaybe let the scanner type a sign such as ~ or {GS} for FNC1."
                                .formatted(separator));
            }
        }
        return separators;
    }

    private static List<String> texts(String name, String setting) {
        return Arrays.stream(setting.split(" "))
                .filter(text -> !text.isEmpty())
                .map(text -> text(name, text))
                .toList();
    }

    private static String text(String name, String setting) {
        String text =
                ESCAPED.matcher(setting)
                        .replaceAll(
                                found ->
                                        Matcher.quoteReplacement(
                                                String.valueOf(
                                                        (char)
                                                                Integer.parseInt(
                                                                        found.group(1), 16))));
        if (text.length() > LONGEST) {
            throw new WrongSetting(
                    "%s has '%s', which is longer than %d characters.\nMaybe put blanks between several texts."
                            .formatted(name, setting, LONGEST));
        }
        return text;
    }
}
