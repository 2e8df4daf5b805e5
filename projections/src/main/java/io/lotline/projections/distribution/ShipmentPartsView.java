package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.GoodsRefused;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Refused;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.projections.distribution.ShipmentPart.Delivery;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what left with shipments, who signed for it and what was refused: a document for
/// each [ShipmentPart].
public final class ShipmentPartsView implements View<ShipmentPart> {
    public static final String NAME = "shipment-parts";

    private final ByKey<Loaded> loads = new ByKey<>(ShipmentPartsView::loads, Loaded::key);

    private final ByKey<Refusal> refusals = new ByKey<>(ShipmentPartsView::refusals, Refusal::key);

    private record Loaded(String key, Load load) {}

    private record Refusal(String key, Refused refused) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<ShipmentPart> documentType() {
        return ShipmentPart.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return switch (recorded.event()) {
            case ShipmentDelivered delivered ->
                    Set.of(ShipmentPart.key(delivered.shipment(), recorded.position()));
            case GoodsRefused refused -> refusals.keys(refused);
            default -> loads.keys(recorded.event());
        };
    }

    @Override
    public @Nullable ShipmentPart fold(@Nullable ShipmentPart part, Recorded recorded, String key) {
        if (recorded.event() instanceof ShipmentDelivered delivered) {
            return new ShipmentPart(null, Delivery.of(delivered, recorded.at()), null);
        }
        for (Refusal refusal : refusals.of(recorded.event(), key)) {
            return new ShipmentPart(null, null, refusal.refused());
        }
        ShipmentPart folded = part == null ? new ShipmentPart(null, null, null) : part;
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

    private static List<Refusal> refusals(WarehouseEvent event) {
        List<Refusal> refusals = new ArrayList<>();
        if (event instanceof GoodsRefused refused) {
            for (Refused goods : refused.goods()) {
                refusals.add(
                        new Refusal(
                                ShipmentPart.key(
                                        refused.shipment(),
                                        refused.consignee(),
                                        goods.load().item().owner(),
                                        refusals.size()),
                                goods));
            }
        }
        return refusals;
    }
}
