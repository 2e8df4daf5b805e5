package io.lotline.core.events;

import io.lotline.core.values.LocationId;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The evidence of a step: what the scanner read, kept as it was sent.
///
/// @param scanId    the client's id of the scan
/// @param standard  the grammar of the symbols, such as `gs1`
/// @param symbols   the raw symbols in the order they were sent
/// @param scannedAt when the item was scanned, by the handheld's clock
/// @param warehouse in which it was scanned; null in events of before that was kept
/// @param location  at which it was scanned; null where the handheld named none
public record Scan(
        String scanId,
        String standard,
        List<String> symbols,
        Instant scannedAt,
        @Nullable WarehouseId warehouse,
        @Nullable LocationId location) {
    public Scan {
        symbols = List.copyOf(symbols);
    }

    public Scan(String scanId, String standard, List<String> symbols, Instant scannedAt) {
        this(scanId, standard, symbols, scannedAt, null, null);
    }
}
