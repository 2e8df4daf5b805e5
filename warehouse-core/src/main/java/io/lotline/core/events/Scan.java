package io.lotline.core.events;

import java.time.Instant;
import java.util.List;

/// The evidence of a step: what the scanner read, kept as it was sent.
///
/// @param scanId    the client's id of the scan
/// @param standard  the grammar of the symbols, such as `gs1`
/// @param symbols   the raw symbols in the order they were sent
/// @param scannedAt when the item was scanned, by the handheld's clock
public record Scan(String scanId, String standard, List<String> symbols, Instant scannedAt) {
    public Scan {
        symbols = List.copyOf(symbols);
    }
}
