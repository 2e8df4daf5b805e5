package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Puts picked goods that their order does not want any more back into a bin.
///
/// @param from where they are held, as far as the scan says it: they are booked in no bin
public record PutBackItem(
        OrderId order, @Nullable Location from, Location to, ScannedGoods goods, LocalDate today)
        implements Command {
    public PutBackItem(OrderId order, Location to, ScannedGoods goods, LocalDate today) {
        this(order, null, to, goods, today);
    }
}
