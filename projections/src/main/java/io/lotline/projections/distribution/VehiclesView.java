package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the vehicles, by vehicle id.
public final class VehiclesView implements View<Vehicle> {
    public static final String NAME = "vehicles";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Vehicle> documentType() {
        return Vehicle.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("warehouse", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof VehicleDefined defined
                ? Set.of(defined.vehicle().value())
                : Set.of();
    }

    @Override
    public @Nullable Vehicle fold(@Nullable Vehicle before, Recorded recorded, String key) {
        return recorded.event() instanceof VehicleDefined defined
                ? new Vehicle(defined.vehicle(), defined.warehouse(), defined)
                : before;
    }
}
