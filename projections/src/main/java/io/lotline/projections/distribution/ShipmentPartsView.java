package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.projections.distribution.ShipmentPart.Delivery;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what left with shipments and who signed for it, a document for each [ShipmentPart].
public final class ShipmentPartsView implements View<ShipmentPart> {
    public static final String NAME = "shipment-parts";

    private final ByKey<Loaded> loads = new ByKey<>(ShipmentPartsView::loads, Loaded::key);

    private record Loaded(String key, Load load) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ShipmentPart> documentType() {
        return ShipmentPart.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return recorded.event() instanceof ShipmentDelivered delivered
                ? Set.of(ShipmentPart.key(delivered.shipment(), recorded.position()))
                : loads.keys(recorded.event());
    }

    @Override
    public @Nullable ShipmentPart fold(
            @Nullable ShipmentPart part, Recorded recorded, String key) {
        if (recorded.event() instanceof ShipmentDelivered delivered) {
            return new ShipmentPart(
                    null,
                    new Delivery(
                            delivered.consignee(),
                            delivered.receivedBy(),
                            delivered.evidence(),
                            recorded.at(),
                            Shipment.pieces(delivered.loads())));
        }
        ShipmentPart folded = part == null ? new ShipmentPart(null, null) : part;
        for (Loaded loaded : loads.of(recorded.event(), key)) {
            folded = folded.plus(loaded.load());
        }
        return folded;
    }

    private static List<Loaded> loads(WarehouseEvent event) {
        return event instanceof ShipmentDispatched dispatched
                ? dispatched.loads().stream()
                        .map(
                                load ->
                                        new Loaded(
                                                ShipmentPart.key(dispatched.shipment(), load),
                                                load))
                        .toList()
                : List.of();
    }
}
