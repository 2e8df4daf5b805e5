package io.lotline.core.scan;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The GS1 elements of one symbol, or of one item's symbols, in order, with the rules between them.
final class Gs1Elements {

    /// The group separator that stands for FNC1 in what a scanner sends.
    static final char SEPARATOR = 0x1D;

    private ApplicationIdentifier[] identifiers = new ApplicationIdentifier[8];
    private Element[] elements = new Element[8];
    private int size;
    private final AiSet present = Gs1Dictionary.emptySet();

    int size() {
        return size;
    }

    boolean contains(ApplicationIdentifier identifier) {
        return present.contains(identifier.index());
    }

    String valueAt(int i) {
        return elements[i].value();
    }

    ApplicationIdentifier identifierAt(int i) {
        return identifiers[i];
    }

    /// Adds an element whose value is valid by itself; answers false, adding nothing, where the AI
    /// is there already with another value or with one that it excludes.
    boolean add(ApplicationIdentifier identifier, String value) {
        if (present.contains(identifier.index()) && !value.equals(valueOf(identifier))) {
            return false;
        }
        if (identifier.excludes().intersects(present) || isExcluded(identifier)) {
            return false;
        }
        if (size == elements.length) {
            identifiers = Arrays.copyOf(identifiers, size * 2);
            elements = Arrays.copyOf(elements, size * 2);
        }
        identifiers[size] = identifier;
        elements[size] = new Element(identifier.ai(), value);
        size++;
        present.add(identifier.index());
        return true;
    }

    void removeLast() {
        size--;
        ApplicationIdentifier identifier = identifiers[size];
        if (valueOf(identifier) == null) {
            present.remove(identifier.index());
        }
    }

    private boolean isExcluded(ApplicationIdentifier identifier) {
        for (int i = 0; i < size; i++) {
            if (identifiers[i].excludes().contains(identifier.index())) {
                return true;
            }
        }
        return false;
    }

    /// Why [#add] refused.
    Problem refusal(ApplicationIdentifier identifier, String value) {
        String there = valueOf(identifier);
        if (there != null && !there.equals(value)) {
            return new Problem(
                    "repeated-element",
                    "AI "
                            + identifier.ai()
                            + " ("
                            + identifier.title()
                            + ") is there twice, with "
                            + Problem.show(there)
                            + " and "
                            + Problem.show(value)
                            + ".");
        }
        for (int i = 0; i < size; i++) {
            if (identifier.excludes().contains(identifiers[i].index())
                    || identifiers[i].excludes().contains(identifier.index())) {
                return new Problem(
                        "conflicting-elements",
                        "AI "
                                + identifiers[i].ai()
                                + " ("
                                + identifiers[i].title()
                                + ") and AI "
                                + identifier.ai()
                                + " ("
                                + identifier.title()
                                + ") must not be on the same item.");
            }
        }
        throw new IllegalStateException("AI " + identifier.ai() + " was not refused.");
    }

    private @Nullable String valueOf(ApplicationIdentifier identifier) {
        for (int i = 0; i < size; i++) {
            if (identifiers[i] == identifier) {
                return elements[i].value();
            }
        }
        return null;
    }

    /// The first `req` rule that the elements do not meet, or null.
    @Nullable Problem missing() {
        for (int i = 0; i < size; i++) {
            List<ApplicationIdentifier.Requirement> requires = identifiers[i].requires();
            for (int r = 0; r < requires.size(); r++) {
                if (!requires.get(r).isMetBy(present)) {
                    return new Problem(
                            "missing-element",
                            "AI "
                                    + identifiers[i].ai()
                                    + " ("
                                    + identifiers[i].title()
                                    + ") needs on the same item AI "
                                    + requires.get(r).text()
                                    + ". Scan the item's other symbol too.");
                }
            }
        }
        return null;
    }

    /// Whether these are of an item whose identifier is on another symbol: a lot and dates without
    /// their GTIN, a logistic unit's content without its SSCC.
    boolean isPart() {
        for (int i = 0; i < size; i++) {
            if (identifiers[i].isLinkKey() || identifiers[i].ai().equals("03")) {
                return false;
            }
        }
        return true;
    }

    boolean isComplete() {
        for (int i = 0; i < size; i++) {
            List<ApplicationIdentifier.Requirement> requires = identifiers[i].requires();
            for (int r = 0; r < requires.size(); r++) {
                if (!requires.get(r).isMetBy(present)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The neutral record of these elements.
    ScannedItem item(Standard standard, String symbol, int currentYear) {
        String di = null;
        String lot = null;
        String serial = null;
        String sscc = null;
        LocalDate production = null;
        LocalDate expiry = null;
        LocalDate expiryOfTime = null;
        Integer count = null;
        Integer containedCount = null;
        for (int i = 0; i < size; i++) {
            String value = elements[i].value();
            switch (identifiers[i].role()) {
                case DEVICE -> di = value;
                case LOT -> lot = value;
                case SERIAL -> serial = value;
                case SSCC -> sscc = value;
                case PRODUCTION_DATE -> production = date(value, currentYear);
                case EXPIRY_DATE -> expiry = date(value, currentYear);
                case EXPIRY_TIME -> expiryOfTime = date(value, currentYear);
                case COUNT -> count = Gs1Linter.number(value, 0, value.length());
                case CONTAINED_COUNT -> containedCount = Gs1Linter.number(value, 0, value.length());
                case OTHER -> {}
            }
        }
        return new ScannedItem(
                standard,
                di,
                lot,
                serial,
                production,
                expiry != null ? expiry : expiryOfTime,
                count != null ? count : containedCount,
                sscc,
                List.of(Arrays.copyOf(elements, size)),
                symbol);
    }

    /// The date that the first six digits write; they passed the dictionary's date rule. Where the
    /// caller's year makes a leap day impossible it is the month's last day.
    private static @Nullable LocalDate date(String value, int currentYear) {
        int year = LabelDates.fullYear(Gs1Linter.number(value, 0, 2), currentYear);
        int month = Gs1Linter.number(value, 2, 4);
        int day = Math.min(Gs1Linter.number(value, 4, 6), LabelDates.lengthOfMonth(year, month));
        return LabelDates.of(year, month, day);
    }
}
