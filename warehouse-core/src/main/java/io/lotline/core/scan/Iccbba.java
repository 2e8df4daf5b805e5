package io.lotline.core.scan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the ISBT 128 structures of ICCBBA that devices of human origin and blood bags carry, one
/// after the other, with or without the header of a compound message (data structure 023).
final class Iccbba {

    /// The data identifiers with the length of what follows them.
    private enum Structure {
        COMPOUND("=+", 5),
        PRODUCT("=/", 16),
        SERIAL("=,", 6),
        LOT("&,1", 18),
        SUPPLEMENTAL("&,2", 18),
        SINGLE_EUROPEAN_CODE("&,4", 40),
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

    private static final int DONATION_LENGTH = 13;
    private static final int PRODUCT_CODE_DIVISION = 6;
    private static final Structure[] STRUCTURES = Structure.values();

    /// The compound messages whose sequence ICCBBA specifies for devices (table RT017).
    private static final Map<String, List<Structure>> MESSAGES =
            Map.of(
                    "034",
                    List.of(Structure.PRODUCT, Structure.SERIAL, Structure.DONATION),
                    "035",
                    List.of(
                            Structure.PRODUCT,
                            Structure.SERIAL,
                            Structure.DONATION,
                            Structure.EXPIRY),
                    "036",
                    List.of(
                            Structure.PRODUCT,
                            Structure.SERIAL,
                            Structure.DONATION,
                            Structure.PRODUCTION),
                    "037",
                    List.of(
                            Structure.PRODUCT,
                            Structure.SERIAL,
                            Structure.DONATION,
                            Structure.EXPIRY,
                            Structure.PRODUCTION));

    private final ItemFields fields = new ItemFields(Standard.ICCBBA);
    private final List<Structure> structures = new ArrayList<>();
    private @Nullable String donation;

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
        iccbba.checkMessage(content);
        return iccbba.fields.reading(symbol);
    }

    /// A compound message begins with how many structures follow, and the number of their sequence
    /// where ICCBBA specifies it.
    private void checkMessage(String content) {
        int at = structures.indexOf(Structure.COMPOUND);
        if (at < 0 || fields.failed()) {
            return;
        }
        String header = content.substring(2, 7);
        List<Structure> following = structures.subList(1, structures.size());
        List<Structure> specified = MESSAGES.get(header.substring(2));
        if (at > 0 || following.contains(Structure.COMPOUND)) {
            fields.fail(
                    "misplaced-element",
                    "A compound message =+ stands at the beginning of its symbol, and once.");
        } else if (Gs1Linter.digitRun(header, 0, 5) != 5
                || Gs1Linter.number(header, 0, 2) != following.size()) {
            fields.fail(
                    "bad-length",
                    "The compound message says "
                            + Problem.show(header.substring(0, 2))
                            + " structures and has "
                            + following.size()
                            + ".");
        } else if (specified != null && !specified.equals(following)) {
            fields.fail(
                    "misplaced-element",
                    "The structures of the symbol are not those of the compound message "
                            + header.substring(2)
                            + " in their order.");
        }
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
        structures.add(structure);
        if (structure == Structure.COMPOUND) {
            return;
        }
        fields.element(structure.identifier, value);
        switch (structure) {
            case PRODUCT, CONTAINER -> fields.di(value);
            case SERIAL -> fields.serial(value);
            case LOT, CONTAINER_LOT -> fields.lot(value);
            case EXPIRY, EXPIRY_TIME -> fields.expiryDate(value, date(value));
            case PRODUCTION, PRODUCTION_TIME -> fields.productionDate(value, date(value));
            case DONATION -> donation(value);
            case COMPOUND, SUPPLEMENTAL, SINGLE_EUROPEAN_CODE -> {}
            case COLLECTION, COLLECTION_TIME, BLOOD_GROUP, PRODUCT_CODE -> {}
        }
    }

    private void donation(String value) {
        if (donation != null && !donation.equals(value)) {
            fields.fail(
                    "repeated-element",
                    "The donation is there twice, as " + donation + " and as " + value + ".");
        }
        donation = value;
    }

    /// What tells a piece from all others: its donation (13 characters, the flags behind them
    /// are not of it) and its division. Divisions begin anew with each donation.
    static @Nullable String piece(List<Element> elements) {
        String donation = null;
        String division = null;
        for (Element element : elements) {
            if (element.id().equals(Structure.DONATION.identifier)) {
                donation = element.value().substring(0, DONATION_LENGTH);
            } else if (element.id().equals(Structure.SERIAL.identifier)) {
                division = element.value();
            } else if (element.id().equals(Structure.PRODUCT_CODE.identifier) && division == null) {
                division = element.value().substring(PRODUCT_CODE_DIVISION);
            }
        }
        return donation == null || division == null ? null : donation + "-" + division;
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
