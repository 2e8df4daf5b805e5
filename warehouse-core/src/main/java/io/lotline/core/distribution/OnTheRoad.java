package io.lotline.core.distribution;

import io.lotline.core.decision.Book;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pcollections.OrderedPMap;
import org.pcollections.OrderedPSet;

/// What a shipment that left still has on board, and who has signed for it.
///
/// @param consignees all of them, in the order in which the dispatch names them
/// @param loads      what each consignee that has not signed is to get
/// @param signed     the consignees that have signed
/// @param units      the logistic units that left with it
record OnTheRoad(
        List<EnterpriseId> consignees,
        OrderedPMap<EnterpriseId, List<Load>> loads,
        OrderedPSet<EnterpriseId> signed,
        List<Sscc> units) {
    private static final OnTheRoad NOTHING =
            new OnTheRoad(List.of(), OrderedPMap.empty(), OrderedPSet.empty(), List.of());

    static final Book<ShipmentId, OnTheRoad> BOOK =
            Book.named("on-the-road", 2, ShipmentId.class, OnTheRoad.class)
                    .ruled(
                            shipment ->
                                    Boundaries.of(Tags.shipment(shipment))
                                            .types(
                                                    ShipmentDispatched.class,
                                                    ShipmentDelivered.class),
                            _ -> NOTHING,
                            (_, road, event) -> road.after(event))
                    .sized(
                            road -> {
                                int size = road.consignees().size() + road.units().size();
                                for (List<Load> loads : road.loads().values()) {
                                    size += loads.size();
                                }
                                return size;
                            });

    private OnTheRoad after(WarehouseEvent event) {
        if (event instanceof ShipmentDelivered delivered) {
            return new OnTheRoad(
                    consignees,
                    loads.minus(delivered.consignee()),
                    signed.plus(delivered.consignee()),
                    units);
        }
        if (!(event instanceof ShipmentDispatched left)) {
            return this;
        }
        Map<EnterpriseId, List<Load>> byConsignee = new LinkedHashMap<>();
        for (Load load : left.loads()) {
            byConsignee.computeIfAbsent(load.consignee(), _ -> new ArrayList<>()).add(load);
        }
        byConsignee.replaceAll((_, some) -> List.copyOf(some));
        return new OnTheRoad(
                List.copyOf(byConsignee.keySet()),
                OrderedPMap.from(byConsignee),
                signed,
                left.units() == null ? List.of() : left.units());
    }
}
