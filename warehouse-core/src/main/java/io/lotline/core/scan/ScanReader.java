package io.lotline.core.scan;

/// Reads one symbol as a scanner sent it.
public final class ScanReader {

    /// Most readings that an ambiguous symbol lists.
    public static final int MAX_CANDIDATES = 64;

    private ScanReader() {}

    /// Reads `symbol`. Pure, never throws.
    public static Reading read(String symbol) {
        return new Reading.Unreadable("unknown-grammar", "No grammar reads " + symbol + ".");
    }
}
