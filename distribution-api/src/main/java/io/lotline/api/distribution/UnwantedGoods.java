package io.lotline.api.distribution;

import io.lotline.core.events.DistributionEvent.Unwanted;
import io.lotline.core.values.Di;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Goods that were picked for an order's line and are not wanted any more.
///
/// @param loaded whether they are on a vehicle and have to be unloaded first
record UnwantedGoods(
        LineId lineId,
        Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial,
        @Nullable LocalDate expiryDate,
        int quantity,
        boolean loaded) {
    static UnwantedGoods of(Unwanted goods) {
        return new UnwantedGoods(
                goods.lineId(),
                goods.item().di(),
                goods.item().lot(),
                goods.serial(),
                goods.expiryDate(),
                goods.quantity(),
                goods.loaded());
    }
}
