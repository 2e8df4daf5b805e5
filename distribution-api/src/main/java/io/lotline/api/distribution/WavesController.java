package io.lotline.api.distribution;

import io.lotline.api.http.Commands;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.distribution.PlanWave;
import io.lotline.core.events.DistributionEvent.WavePlanned;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WaveId;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Plans waves: orders that are picked together.
@RestController
class WavesController {
    private final Commands commands;

    WavesController(Commands commands) {
        this.commands = commands;
    }

    /// Plans a wave of orders of one warehouse.
    @Operation(summary = "Plans a wave of orders of one warehouse")
    @PostMapping("/v1/waves")
    ResponseEntity<Wave> plan(Submission submission, @RequestBody WaveRequest body) {
        PlanWave command =
                new PlanWave(
                        new WaveId("W-" + UUID.randomUUID().toString().substring(0, 13)),
                        body.orders(),
                        submission.caller().ownWarehouses());
        Done done = commands.run(command, submission.keyed(body));
        WavePlanned planned = Commands.event(done, WavePlanned.class);
        return Commands.created(
                done, new Wave(planned.wave(), planned.warehouse(), planned.orders()));
    }

    record Wave(WaveId waveId, WarehouseId warehouse, List<OrderId> orders) {}

    record WaveRequest(List<OrderId> orders) {
        WaveRequest {
            orders = Shape.lines("orders", orders);
            var _ = Shape.distinct("orders", orders);
        }
    }
}
