package io.lotline.projections.distribution;

import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Refused;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.distribution.Shipment.State;
import io.lotline.projections.distribution.ShipmentPart.Delivery;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The questions about shipments.
public final class Shipments {
    private static final List<State> ON_THE_WAY =
            List.of(State.DISPATCHED, State.PARTIALLY_DELIVERED);

    private static final int SIGNATURES = 1_000;

    private final Documents<Shipment> documents;
    private final Documents<ShipmentPart> parts;

    public Shipments(Documents<Shipment> documents, Documents<ShipmentPart> parts) {
        this.documents = documents;
        this.parts = parts;
    }

    /// A page of the goods that left with a shipment, by consignee and order.
    public Page<Load> goods(ShipmentId shipment, @Nullable String after, int limit) {
        return page(ShipmentPart.goods(shipment), ShipmentPart::load, after, limit);
    }

    /// A page of the signatures for a shipment, in their order.
    public Page<Delivery> deliveries(ShipmentId shipment, @Nullable String after, int limit) {
        return page(ShipmentPart.deliveries(shipment), ShipmentPart::delivery, after, limit);
    }

    /// A page of the goods that consignees refused, or this one.
    public Page<Refused> refusals(
            ShipmentId shipment,
            @Nullable EnterpriseId consignee,
            @Nullable String after,
            int limit) {
        return page(
                consignee == null
                        ? ShipmentPart.refusals(shipment)
                        : ShipmentPart.refusals(shipment, consignee),
                ShipmentPart::refused,
                after,
                limit);
    }

    /// Whether goods of this owner left with a shipment for a consignee.
    public boolean carriedFor(ShipmentId shipment, EnterpriseId consignee, EnterpriseId owner) {
        String after = null;
        do {
            Page<Load> page =
                    page(
                            ShipmentPart.goods(shipment, consignee),
                            ShipmentPart::load,
                            after,
                            SIGNATURES);
            if (page.items().stream().anyMatch(load -> load.item().owner().equals(owner))) {
                return true;
            }
            after = page.next();
        } while (after != null);
        return false;
    }

    /// Whether goods of an order left with a shipment.
    public boolean carried(ShipmentId shipment, EnterpriseId consignee, OrderId order) {
        return !parts.findMerged(List.of(ShipmentPart.goods(shipment, consignee, order)), null, 1)
                .items()
                .isEmpty();
    }

    /// The signatures of one consignee for a shipment; there are at most as many as it has stops.
    public List<Delivery> signatures(ShipmentId shipment, EnterpriseId consignee) {
        List<Delivery> found = new ArrayList<>();
        String after = null;
        do {
            Page<Delivery> page = deliveries(shipment, after, SIGNATURES);
            page.items().stream()
                    .filter(delivery -> delivery.consignee().equals(consignee))
                    .forEach(found::add);
            after = page.next();
        } while (after != null);
        return List.copyOf(found);
    }

    private <T> Page<T> page(
            String range,
            Function<ShipmentPart, @Nullable T> form,
            @Nullable String after,
            int limit) {
        Page<ShipmentPart> page = parts.findMerged(List.of(range), after, limit);
        return new Page<>(
                page.items().stream().map(form).filter(Objects::nonNull).toList(), page.next());
    }

    public Optional<Shipment> find(ShipmentId shipment) {
        return documents.find(shipment.value());
    }

    /// @param order only shipments of this order, null for all
    public Page<Shipment> find(
            @Nullable WarehouseId warehouse,
            @Nullable OrderId order,
            @Nullable State state,
            @Nullable String after,
            int limit) {
        return documents.find(
                Where.ALL
                        .is("orders", order)
                        .is("warehouse", warehouse)
                        .isOrAny("state", state, (Object[]) State.values()),
                after,
                limit);
    }

    /// How many shipments left and were not signed for wholly.
    ///
    /// @param owner only those with goods of this owner on board, null for all
    public long onTheWay(@Nullable EnterpriseId owner) {
        return documents.count(Where.ALL.is("owners", owner).in("state", ON_THE_WAY));
    }
}
