package io.lotline.api.inventory;

import io.lotline.api.http.Commands;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.inventory.HoldStock;
import io.lotline.core.inventory.ReleaseHold;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Stops stock and releases it.
@RestController
class HoldsController {
    private final Commands commands;

    HoldsController(Commands commands) {
        this.commands = commands;
    }

    /// Stops whatever stock matches every given part.
    @Operation(summary = "Stops whatever stock matches every given part")
    @PostMapping("/v1/holds")
    ResponseEntity<Held> hold(Submission submission, @RequestBody HoldRequest body) {
        HoldStock command =
                new HoldStock(
                        new HoldId("H-" + UUID.randomUUID().toString().substring(0, 13)),
                        new HoldScope(
                                body.di(),
                                body.lot(),
                                body.serial(),
                                body.location(),
                                body.owner()),
                        body.reason(),
                        Boolean.TRUE.equals(body.expected()));
        Done done = commands.run(command, submission.keyed(body));
        StockHeld held = Commands.event(done, StockHeld.class);
        return Commands.created(done, new Held(held.hold()));
    }

    /// Ends a hold.
    @Operation(summary = "Ends a hold")
    @PostMapping("/v1/holds/{holdId}/release")
    ResponseEntity<Held> release(Submission submission, @PathVariable HoldId holdId) {
        Done done = commands.run(new ReleaseHold(holdId), submission.keyed(null));
        return Commands.ok(done, new Held(holdId));
    }

    record Held(HoldId holdId) {}

    /// What to stop, and why.
    ///
    /// @param di       the device's own DI, or that of one of its packages
    /// @param location a location's id, or `warehouse/location`
    /// @param expected that the lot or the serial number is one that has not come yet
    record HoldRequest(
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable String location,
            @Nullable EnterpriseId owner,
            String reason,
            @Nullable Boolean expected) {
        HoldRequest {
            Shape.optionalText("location", location);
            Shape.text("reason", reason);
        }
    }
}
