package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import java.time.LocalDate;

/// Takes scanned goods out of a bin for an order.
public record PickItem(OrderId order, Location location, ScannedGoods goods, LocalDate today)
        implements Command {}
