package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent;
import io.lotline.core.events.DistributionEvent.GoodsLeftBehind;
import io.lotline.core.events.DistributionEvent.GoodsRefused;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemChecked;
import io.lotline.core.events.DistributionEvent.ItemLoaded;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.ItemPicked;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.OrderUnallocated;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.DistributionEvent.RouteCommitted;
import io.lotline.core.events.DistributionEvent.RouteDefined;
import io.lotline.core.events.DistributionEvent.RoutePlanned;
import io.lotline.core.events.DistributionEvent.ShipmentCancelled;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.DistributionEvent.VehicleDefined;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.projections.distribution.Shipment.State;
import io.lotline.projections.engine.PartwiseView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the shipments, by shipment id.
public final class ShipmentsView extends PartwiseView<Shipment> {
    public static final String NAME = "shipments";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 4;
    }

    /// Version 1 kept the goods on board in the document.
    @Override
    public int readsFrom() {
        return 2;
    }

    @Override
    public Class<Shipment> documentType() {
        return Shipment.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("warehouse", "state", "_id"),
                List.of("state", "_id"),
                List.of("orders", "_id"),
                List.of("owners", "state"));
    }

    @Override
    protected Set<String> keysOf(Recorded recorded) {
        if (!(recorded.event() instanceof DistributionEvent event)) {
            return Set.of();
        }
        return switch (event) {
            case ShipmentPlanned planned -> Set.of(planned.shipment().value());
            case ShipmentCancelled cancelled -> Set.of(cancelled.shipment().value());
            case ItemLoaded loaded -> Set.of(loaded.shipment().value());
            case ItemUnloaded unloaded -> Set.of(unloaded.shipment().value());
            case ShipmentDispatched dispatched -> Set.of(dispatched.shipment().value());
            case GoodsLeftBehind behind -> Set.of(behind.shipment().value());
            case ShipmentDelivered delivered -> Set.of(delivered.shipment().value());
            case OrderPlaced _,
                    OrderAmended _,
                    OrderCancelled _,
                    OrderAllocated _,
                    OrderUnallocated _,
                    PromisesBroken _,
                    ItemPutBack _,
                    WavePlanned _,
                    ItemPicked _,
                    ItemChecked _,
                    ItemPacked _,
                    ItemUnpacked _,
                    GoodsReturned _,
                    GoodsRefused _,
                    VehicleDefined _,
                    RouteDefined _,
                    RoutePlanned _,
                    RouteCommitted _ ->
                    Set.of();
        };
    }

    @Override
    protected @Nullable Shipment foldOne(
            @Nullable Shipment shipment, Recorded recorded, String key) {
        if (recorded.event() instanceof ShipmentPlanned planned) {
            return planned(planned, recorded.at());
        }
        return shipment == null || !(recorded.event() instanceof DistributionEvent event)
                ? shipment
                : after(shipment, event, recorded.at());
    }

    private static Shipment after(Shipment shipment, DistributionEvent event, Instant at) {
        return switch (event) {
            case ItemLoaded loaded -> shipment.loading(loaded.movement().quantity());
            case ItemUnloaded unloaded -> shipment.loading(-unloaded.movement().quantity());
            case ShipmentCancelled cancelled -> shipment.cancelled(cancelled.reason());
            case ShipmentDispatched dispatched -> shipment.dispatched(dispatched.loads(), at);
            case GoodsLeftBehind behind -> shipment.without(behind.goods());
            case ShipmentDelivered delivered ->
                    shipment.delivered(delivered.consignee(), delivered.loads());
            case ShipmentPlanned _,
                    OrderPlaced _,
                    OrderAmended _,
                    OrderCancelled _,
                    OrderAllocated _,
                    OrderUnallocated _,
                    PromisesBroken _,
                    ItemPutBack _,
                    WavePlanned _,
                    ItemPicked _,
                    ItemChecked _,
                    ItemPacked _,
                    ItemUnpacked _,
                    GoodsReturned _,
                    GoodsRefused _,
                    VehicleDefined _,
                    RouteDefined _,
                    RoutePlanned _,
                    RouteCommitted _ ->
                    shipment;
        };
    }

    private static Shipment planned(ShipmentPlanned planned, Instant at) {
        return new Shipment(
                planned.shipment(),
                planned.warehouse(),
                planned.orders(),
                planned.carrier(),
                planned.vehicle(),
                planned.stops(),
                State.PLANNED,
                0,
                0,
                Set.of(),
                Set.of(),
                List.of(),
                at,
                null,
                null);
    }
}
