package io.lotline.api.inventory;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
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
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.Views;
import io.lotline.projections.access.KeysView;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.catalogue.PackagesView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.GoodsOwnersView;
import io.lotline.projections.inventory.Hold;
import io.lotline.projections.inventory.Holds.FindHolds;
import io.lotline.projections.inventory.HoldsView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Stops stock and releases it.
@RestController
class HoldsController {
    private final Commands commands;
    private final Views views;
    private final KnownValues known;
    private final Names names;

    HoldsController(Commands commands, Views views, KnownValues known, Names names) {
        this.names = names;
        this.commands = commands;
        this.views = views;
        this.known = known;
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
                                location(submission.caller(), body.location()),
                                body.owner()),
                        body.reason(),
                        Boolean.TRUE.equals(body.expected()));
        Done done = commands.run(command, submission.keyed(body));
        StockHeld held = Commands.event(done, StockHeld.class);
        return Commands.created(done, new Held(held.hold()));
    }

    /// The bin that a body names, with its warehouse; what names none is left to the rules.
    private @Nullable String location(Caller caller, @Nullable String named) {
        if (named == null) {
            return null;
        }
        Location location =
                named.contains("/")
                        ? Location.parse(named)
                        : known.onlyLocation(caller, new LocationId(named));
        if (location == null) {
            return named;
        }
        caller.mustWorkIn(location.warehouse());
        return location.toString();
    }

    /// Lists holds: to an enterprise those that concern its goods, to staff of some warehouses
    /// those that may stop goods there.
    @Operation(
            summary =
                    "Lists holds: to an enterprise those that concern its goods, to staff of some warehouses those that may stop goods there")
    @Reads({
        HoldsView.NAME,
        GoodsOwnersView.NAME,
        EnterprisesView.NAME,
        DevicesView.NAME,
        PackagesView.NAME,
        KeysView.NAME
    })
    @GetMapping("/v1/holds")
    ResponseEntity<Listing<HoldOnFile>> list(
            Caller caller,
            PageRequest asked,
            HttpServletResponse response,
            @RequestParam Hold.@Nullable State state,
            @RequestParam @Nullable Di di,
            @RequestParam @Nullable LotNumber lot,
            @RequestParam @Nullable EnterpriseId owner) {
        known.owner(caller, owner);
        known.lot(lot);
        Di device = known.device(di, response);
        if (caller.excludes(owner)) {
            return Listing.of(List.of(), null);
        }
        Page<Hold> page =
                known.ofLot(
                        caller,
                        device,
                        lot,
                        views.holds()
                                .find(
                                        new FindHolds(
                                                state,
                                                device,
                                                lot,
                                                caller.ownerOr(owner),
                                                caller.ownWarehouses()),
                                        asked.after(),
                                        asked.limit()));
        return Listing.of(named(caller, page.items()), page.next());
    }

    private List<HoldOnFile> named(Caller caller, List<Hold> rows) {
        Map<String, String> devices = names.devices(rows.stream().map(Hold::di));
        Map<String, String> owners =
                names.enterprises(rows.stream().map(Hold::owner).filter(Objects::nonNull));
        Map<String, String> actors =
                names.actors(
                        caller,
                        rows.stream().flatMap(hold -> Stream.of(hold.heldBy(), hold.releasedBy())));
        boolean staff = caller.enterprise() == null;
        return rows.stream()
                .map(hold -> HoldOnFile.of(hold, devices, owners, actors, staff))
                .toList();
    }

    /// A hold, and whether it stands.
    ///
    /// @param location   a location's id, or `warehouse/location`
    /// @param heldBy     who recorded it; not told to enterprises
    /// @param releasedBy who released it; not told to enterprises
    record HoldOnFile(
            HoldId holdId,
            Hold.State state,
            Di di,
            @Nullable String name,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable String location,
            @Nullable EnterpriseId owner,
            @Nullable String ownerName,
            String reason,
            Instant since,
            @Nullable String heldBy,
            @Nullable String heldByLabel,
            @Nullable Instant released,
            @Nullable String releasedBy,
            @Nullable String releasedByLabel) {
        static HoldOnFile of(
                Hold hold,
                Map<String, String> devices,
                Map<String, String> owners,
                Map<String, String> actors,
                boolean staff) {
            return new HoldOnFile(
                    hold.holdId(),
                    hold.state(),
                    hold.di(),
                    devices.get(hold.di().value()),
                    hold.lot(),
                    hold.serial(),
                    hold.location(),
                    hold.owner(),
                    hold.owner() == null ? null : owners.get(hold.owner().value()),
                    hold.reason(),
                    hold.since(),
                    staff ? hold.heldBy() : null,
                    actors.get(hold.heldBy()),
                    hold.released(),
                    staff ? hold.releasedBy() : null,
                    hold.releasedBy() == null ? null : actors.get(hold.releasedBy()));
        }
    }

    /// Ends a hold.
    @Operation(summary = "Ends a hold")
    @PostMapping("/v1/holds/{holdId}/release")
    ResponseEntity<Held> release(Submission submission, @PathVariable HoldId holdId) {
        Done done =
                commands.run(
                        new ReleaseHold(holdId, submission.caller().ownWarehouses()),
                        submission.keyed(null));
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
