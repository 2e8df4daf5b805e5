package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;

/// Takes goods of an order back into a returns or quarantine location.
public record ReturnGoods(OrderId order, Location location, ScannedGoods goods)
        implements Command {}
