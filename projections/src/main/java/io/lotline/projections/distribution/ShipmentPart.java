package io.lotline.projections.distribution;

import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Goods that left with a shipment, or a consignee's signature.
///
/// @param load     the goods; null for a signature
/// @param delivery the signature; null for goods
public record ShipmentPart(@Nullable Load load, @Nullable Delivery delivery) {

    /// A consignee's signature.
    ///
    /// @param quantity how many pieces were signed for
    public record Delivery(
            EnterpriseId consignee,
            String receivedBy,
            @Nullable String evidence,
            Instant at,
            long quantity) {}

    /// What the keys of the goods of a shipment begin with.
    static String goods(ShipmentId shipment) {
        return shipment.value() + "\tgoods\t";
    }

    /// What the keys of the goods of an order on a shipment begin with.
    static String goods(ShipmentId shipment, EnterpriseId consignee, OrderId order) {
        return goods(shipment) + consignee.value() + "\t" + order.value() + "\t";
    }

    /// What the keys of the signatures of a shipment begin with.
    static String deliveries(ShipmentId shipment) {
        return shipment.value() + "\tsigned\t";
    }

    /// Goods of one line of an order, one lot and one serial number are one document.
    static String key(ShipmentId shipment, Load load) {
        return goods(shipment)
                + String.join(
                        "\t",
                        load.consignee().value(),
                        load.order().value(),
                        load.lineId().value(),
                        load.item().di().value(),
                        Objects.toString(load.item().lot(), ""),
                        Objects.toString(load.serial(), ""),
                        load.item().owner().value(),
                        Objects.toString(load.expiryDate(), ""));
    }

    /// Signatures stand in the order in which they were given.
    static String key(ShipmentId shipment, long position) {
        return deliveries(shipment) + "%016d".formatted(position);
    }

    ShipmentPart plus(Load more) {
        return load == null
                ? new ShipmentPart(more, null)
                : new ShipmentPart(
                        new Load(
                                load.order(),
                                load.lineId(),
                                load.consignee(),
                                load.item(),
                                load.serial(),
                                load.expiryDate(),
                                load.quantity() + more.quantity()),
                        null);
    }
}
