package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import java.time.LocalDate;

/// Puts picked goods that their order does not want any more back into a bin.
public record PutBackItem(OrderId order, Location to, ScannedGoods goods, LocalDate today)
        implements Command {}
