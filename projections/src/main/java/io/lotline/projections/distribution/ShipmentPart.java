package io.lotline.projections.distribution;

import io.lotline.core.events.DistributionEvent.Handover;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Refused;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Goods that left with a shipment, a consignee's signature, or goods that it refused.
///
/// @param load     the goods; null for others
/// @param delivery the signature; null for others
/// @param refused  what was refused; null for others
public record ShipmentPart(
        @Nullable Load load, @Nullable Delivery delivery, @Nullable Refused refused) {

    /// A consignee's signature.
    ///
    /// @param at       when it was given, or recorded where nobody said when
    /// @param quantity how many pieces were signed for
    /// @param proof    what else is known of the handover; null where nothing is
    public record Delivery(
            EnterpriseId consignee,
            String receivedBy,
            @Nullable String evidence,
            Instant at,
            Instant recorded,
            long quantity,
            @Nullable Handover proof) {

        static Delivery of(ShipmentDelivered event, Instant recorded) {
            Handover proof = event.proof();
            return new Delivery(
                    event.consignee(),
                    event.receivedBy(),
                    event.evidence(),
                    proof == null || proof.at() == null ? recorded : proof.at(),
                    recorded,
                    Shipment.pieces(event.loads()),
                    proof);
        }
    }

    /// What the keys of the goods of a shipment begin with.
    static String goods(ShipmentId shipment) {
        return shipment.value() + "\tgoods\t";
    }

    /// What the keys of the goods of a shipment for a consignee begin with.
    static String goods(ShipmentId shipment, EnterpriseId consignee) {
        return goods(shipment) + consignee.value() + "\t";
    }

    /// What the keys of the goods of an order on a shipment begin with.
    static String goods(ShipmentId shipment, EnterpriseId consignee, OrderId order) {
        return goods(shipment, consignee) + order.value() + "\t";
    }

    /// What the keys of the signatures of a shipment begin with.
    static String deliveries(ShipmentId shipment) {
        return shipment.value() + "\tsigned\t";
    }

    /// What the keys of the goods that were refused begin with.
    static String refusals(ShipmentId shipment) {
        return shipment.value() + "\trefused\t";
    }

    /// What the keys of the goods that a consignee refused begin with.
    static String refusals(ShipmentId shipment, EnterpriseId consignee) {
        return refusals(shipment) + consignee.value() + "\t";
    }

    /// What a consignee refused of an owner's goods stands in the order in which it was said; it
    /// signs once.
    static String key(ShipmentId shipment, EnterpriseId consignee, EnterpriseId owner, int index) {
        return refusals(shipment, consignee) + owner.value() + "\t%06d".formatted(index);
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
                ? new ShipmentPart(more, null, null)
                : new ShipmentPart(
                        new Load(
                                load.order(),
                                load.lineId(),
                                load.consignee(),
                                load.item(),
                                load.serial(),
                                load.expiryDate(),
                                load.quantity() + more.quantity()),
                        null,
                        null);
    }
}
