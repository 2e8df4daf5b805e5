package io.lotline.core.axon;

import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Events of every type of the catalogue.
public final class SampleEvents {
    private SampleEvents() {}

    /// One event of every type, always the same.
    public static List<WarehouseEvent> all() {
        List<WarehouseEvent> events = new ArrayList<>();
        EventCatalogue.types().forEach(type -> events.add(SampleRecords.full(type)));
        return events;
    }

    /// One event of every type, with values that vary.
    public static List<WarehouseEvent> all(Random random) {
        List<WarehouseEvent> events = new ArrayList<>();
        EventCatalogue.types().forEach(type -> events.add(plausible(type, random)));
        return events;
    }

    /// Only some types move goods into or out of a bin, and rules read no others for it.
    private static WarehouseEvent plausible(Class<? extends WarehouseEvent> type, Random random) {
        WarehouseEvent event = SampleRecords.random(type, random);
        while (!Boundaries.BIN_MOVES.contains(type) && touchesBin(event)) {
            event = SampleRecords.random(type, random);
        }
        return event;
    }

    private static boolean touchesBin(WarehouseEvent event) {
        return event.movements().stream()
                .flatMap(movement -> Stream.of(movement.from(), movement.to()))
                .anyMatch(place -> place.kind() == Place.Kind.LOCATION);
    }

    public static DeviceRegistered device() {
        return SampleRecords.full(DeviceRegistered.class);
    }

    public static StockItem item() {
        return SampleRecords.full(StockItem.class);
    }

    public static Scan scan() {
        return SampleRecords.full(Scan.class);
    }
}
