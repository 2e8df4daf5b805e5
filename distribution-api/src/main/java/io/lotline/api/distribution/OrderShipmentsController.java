package io.lotline.api.distribution;

import io.lotline.api.distribution.ShipmentsController.RefusedRow;
import io.lotline.api.http.Caller;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Unknown;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Refused;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.distribution.Order;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.Shipment;
import io.lotline.projections.distribution.ShipmentPartsView;
import io.lotline.projections.distribution.ShipmentsView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// How the goods of an order travel, and who signed for them. Who owns them sees of a shipment,
/// which others share, only what concerns this order.
@RestController
class OrderShipmentsController {
    private final Views views;
    private final Names names;

    OrderShipmentsController(Views views, Names names) {
        this.views = views;
        this.names = names;
    }

    /// Lists the shipments of an order, with who signed for its goods.
    @Operation(
            summary = "Lists the shipments of an order, with who signed for its goods",
            description =
                    "Of a shipment that others share only what concerns this order. It is DELIVERED once the order's consignee signed.")
    @Reads({OrdersView.NAME, ShipmentsView.NAME, ShipmentPartsView.NAME, EnterprisesView.NAME})
    @GetMapping("/v1/orders/{orderId}/shipments")
    ResponseEntity<Listing<OrderShipment>> list(
            Caller caller, PageRequest asked, @PathVariable OrderId orderId) {
        Order order =
                views.orders()
                        .find(orderId)
                        .filter(each -> caller.sees(each.owner(), each.warehouse()))
                        .orElseThrow(() -> Unknown.document("order", orderId));
        Page<Shipment> page =
                views.shipments().find(null, orderId, null, asked.after(), asked.limit());
        Map<String, String> called =
                names.enterprises(
                        Stream.concat(
                                Stream.of(order.consignee()),
                                page.items().stream().map(Shipment::carrier)));
        return Listing.of(
                page.items().stream().map(shipment -> of(shipment, order, called)).toList(),
                page.next());
    }

    private OrderShipment of(Shipment shipment, Order order, Map<String, String> called) {
        boolean left = shipment.dispatched() != null;
        List<Load> carried =
                left
                        ? views.shipments()
                                .goods(shipment.shipmentId(), order.consignee(), order.orderId())
                        : List.of();
        boolean leftBehind = left && carried.isEmpty();
        List<Refused> refused =
                carried.isEmpty()
                        ? List.of()
                        : views.shipments()
                                .refusals(
                                        shipment.shipmentId(), order.consignee(), order.orderId());
        List<SignedFor> signatures =
                carried.isEmpty() ? List.of() : signatures(shipment, order, carried, refused);
        Shipment.State state = shipment.state();
        if (left) {
            state = signatures.isEmpty() ? Shipment.State.DISPATCHED : Shipment.State.DELIVERED;
        }
        return new OrderShipment(
                shipment.shipmentId(),
                shipment.warehouse(),
                shipment.carrier(),
                called.get(shipment.carrier().value()),
                shipment.vehicle(),
                order.consignee(),
                called.get(order.consignee().value()),
                state,
                shipment.planned(),
                shipment.dispatched(),
                leftBehind,
                signatures,
                refused.stream().map(RefusedRow::of).toList());
    }

    /// Who signed for the order's goods, and for how many of them.
    private List<SignedFor> signatures(
            Shipment shipment, Order order, List<Load> carried, List<Refused> refused) {
        long taken =
                carried.stream().mapToLong(Load::quantity).sum()
                        - refused.stream().mapToLong(each -> each.load().quantity()).sum();
        Set<Di> devices =
                carried.stream().map(load -> load.item().di()).collect(Collectors.toSet());
        return views.shipments().signatures(shipment.shipmentId(), order.consignee()).stream()
                .map(delivery -> SignedFor.of(delivery).of(taken, devices))
                .toList();
    }

    /// A shipment, as far as it carries goods of one order.
    ///
    /// @param state      PLANNED, LOADING, DISPATCHED, or DELIVERED once the consignee signed
    /// @param leftBehind whether it left without any of the order's goods
    /// @param refused    what of the order's goods was not taken
    record OrderShipment(
            ShipmentId shipmentId,
            WarehouseId warehouse,
            EnterpriseId carrier,
            @Nullable String carrierName,
            @Nullable String vehicle,
            EnterpriseId consignee,
            @Nullable String consigneeName,
            Shipment.State state,
            Instant planned,
            @Nullable Instant dispatched,
            boolean leftBehind,
            List<SignedFor> deliveries,
            List<RefusedRow> refused) {}
}
