package io.lotline.api.distribution;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.distribution.AllocateOrder;
import io.lotline.core.distribution.PlaceOrder;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.distribution.Order;
import io.lotline.projections.distribution.Orders;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.PickListsView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Takes orders and promises stock to them.
@RestController
class OrdersController {
    private final Commands commands;
    private final Orders orders;
    private final Views views;
    private final Freshness freshness;
    private final KnownValues known;

    OrdersController(Commands commands, Views views, Freshness freshness, KnownValues known) {
        this.known = known;
        this.commands = commands;
        this.views = views;
        this.freshness = freshness;
        this.orders = views.orders();
    }

    /// Places an order. It cannot be changed afterwards.
    @Operation(summary = "Places an order")
    @PutMapping("/v1/orders/{orderId}")
    ResponseEntity<Placed> place(
            Submission submission, @PathVariable OrderId orderId, @RequestBody OrderRequest body) {
        submission.caller().mustOwn("owner", body.owner());
        submission.caller().mustWorkIn(body.warehouse());
        PlaceOrder command =
                new PlaceOrder(
                        orderId,
                        body.owner(),
                        body.consignee(),
                        body.warehouse(),
                        body.lines(),
                        submission.today());
        return Commands.put(commands.run(command, submission.document()), new Placed(orderId));
    }

    /// Promises stock to an order, first expired first out.
    @Operation(summary = "Promises stock to an order, first expired first out")
    @PostMapping("/v1/orders/{orderId}/allocation")
    ResponseEntity<AllocatedOrder> allocate(Submission submission, @PathVariable OrderId orderId) {
        Done done =
                commands.run(
                        new AllocateOrder(
                                orderId,
                                submission.caller().enterprise(),
                                submission.caller().ownWarehouses(),
                                submission.today()),
                        submission.keyed(null));
        return Commands.ok(
                done, done.events().isEmpty() ? promised(orderId, done) : AllocatedOrder.of(done));
    }

    /// What is promised already, where there was nothing to change.
    private AllocatedOrder promised(OrderId orderId, Done done) {
        var _ =
                freshness.await(
                        done.position(),
                        HttpLimits.POSITION_WAIT,
                        OrdersView.NAME,
                        PickListsView.NAME);
        return orders.find(orderId)
                .map(order -> AllocatedOrder.of(order, views.pickLists().wholeOrder(orderId)))
                .orElseThrow(() -> Unknown.document("order", orderId));
    }

    /// Shows an order and how far each of its lines is.
    @Operation(summary = "Shows an order and how far each of its lines is")
    @Reads(OrdersView.NAME)
    @GetMapping("/v1/orders/{orderId}")
    Order get(Caller caller, @PathVariable OrderId orderId) {
        return orders.find(orderId)
                .filter(order -> caller.sees(order.owner(), order.warehouse()))
                .orElseThrow(() -> Unknown.document("order", orderId));
    }

    /// Lists orders.
    @Operation(summary = "Lists orders")
    @Reads({OrdersView.NAME, EnterprisesView.NAME, LocationsView.NAME})
    @GetMapping("/v1/orders")
    ResponseEntity<Listing<Order>> list(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam Order.@Nullable State state) {
        known.owner(caller, owner);
        known.warehouse(caller, warehouse);
        if (caller.excludes(owner) || caller.excludes(warehouse)) {
            return Listing.of(List.of(), null);
        }
        Page<Order> page =
                orders.find(
                        caller.ownerOr(owner),
                        caller.warehouseOr(warehouse),
                        state,
                        asked.after(),
                        asked.limit());
        return Listing.of(
                page.items().stream().filter(order -> caller.worksIn(order.warehouse())).toList(),
                page.next());
    }

    record Placed(OrderId orderId) {}

    /// Who wants what, and from whose stock.
    record OrderRequest(
            EnterpriseId owner,
            EnterpriseId consignee,
            WarehouseId warehouse,
            List<OrderLine> lines) {
        OrderRequest {
            lines = Shape.lines("lines", lines);
            var _ = Shape.distinct("lines.lineId", lines.stream().map(OrderLine::lineId).toList());
            for (int i = 0; i < lines.size(); i++) {
                Integer days = lines.get(i).minimumRemainingDays();
                if (days != null && (days < 0 || days > 36_500)) {
                    throw new MalformedValue(
                            "lines[%d].minimumRemainingDays".formatted(i),
                            "A remaining shelf life is 0 to 36500 days, not %d.".formatted(days));
                }
            }
        }
    }
}
