package io.lotline.core.decision;

import io.lotline.core.events.Scan;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a scan says about goods, and the scan itself as evidence.
///
/// @param di       the DI of the symbol: a device's own, or that of one of its packages
/// @param quantity how many of that DI
/// @param container the logistic unit whose SSCC was scanned with it
public record ScannedGoods(
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate productionDate,
        @Nullable LocalDate expiryDate,
        int quantity,
        @Nullable Sscc container,
        Scan scan) {
    public ScannedGoods {
        Quantity.positive(quantity);
    }
}
