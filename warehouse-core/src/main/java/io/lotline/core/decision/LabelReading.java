package io.lotline.core.decision;

import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One way to read the symbols of an item.
///
/// @param quantity  how many the label says there are (GS1 AI 30 and 37, HIBC)
/// @param container the logistic unit whose SSCC is on the label
public record LabelReading(
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate productionDate,
        @Nullable LocalDate expiryDate,
        @Nullable Integer quantity,
        @Nullable Sscc container) {

    /// Whether goods can be so: a serial number names one piece, so with a count of several
    /// beside it the digits of the count are its own.
    public boolean isPossible() {
        return serial == null || quantity == null || quantity == 1;
    }
}
