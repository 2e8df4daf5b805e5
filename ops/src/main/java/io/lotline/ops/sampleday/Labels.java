package io.lotline.ops.sampleday;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints labels: what a handheld's scanner would send for an item, by the standard of its label.
final class Labels {
    private static final char SEPARATOR = '\u001d';
    private static final String HIBC_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyMMdd");
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("yyyyMMdd");

    /// How a maker labels its devices.
    enum Carrier {
        DATA_MATRIX,
        /// two bar codes side by side, the device's and the lot's
        GS1_128_PAIR,
        DIGITAL_LINK,
        HIBC,
        MA
    }

    /// What stands on a label.
    record Content(
            String di,
            @Nullable String lot,
            @Nullable String serial,
            @Nullable LocalDate productionDate,
            @Nullable LocalDate expiryDate) {}

    private Labels() {}

    static List<String> print(Carrier carrier, Content content) {
        return switch (carrier) {
            case DATA_MATRIX -> List.of("]d2" + "01" + content.di() + productionPart(content));
            case GS1_128_PAIR -> List.of("]C101" + content.di(), "]C1" + productionPart(content));
            case DIGITAL_LINK -> List.of(digitalLink(content));
            case HIBC -> List.of(hibc(content));
            case MA -> List.of(ma(content));
        };
    }

    /// The label of a logistic unit.
    static String logisticUnit(String sscc) {
        return "]C100" + sscc;
    }

    /// The lot first and its separator, then the dates; the serial comes last, where there is one.
    /// So each symbol has a separator, and nobody needs to guess where a lot ends.
    private static String productionPart(Content content) {
        StringBuilder text = new StringBuilder();
        if (content.lot() != null) {
            text.append("10").append(content.lot()).append(SEPARATOR);
        }
        if (content.productionDate() != null) {
            text.append("11").append(SHORT.format(content.productionDate()));
        }
        if (content.expiryDate() != null) {
            text.append("17").append(SHORT.format(content.expiryDate()));
        }
        if (content.serial() != null) {
            text.append("21").append(content.serial());
            if (content.lot() == null) {
                text.append(SEPARATOR);
            }
        }
        return text.toString();
    }

    private static String digitalLink(Content content) {
        StringBuilder text = new StringBuilder("https://id.gs1.org/01/").append(content.di());
        if (content.lot() != null) {
            text.append("/10/").append(content.lot());
        }
        if (content.serial() != null) {
            text.append("/21/").append(content.serial());
        }
        if (content.expiryDate() != null) {
            text.append("?17=").append(SHORT.format(content.expiryDate()));
        }
        return text.toString();
    }

    private static String hibc(Content content) {
        StringBuilder text = new StringBuilder("+").append(content.di()).append('/');
        if (content.expiryDate() == null) {
            text.append('$');
        } else {
            text.append("$$3").append(SHORT.format(content.expiryDate()));
        }
        text.append(content.lot());
        if (content.serial() != null) {
            text.append("/S").append(content.serial());
        }
        int sum = text.chars().map(HIBC_ALPHABET::indexOf).sum();
        return text.append(HIBC_ALPHABET.charAt(sum % 43)).toString();
    }

    private static String ma(Content content) {
        StringBuilder text = new StringBuilder(content.di());
        if (content.productionDate() != null) {
            text.append(".M").append(LONG.format(content.productionDate()));
        }
        if (content.lot() != null) {
            text.append(".L").append(content.lot());
        }
        if (content.serial() != null) {
            text.append(".S").append(content.serial());
        }
        if (content.expiryDate() != null) {
            text.append(".E").append(LONG.format(content.expiryDate()));
        }
        return text.toString();
    }

    /// `digits` and their GS1 check digit.
    static String withCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int weight = (digits.length() - i) % 2 == 1 ? 3 : 1;
            sum += weight * (digits.charAt(i) - '0');
        }
        return digits + (10 - sum % 10) % 10;
    }
}
