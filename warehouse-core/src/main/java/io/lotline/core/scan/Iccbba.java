package io.lotline.core.scan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Reads the ISBT 128 structures of ICCBBA that devices of human origin and blood bags carry, one
/// after the other.
final class Iccbba {

    /// The data identifiers with the length of what follows them.
    private enum Structure {
        PRODUCT("=/", 16),
        SERIAL("=,", 6),
        LOT("&,1", 18),
        EXPIRY("=>", 6),
        EXPIRY_TIME("&>", 10),
        PRODUCTION("=}", 6),
        PRODUCTION_TIME("&}", 10),
        COLLECTION("=*", 6),
        COLLECTION_TIME("&*", 10),
        CONTAINER("=)", 10),
        CONTAINER_LOT("&)", 10),
        BLOOD_GROUP("=%", 4),
        PRODUCT_CODE("=<", 8),
        DONATION("=", 15);

        private final String identifier;
        private final int length;

        Structure(String identifier, int length) {
            this.identifier = identifier;
            this.length = length;
        }
    }

    private static final Structure[] STRUCTURES = Structure.values();

    private final ItemFields fields = new ItemFields(Standard.ICCBBA);

    private Iccbba() {}

    static Reading read(String symbol, String content) {
        Iccbba iccbba = new Iccbba();
        int at = 0;
        while (at < content.length() && !iccbba.fields.failed()) {
            Structure structure = structureAt(content, at);
            if (structure == null) {
                return at == 0
                        ? ScanReader.unknown(content)
                        : new Reading.Unreadable(
                                "unknown-element",
                                Problem.show(content.substring(at))
                                        + " begins with no ISBT 128 device structure.");
            }
            int from = at + structure.identifier.length();
            at = Math.min(content.length(), from + structure.length);
            iccbba.add(structure, content.substring(from, at));
        }
        return iccbba.fields.reading(symbol);
    }

    private static @Nullable Structure structureAt(String content, int at) {
        for (Structure structure : STRUCTURES) {
            int next = at + structure.identifier.length();
            if (content.startsWith(structure.identifier, at)
                    && (structure != Structure.DONATION
                            || next < content.length() && isAlphanumeric(content.charAt(next)))) {
                return structure;
            }
        }
        return null;
    }

    private void add(Structure structure, String value) {
        if (value.length() != structure.length) {
            fields.fail(
                    "bad-length",
                    "ISBT 128 structure "
                            + structure.identifier
                            + " takes "
                            + structure.length
                            + " characters, "
                            + Problem.show(value)
                            + " has "
                            + value.length()
                            + ".");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isAlphanumeric(value.charAt(i)) && "-. ".indexOf(value.charAt(i)) < 0) {
                fields.fail(
                        "bad-character",
                        "ISBT 128 structure "
                                + structure.identifier
                                + " has the value "
                                + Problem.show(value)
                                + ": it must be letters and digits.");
                return;
            }
        }
        fields.element(structure.identifier, value);
        switch (structure) {
            case PRODUCT, CONTAINER -> fields.di(value);
            case SERIAL -> fields.serial(value);
            case LOT, CONTAINER_LOT -> fields.lot(value);
            case EXPIRY, EXPIRY_TIME -> fields.expiryDate(value, date(value));
            case PRODUCTION, PRODUCTION_TIME -> fields.productionDate(value, date(value));
            case COLLECTION, COLLECTION_TIME, BLOOD_GROUP, PRODUCT_CODE, DONATION -> {}
        }
    }

    /// `cYYJJJ`: the century's last digit (0 is 20yy, 9 is 19yy), the year and its day; a time may
    /// follow.
    private static @Nullable LocalDate date(String value) {
        if (Gs1Linter.digitRun(value, 0, value.length()) != value.length()) {
            return null;
        }
        int century = value.charAt(0) == '9' ? 1900 : 2000 + (value.charAt(0) - '0') * 100;
        return LabelDates.ofDayOfYear(
                century + Gs1Linter.number(value, 1, 3), Gs1Linter.number(value, 3, 6));
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || Gs1Linter.isDigit(c);
    }
}
