package io.lotline.core.scan;

import java.util.List;

/// What the symbols of one item say together, as [ItemAssembly] sees it.
public sealed interface Assembled
        permits Assembled.Item,
                Assembled.AmbiguousItem,
                Assembled.UnreadableItem,
                Assembled.Contradiction {

    /// The symbols agree on one item; its `symbol` is all raw symbols, one a line.
    ///
    /// @param item the merged record
    /// @param symbols the raw symbols: the one with the device identifier first, then by their text
    record Item(ScannedItem item, List<String> symbols) implements Assembled {
        public Item {
            symbols = List.copyOf(symbols);
        }
    }

    /// The symbols have several valid readings together.
    record AmbiguousItem(List<ScannedItem> candidates) implements Assembled {
        public AmbiguousItem {
            candidates = List.copyOf(candidates);
        }
    }

    /// One symbol cannot be read or lacks what only another symbol could say.
    record UnreadableItem(String symbol, String code, String problem) implements Assembled {}

    /// Two symbols say different things, so they are not of one item.
    ///
    /// @param what `standard`, `di`, `lot`, `serial`, `production-date`, `expiry-date`, `quantity`,
    ///     `sscc`, `link`, or an element's identifier
    record Contradiction(String what, String first, String second) implements Assembled {}
}
