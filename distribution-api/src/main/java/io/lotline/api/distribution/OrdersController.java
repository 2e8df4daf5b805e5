package io.lotline.api.distribution;

import io.lotline.api.http.Commands;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.distribution.AllocateOrder;
import io.lotline.core.distribution.PlaceOrder;
import io.lotline.core.events.DistributionEvent.OrderLine;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Takes orders and promises stock to them.
@RestController
class OrdersController {
    private final Commands commands;

    OrdersController(Commands commands) {
        this.commands = commands;
    }

    /// Places an order. It cannot be changed afterwards.
    @PutMapping("/v1/orders/{orderId}")
    ResponseEntity<Placed> place(
            Submission submission, @PathVariable OrderId orderId, @RequestBody Order body) {
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
    @PostMapping("/v1/orders/{orderId}/allocation")
    ResponseEntity<AllocatedOrder> allocate(Submission submission, @PathVariable OrderId orderId) {
        Done done =
                commands.run(
                        new AllocateOrder(
                                orderId, submission.caller().enterprise(), submission.today()),
                        submission.keyed(null));
        return Commands.ok(done, AllocatedOrder.of(done));
    }

    record Placed(OrderId orderId) {}

    /// Who wants what, and from whose stock.
    record Order(
            EnterpriseId owner,
            EnterpriseId consignee,
            WarehouseId warehouse,
            List<OrderLine> lines) {
        Order {
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
