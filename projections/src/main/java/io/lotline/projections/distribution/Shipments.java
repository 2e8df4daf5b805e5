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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The questions about shipments.
public final class Shipments {
    private static final List<State> ON_THE_WAY =
            List.of(State.DISPATCHED, State.PARTIALLY_DELIVERED);

    private static final int PART = 1_000;

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

    /// A page of the goods that consignees refused.
    public Page<Refused> refusals(ShipmentId shipment, @Nullable String after, int limit) {
        return page(ShipmentPart.refusals(shipment), ShipmentPart::refused, after, limit);
    }

    /// What a consignee refused of an order's goods.
    public List<Refused> refusals(ShipmentId shipment, EnterpriseId consignee, OrderId order) {
        return all(ShipmentPart.refusals(shipment, consignee), ShipmentPart::refused)
                .filter(refused -> refused.load().order().equals(order))
                .toList();
    }

    /// What of an order left with a shipment.
    public List<Load> goods(ShipmentId shipment, EnterpriseId consignee, OrderId order) {
        return all(ShipmentPart.goods(shipment, consignee, order), ShipmentPart::load).toList();
    }

    /// Whether goods of this owner left with a shipment for a consignee.
    public boolean carriedFor(ShipmentId shipment, EnterpriseId consignee, EnterpriseId owner) {
        return all(ShipmentPart.goods(shipment, consignee), ShipmentPart::load)
                .anyMatch(load -> load.item().owner().equals(owner));
    }

    /// The signatures of one consignee for a shipment; there are at most as many as it has stops.
    public List<Delivery> signatures(ShipmentId shipment, EnterpriseId consignee) {
        return all(ShipmentPart.deliveries(shipment), ShipmentPart::delivery)
                .filter(delivery -> delivery.consignee().equals(consignee))
                .toList();
    }

    /// All parts of a range, read a page at a time and only as far as somebody looks.
    private <T> Stream<T> all(String range, Function<ShipmentPart, @Nullable T> form) {
        Page<T> first = page(range, form, null, PART);
        return Stream.iterate(
                        first,
                        Objects::nonNull,
                        page -> page.next() == null ? null : page(range, form, page.next(), PART))
                .flatMap(page -> page.items().stream());
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
