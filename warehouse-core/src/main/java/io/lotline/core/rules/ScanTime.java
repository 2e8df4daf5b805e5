package io.lotline.core.rules;

import io.lotline.core.events.Scan;
import io.lotline.core.events.Scan.Late;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether the time that a handheld says of a scan is believed (docs/decisions/0053).
final class ScanTime {
    /// By so much the clocks of handhelds may differ.
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private ScanTime() {}

    /// The scan, with why its time is not believed, if so.
    ///
    /// @param oldest no time from before then is believed; null where any is
    /// @param past   when the goods came there or were scanned last; null where nothing says so
    static Scan judged(Scan scan, @Nullable Instant oldest, @Nullable Instant past) {
        if (past != null && scan.scannedAt().isBefore(past.minus(TOLERANCE))) {
            return scan.late(new Late(Late.Reason.GOODS, past));
        }
        return oldest != null && scan.scannedAt().isBefore(oldest)
                ? scan.late(new Late(Late.Reason.AGE, oldest))
                : scan;
    }
}
