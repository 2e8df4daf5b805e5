package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.time.LocalDate;
import java.util.List;

/// Places an order. The document is immutable: the same again changes nothing.
public record PlaceOrder(
        OrderId order,
        EnterpriseId owner,
        EnterpriseId consignee,
        WarehouseId warehouse,
        List<OrderLine> lines,
        LocalDate today)
        implements Command {
    public PlaceOrder {
        lines = List.copyOf(lines);
    }
}
