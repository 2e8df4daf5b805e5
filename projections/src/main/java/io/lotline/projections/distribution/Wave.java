package io.lotline.projections.distribution;

import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WaveId;
import java.time.Instant;
import java.util.List;

/// Orders that are picked together.
public record Wave(WaveId waveId, WarehouseId warehouse, List<OrderId> orders, Instant planned) {
    public Wave {
        orders = List.copyOf(orders);
    }
}
