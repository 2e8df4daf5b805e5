package io.lotline.core.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts the symbols of one label together: lot and expiry in a second symbol, a HIBC secondary with
/// its primary.
///
/// The order of the symbols does not matter. A symbol with several readings is settled where all
/// but one contradict the other symbols or lack what the GS1 rules require on the same item.
public final class ItemAssembly {

    /// Most symbols that one item has.
    public static final int MAX_SYMBOLS = 16;

    private static final int MAX_COMBINATIONS = 50_000;

    /// The readings of one symbol.
    private record Part(String symbol, List<ScannedItem> candidates) {}

    private ItemAssembly() {}

    /// Merges the readings of one item's symbols. Pure, never throws.
    public static Assembled assemble(List<String> symbols) {
        return assemble(symbols, ScannerSetup.PLAIN);
    }

    /// The same of symbols that scanners with this setup sent.
    public static Assembled assemble(List<String> symbols, ScannerSetup scanners) {
        SequencedSet<String> distinct = new LinkedHashSet<>(symbols);
        if (distinct.isEmpty()) {
            return new Assembled.UnreadableItem("", "empty", "The item has no symbol.");
        }
        if (distinct.size() > MAX_SYMBOLS) {
            return new Assembled.UnreadableItem(
                    distinct.getFirst(),
                    "too-long",
                    "The item has "
                            + distinct.size()
                            + " symbols, at most "
                            + MAX_SYMBOLS
                            + " are read.");
        }
        Scope scope = new Scope(ScanReader.REFERENCE_YEAR, false, scanners);
        List<Part> parts = new ArrayList<>();
        for (String symbol : distinct) {
            Reading reading = ScanReader.read(symbol, scope);
            if (reading instanceof Reading.Unreadable(String code, String problem)) {
                return new Assembled.UnreadableItem(symbol, code, problem);
            }
            parts.add(new Part(symbol, ScanReader.candidates(reading)));
        }
        parts.sort(
                Comparator.comparing((Part part) -> part.candidates.getFirst().di() == null)
                        .thenComparing(Part::symbol));
        return assembleParts(parts);
    }

    private static Assembled assembleParts(List<Part> parts) {
        List<ScannedItem> merged = parts.getFirst().candidates;
        Assembled.Contradiction contradiction = null;
        for (Part part : parts.subList(1, parts.size())) {
            List<ScannedItem> next = new ArrayList<>();
            for (ScannedItem first : merged) {
                for (ScannedItem second : part.candidates) {
                    Assembled.Contradiction found = contradiction(first, second);
                    if (found == null) {
                        next.add(merge(first, second));
                    } else if (contradiction == null) {
                        contradiction = found;
                    }
                    if (next.size() > MAX_COMBINATIONS) {
                        return new Assembled.UnreadableItem(
                                part.symbol,
                                "too-many-readings",
                                "The symbols have too many readings together to look at all of them. Write them with brackets, such as (01)...(10)..., or print them with FNC1.");
                    }
                }
            }
            if (next.isEmpty() && contradiction != null) {
                return contradiction;
            }
            merged = next;
        }
        return settle(parts, merged);
    }

    private static Assembled settle(List<Part> parts, List<ScannedItem> merged) {
        String symbols = parts.stream().map(Part::symbol).collect(Collectors.joining("\n"));
        SequencedSet<ScannedItem> whole = new LinkedHashSet<>();
        SequencedSet<ScannedItem> lacking = new LinkedHashSet<>();
        Assembled refusal = null;
        for (ScannedItem item : merged) {
            Assembled found = refusal(parts, item);
            if (found == null) {
                whole.add(withSymbol(item, symbols));
            } else if (isGs1(item) && Gs1Items.isPart(item)) {
                lacking.add(withSymbol(item, symbols));
            } else if (refusal == null) {
                refusal = found;
            }
        }
        if (whole.isEmpty()) {
            // the identifier is on a symbol that was not scanned yet
            whole = lacking;
        }
        if (whole.size() == 1) {
            return new Assembled.Item(whole.getFirst(), parts.stream().map(Part::symbol).toList());
        }
        if (whole.isEmpty()) {
            return Objects.requireNonNull(refusal);
        }
        return new Assembled.AmbiguousItem(List.copyOf(whole));
    }

    /// Why the merged item is not whole, or null: GS1 elements that need others, a HIBC secondary
    /// without its primary.
    private static @Nullable Assembled refusal(List<Part> parts, ScannedItem item) {
        String symbol = parts.getFirst().symbol;
        if (item.standard() == Standard.HIBC) {
            for (Element element : item.elements()) {
                String di = item.di();
                if (!element.id().equals("LINK")) {
                    continue;
                }
                if (di == null) {
                    return parts.size() == 1
                            ? null
                            : new Assembled.UnreadableItem(
                                    symbol,
                                    "missing-element",
                                    "The symbol belongs to a primary that ends with "
                                            + element.value()
                                            + ". Scan the primary too.");
                }
                String expected = String.valueOf(Hibc.checkCharacter("+" + di));
                if (!expected.equals(element.value())) {
                    return new Assembled.Contradiction("link", expected, element.value());
                }
            }
            return null;
        }
        Problem missing = isGs1(item) ? Gs1Items.missing(item) : null;
        return missing == null
                ? null
                : new Assembled.UnreadableItem(symbol, missing.code(), missing.sentence());
    }

    private static boolean isGs1(ScannedItem item) {
        return item.standard() == Standard.GS1 || item.standard() == Standard.GS1_DIGITAL_LINK;
    }

    private static Assembled.@Nullable Contradiction contradiction(
            ScannedItem first, ScannedItem second) {
        if (first.standard() != second.standard() && !(isGs1(first) && isGs1(second))) {
            return new Assembled.Contradiction(
                    "standard", first.standard().code(), second.standard().code());
        }
        Assembled.Contradiction[] fields = {
            differing("di", first.di(), second.di()),
            differing("lot", first.lot(), second.lot()),
            differing("serial", first.serial(), second.serial()),
            differing("production-date", first.productionDate(), second.productionDate()),
            differing("expiry-date", first.expiryDate(), second.expiryDate()),
            differing("quantity", first.quantity(), second.quantity()),
            differing("sscc", first.sscc(), second.sscc())
        };
        for (Assembled.Contradiction found : fields) {
            if (found != null) {
                return found;
            }
        }
        return switch (first.standard()) {
            case GS1, GS1_DIGITAL_LINK -> contradictingElements(first, second);
            case ICCBBA -> contradictingStructures(first, second);
            case HIBC, MA -> null;
        };
    }

    /// Two donations are not of one item, though each says it with a structure that is no field.
    private static Assembled.@Nullable Contradiction contradictingStructures(
            ScannedItem first, ScannedItem second) {
        for (Element element : second.elements()) {
            for (Element there : first.elements()) {
                if (there.id().equals(element.id()) && !there.value().equals(element.value())) {
                    return new Assembled.Contradiction(
                            element.id(), there.value(), element.value());
                }
            }
        }
        return null;
    }

    private static Assembled.@Nullable Contradiction contradictingElements(
            ScannedItem first, ScannedItem second) {
        Gs1Elements elements = Gs1Items.elementsOf(first);
        for (Element element : second.elements()) {
            ApplicationIdentifier identifier = Gs1Dictionary.named(element.id());
            if (identifier == null || elements.add(identifier, element.value())) {
                continue;
            }
            for (Element there : first.elements()) {
                if (there.id().equals(element.id())) {
                    return new Assembled.Contradiction(
                            element.id(), there.value(), element.value());
                }
            }
            for (Element there : first.elements()) {
                ApplicationIdentifier other = Gs1Dictionary.named(there.id());
                if (other != null
                        && (other.excludes().contains(identifier.index())
                                || identifier.excludes().contains(other.index()))) {
                    return new Assembled.Contradiction(
                            element.id(),
                            there.id() + " " + there.value(),
                            element.id() + " " + element.value());
                }
            }
        }
        return null;
    }

    private static Assembled.@Nullable Contradiction differing(
            String what, @Nullable Object first, @Nullable Object second) {
        return first == null || second == null || first.equals(second)
                ? null
                : new Assembled.Contradiction(what, first.toString(), second.toString());
    }

    private static ScannedItem merge(ScannedItem first, ScannedItem second) {
        SequencedSet<Element> elements = new LinkedHashSet<>(first.elements());
        elements.addAll(second.elements());
        return new ScannedItem(
                first.standard() == second.standard() ? first.standard() : Standard.GS1,
                either(first.di(), second.di()),
                either(first.lot(), second.lot()),
                either(first.serial(), second.serial()),
                either(first.productionDate(), second.productionDate()),
                either(first.expiryDate(), second.expiryDate()),
                either(first.quantity(), second.quantity()),
                either(first.sscc(), second.sscc()),
                List.copyOf(elements),
                "");
    }

    private static ScannedItem withSymbol(ScannedItem item, String symbol) {
        return new ScannedItem(
                item.standard(),
                item.di(),
                item.lot(),
                item.serial(),
                item.productionDate(),
                item.expiryDate(),
                item.quantity(),
                item.sscc(),
                item.elements(),
                symbol);
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
