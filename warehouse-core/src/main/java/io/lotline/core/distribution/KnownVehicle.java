package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.VehicleId;
import org.jspecify.annotations.Nullable;

/// A vehicle by its id; null where there is none.
record KnownVehicle(@Nullable VehicleDefined file) {
    static final Book<VehicleId, KnownVehicle> BOOK =
            Book.named("vehicle", 1, VehicleId.class, KnownVehicle.class)
                    .ruled(
                            vehicle ->
                                    Boundaries.of(Tags.vehicle(vehicle))
                                            .types(VehicleDefined.class),
                            _ -> new KnownVehicle(null),
                            (_, before, event) ->
                                    event instanceof VehicleDefined defined
                                            ? new KnownVehicle(defined)
                                            : before);
}
