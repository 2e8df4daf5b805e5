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
/// @param late      why its time is not believed; null where it is
public record Scan(
        String scanId,
        String standard,
        List<String> symbols,
        Instant scannedAt,
        @Nullable WarehouseId warehouse,
        @Nullable LocationId location,
        @Nullable Late late) {
    public Scan {
        symbols = List.copyOf(symbols);
    }

    public Scan(String scanId, String standard, List<String> symbols, Instant scannedAt) {
        this(scanId, standard, symbols, scannedAt, null, null, null);
    }

    /// Why the time that a handheld says is not believed: what the scan does counts from when it
    /// was recorded.
    ///
    /// @param since what the scan would have been before
    public record Late(Reason reason, Instant since) {

        /// What a scan would have been before.
        public enum Reason {
            /// the goods came there, or were scanned last, after that
            GOODS,
            /// no time from before then is believed
            AGE
        }
    }

    /// The same scan, its time not believed.
    public Scan late(Late why) {
        return new Scan(scanId, standard, symbols, scannedAt, warehouse, location, why);
    }

    /// When the item was scanned; null where the handheld's clock is not believed.
    public @Nullable Instant believedAt() {
        return late == null ? scannedAt : null;
    }
}
