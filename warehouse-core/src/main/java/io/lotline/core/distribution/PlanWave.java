package io.lotline.core.distribution;

import io.lotline.core.decision.Command;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WaveId;
import java.util.List;

/// Plans orders of one warehouse to be picked together.
public record PlanWave(WaveId wave, List<OrderId> orders) implements Command {
    public PlanWave {
        orders = List.copyOf(orders);
    }
}
