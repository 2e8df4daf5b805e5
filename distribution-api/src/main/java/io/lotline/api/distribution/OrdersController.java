package io.lotline.api.distribution;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Revision;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.distribution.AllocateOrder;
import io.lotline.core.distribution.AmendOrder;
import io.lotline.core.distribution.CancelOrder;
import io.lotline.core.distribution.PlaceOrder;
import io.lotline.core.distribution.UnallocateOrder;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.DevicesView;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
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
    private final Names names;

    OrdersController(
            Commands commands, Views views, Freshness freshness, KnownValues known, Names names) {
        this.names = names;
        this.known = known;
        this.commands = commands;
        this.views = views;
        this.freshness = freshness;
        this.orders = views.orders();
    }

    /// Places an order, or, with `If-Match`, changes it before its goods have left. Without
    /// `If-Match` another body than that of the order as it is answers 409.
    @Operation(summary = "Places an order, or changes it with If-Match")
    @PutMapping("/v1/orders/{orderId}")
    ResponseEntity<Placed> place(
            Submission submission,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable OrderId orderId,
            @RequestBody OrderRequest body) {
        Command placing = command(submission, orderId, body);
        Command command =
                ifMatch == null
                        ? placing
                        : new AmendOrder(
                                orderId,
                                body.owner(),
                                body.consignee(),
                                body.warehouse(),
                                body.lines(),
                                Revision.allowed(ifMatch),
                                submission.caller().enterprise(),
                                submission.caller().ownWarehouses(),
                                submission.today());
        Done done = commands.run(command, submission.document());
        int revision = revision(orderId, done);
        Placed placed = new Placed(orderId, revision);
        ResponseEntity<Placed> answer =
                ifMatch == null ? Commands.put(done, placed) : Commands.ok(done, placed);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .eTag(Revision.tag(revision))
                .body(placed);
    }

    /// The new order that a caller who may do so asks for.
    static PlaceOrder command(Submission submission, OrderId orderId, OrderRequest body) {
        submission.caller().mustOwn("owner", body.owner());
        submission.caller().mustWorkIn(body.warehouse());
        return new PlaceOrder(
                orderId,
                body.owner(),
                body.consignee(),
                body.warehouse(),
                body.lines(),
                submission.today());
    }

    /// Which form of its document an order has after a command.
    private int revision(OrderId orderId, Done done) {
        for (Recorded recorded : done.events()) {
            if (recorded.event() instanceof OrderAmended amended) {
                return amended.revision();
            }
            if (recorded.event() instanceof OrderPlaced) {
                return 1;
            }
        }
        return seen(orderId, done).revision();
    }

    /// The order as it is at the command's position or later.
    private Order seen(OrderId orderId, Done done) {
        var _ =
                freshness.await(
                        done.position(),
                        HttpLimits.POSITION_WAIT,
                        OrdersView.NAME,
                        PickListsView.NAME);
        return orders.find(orderId).orElseThrow(() -> Unknown.document("order", orderId));
    }

    /// Cancels what has not left of an order, whole or by lines.
    @Operation(summary = "Cancels what has not left of an order, whole or by lines")
    @PostMapping("/v1/orders/{orderId}/cancellation")
    ResponseEntity<CancelledOrder> cancel(
            Submission submission, @PathVariable OrderId orderId, @RequestBody Cancellation body) {
        Done done =
                commands.run(
                        new CancelOrder(
                                orderId,
                                body.reason(),
                                body.lines(),
                                submission.caller().enterprise(),
                                submission.caller().ownWarehouses()),
                        submission.keyed(body));
        return Commands.ok(done, CancelledOrder.of(orderId, done));
    }

    /// Frees what is promised to an order and not yet picked.
    @Operation(summary = "Frees what is promised to an order and not yet picked")
    @DeleteMapping("/v1/orders/{orderId}/allocation")
    ResponseEntity<UnallocatedOrder> unallocate(
            Submission submission, @PathVariable OrderId orderId) {
        Done done =
                commands.run(
                        new UnallocateOrder(
                                orderId,
                                submission.caller().enterprise(),
                                submission.caller().ownWarehouses()),
                        submission.key() == null ? submission.document() : submission.keyed(null));
        return Commands.ok(done, UnallocatedOrder.of(orderId, done));
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
        return AllocatedOrder.of(seen(orderId, done), views.pickLists().wholeOrder(orderId));
    }

    /// Shows an order and how far each of its lines is.
    @Operation(summary = "Shows an order and how far each of its lines is")
    @Reads({OrdersView.NAME, EnterprisesView.NAME, DevicesView.NAME})
    @GetMapping("/v1/orders/{orderId}")
    ResponseEntity<OrderOnFile> get(Caller caller, @PathVariable OrderId orderId) {
        Order order =
                orders.find(orderId)
                        .filter(each -> caller.sees(each.owner(), each.warehouse()))
                        .orElseThrow(() -> Unknown.document("order", orderId));
        return ResponseEntity.ok()
                .eTag(Revision.tag(order.revision(), order))
                .body(OrderOnFile.of(List.of(order), names).getFirst());
    }

    /// Lists orders.
    @Operation(summary = "Lists orders")
    @Reads({OrdersView.NAME, EnterprisesView.NAME, LocationsView.NAME, DevicesView.NAME})
    @GetMapping("/v1/orders")
    ResponseEntity<Listing<OrderOnFile>> list(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam Order.@Nullable State state) {
        known.owner(caller, owner);
        known.warehouse(caller, warehouse);
        if (caller.excludes(owner)) {
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
                OrderOnFile.of(
                        page.items().stream()
                                .filter(order -> caller.worksIn(order.warehouse()))
                                .toList(),
                        names),
                page.next());
    }

    /// @param revision which form of its document the order has
    record Placed(OrderId orderId, int revision) {}

    /// Why an order is cancelled.
    ///
    /// @param lines the lines to cancel; all if left out
    record Cancellation(String reason, @Nullable List<LineId> lines) {
        Cancellation {
            Shape.text("reason", reason);
            if (lines != null) {
                lines = Shape.lines("lines", lines);
                var _ = Shape.distinct("lines", lines);
            }
        }
    }

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
