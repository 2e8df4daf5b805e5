package io.lotline.core.scan;

import org.jspecify.annotations.Nullable;

/// The GS1 rules between elements, for records that were read before.
final class Gs1Items {

    private Gs1Items() {}

    /// Whether the item's elements need no others on the same item.
    static boolean isComplete(ScannedItem item) {
        return missing(item) == null;
    }

    /// Whether the item's identifier is on another symbol.
    static boolean isPart(ScannedItem item) {
        return elementsOf(item).isPart();
    }

    /// The first `req` rule that the item's elements do not meet, or null.
    static @Nullable Problem missing(ScannedItem item) {
        return elementsOf(item).missing();
    }

    /// The item's elements, added one by one; those that contradict ones before them are left out.
    static Gs1Elements elementsOf(ScannedItem item) {
        Gs1Elements elements = new Gs1Elements();
        for (Element element : item.elements()) {
            ApplicationIdentifier identifier = Gs1Dictionary.named(element.id());
            if (identifier != null) {
                elements.add(identifier, element.value());
            }
        }
        return elements;
    }
}
