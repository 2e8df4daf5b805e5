package io.lotline.core.scan;

import java.util.List;

/// Puts the symbols of one item together.
public final class ItemAssembly {

    private ItemAssembly() {}

    /// Merges the symbols of one item, in any order. Pure, never throws.
    public static Assembled assemble(List<String> symbols) {
        return new Assembled.UnreadableItem(
                symbols.isEmpty() ? "" : symbols.getFirst(),
                "unknown-grammar",
                "No grammar reads this symbol.");
    }
}
