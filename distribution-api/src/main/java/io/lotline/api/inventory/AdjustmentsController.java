package io.lotline.api.inventory;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.Adjustment;
import io.lotline.core.events.DistributionEvent.PromisesBroken;
import io.lotline.core.events.InventoryEvent.AdjustmentRefused;
import io.lotline.core.events.InventoryEvent.StockAdjusted;
import io.lotline.core.events.StockItem;
import io.lotline.core.inventory.AdjustStock;
import io.lotline.core.inventory.ApproveAdjustment;
import io.lotline.core.inventory.RefuseAdjustment;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.access.KeysView;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.catalogue.PackagesView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.Adjustments;
import io.lotline.projections.inventory.AdjustmentsView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.inventory.StockAdjustment;
import io.lotline.projections.inventory.StockAdjustment.BrokenPromise;
import io.lotline.projections.inventory.StockAdjustment.State;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Brings the books to what is so on the floor.
@RestController
class AdjustmentsController {
    private final Commands commands;
    private final Adjustments adjustments;
    private final Views views;
    private final Freshness freshness;
    private final KnownValues known;
    private final AdjustmentLimits limits;
    private final Names names;

    AdjustmentsController(
            Commands commands,
            Views views,
            Freshness freshness,
            KnownValues known,
            AdjustmentLimits limits,
            Names names) {
        this.names = names;
        this.commands = commands;
        this.adjustments = views.adjustments();
        this.views = views;
        this.freshness = freshness;
        this.known = known;
        this.limits = limits;
    }

    /// Books damaged, lost, found, destroyed, returned or relabelled goods. Above the limit of the
    /// caller's role it counts only once a second person approves it.
    @Operation(summary = "Books damaged, lost, found, destroyed, returned or relabelled goods")
    @PostMapping("/v1/adjustments")
    ResponseEntity<Adjusted> adjust(Submission submission, @RequestBody AdjustmentRequest body) {
        Caller caller = submission.caller();
        Location location = location(caller, body, body.location());
        caller.mustWorkIn(location.warehouse());
        Adjustment wanted =
                new Adjustment(
                        body.kind(),
                        new StockItem(body.owner(), body.di(), body.lot()),
                        body.serialsOrNone(),
                        body.quantity(),
                        location,
                        body.toLocation() == null
                                ? null
                                : target(location.warehouse(), body.toLocation()),
                        body.reason(),
                        body.witness(),
                        body.certificate());
        Done done =
                commands.run(
                        new AdjustStock(
                                body.adjustmentId(),
                                wanted,
                                limits.of(caller.role()),
                                caller.key().value()),
                        submission.key() == null ? submission.document() : submission.keyed(body));
        return Commands.put(done, answer(body.adjustmentId(), done));
    }

    /// Approves an adjustment as a second person; from then on it counts.
    @Operation(summary = "Approves an adjustment as a second person; from then on it counts")
    @PostMapping("/v1/adjustments/{adjustmentId}/approval")
    ResponseEntity<Adjusted> approve(
            Submission submission, @PathVariable AdjustmentId adjustmentId) {
        Done done =
                commands.run(
                        new ApproveAdjustment(
                                adjustmentId,
                                submission.caller().key().value(),
                                submission.caller().ownWarehouses()),
                        submission.keyed(null));
        return Commands.ok(done, answer(adjustmentId, done));
    }

    /// Refuses an adjustment that waits for a second person, as one who may approve it, or takes
    /// back what the caller asked for; it is never booked then.
    @Operation(summary = "Refuses an adjustment that waits for approval, or takes one's own back")
    @PostMapping("/v1/adjustments/{adjustmentId}/refusal")
    ResponseEntity<Adjusted> refuse(
            Submission submission,
            @PathVariable AdjustmentId adjustmentId,
            @RequestBody Refusal body) {
        Caller caller = submission.caller();
        Done done =
                commands.run(
                        new RefuseAdjustment(
                                adjustmentId,
                                body.reason(),
                                caller.key().value(),
                                caller.role() != CallerRole.OPERATOR,
                                caller.ownWarehouses()),
                        submission.keyed(body));
        return Commands.ok(done, answer(adjustmentId, done));
    }

    /// Why an adjustment is not to be booked.
    record Refusal(String reason) {
        Refusal {
            Shape.text("reason", reason);
        }
    }

    private Adjusted answer(AdjustmentId id, Done done) {
        if (done.events().isEmpty()) {
            var _ =
                    freshness.await(
                            done.position(), HttpLimits.POSITION_WAIT, AdjustmentsView.NAME);
            return adjustments
                    .find(id)
                    .map(
                            kept ->
                                    new Adjusted(
                                            id,
                                            kept.state(),
                                            kept.position(),
                                            kept.brokenPromises()))
                    .orElseThrow(() -> Unknown.document("adjustment", id));
        }
        State state = State.AWAITING_APPROVAL;
        List<BrokenPromise> broken = new ArrayList<>();
        for (Recorded recorded : done.events()) {
            if (recorded.event() instanceof StockAdjusted) {
                state = State.BOOKED;
            }
            if (recorded.event() instanceof AdjustmentRefused) {
                state = State.REFUSED;
            }
            if (recorded.event() instanceof PromisesBroken event) {
                broken.addAll(BrokenPromise.of(event));
            }
        }
        return new Adjusted(id, state, done.position(), broken);
    }

    /// Lists adjustments.
    @Operation(summary = "Lists adjustments")
    @Reads({
        AdjustmentsView.NAME,
        EnterprisesView.NAME,
        LocationsView.NAME,
        DevicesView.NAME,
        PackagesView.NAME,
        KeysView.NAME
    })
    @GetMapping("/v1/adjustments")
    ResponseEntity<Listing<AdjustmentOnFile>> list(
            Caller caller,
            PageRequest asked,
            HttpServletResponse response,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable Di di,
            @RequestParam @Nullable LotNumber lot,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam @Nullable AdjustmentKind kind,
            @RequestParam @Nullable State state) {
        known.owner(caller, owner);
        known.warehouse(caller, warehouse);
        known.lot(lot);
        Di device = known.device(di, response);
        if (caller.excludes(owner)) {
            return Listing.of(List.of(), null);
        }
        Page<StockAdjustment> page =
                adjustments.find(
                        new Adjustments.Asked(
                                caller.ownerOr(owner),
                                device,
                                lot,
                                caller.warehouseOr(warehouse),
                                kind,
                                state),
                        asked.after(),
                        asked.limit());
        return Listing.of(
                named(
                        caller,
                        page.items().stream()
                                .filter(each -> caller.worksIn(each.warehouse()))
                                .toList()),
                page.next());
    }

    private List<AdjustmentOnFile> named(Caller caller, List<StockAdjustment> rows) {
        Map<String, String> devices = names.devices(rows.stream().map(StockAdjustment::di));
        Map<String, String> owners = names.enterprises(rows.stream().map(StockAdjustment::owner));
        Map<String, String> actors =
                names.actors(
                        caller,
                        rows.stream()
                                .flatMap(row -> Stream.of(row.requestedBy(), row.approvedBy())));
        return rows.stream()
                .map(
                        row ->
                                new AdjustmentOnFile(
                                        row,
                                        devices.get(row.di().value()),
                                        owners.get(row.owner().value()),
                                        actors.get(row.requestedBy()),
                                        row.approvedBy() == null
                                                ? null
                                                : actors.get(row.approvedBy())))
                .toList();
    }

    /// The location that a body names: `warehouse/location`, or its id, where the body or the
    /// caller's key says which warehouse, or only one has such a location.
    private Location location(Caller caller, AdjustmentRequest body, String named) {
        if (named.contains("/")) {
            return Location.parse(named);
        }
        LocationId id = new LocationId(named);
        WarehouseId warehouse = caller.warehouseOr(body.warehouse());
        if (warehouse != null) {
            return new Location(warehouse, id);
        }
        List<WarehouseId> warehouses = views.locations().warehousesOf(id, 2);
        if (warehouses.size() != 1) {
            throw new MalformedValue(
                    "location",
                    warehouses.isEmpty()
                            ? "No warehouse has a location %s.\nMaybe it is spelled otherwise."
                                    .formatted(id)
                            : "Several warehouses have a location %s.\nMaybe write it as warehouse/location."
                                    .formatted(id));
        }
        return new Location(warehouses.getFirst(), id);
    }

    /// The target, which is in the same warehouse.
    private static Location target(WarehouseId warehouse, String named) {
        Location target =
                named.contains("/")
                        ? Location.parse(named)
                        : new Location(warehouse, new LocationId(named));
        if (!target.warehouse().equals(warehouse)) {
            throw new MalformedValue(
                    "toLocation",
                    "Goods of warehouse %s are not adjusted to location %s.\nMaybe name a location of the same warehouse."
                            .formatted(warehouse, target));
        }
        return target;
    }

    /// What became of an adjustment.
    ///
    /// @param position       that of the last event of it
    /// @param brokenPromises the promises that cannot be kept without the goods
    record Adjusted(
            AdjustmentId adjustmentId,
            State state,
            long position,
            List<BrokenPromise> brokenPromises) {}

    /// What is so on the floor.
    ///
    /// @param serials    each piece, for goods with serial numbers
    /// @param warehouse  where the location's id does not say it
    /// @param location   where the goods are, or were last: `warehouse/location`, or the id
    /// @param toLocation where damaged or found goods are put, if elsewhere
    /// @param witness    who saw it; needed for what is destroyed
    /// @param certificate the number of the paper that proves it; needed for what is destroyed
    record AdjustmentRequest(
            AdjustmentId adjustmentId,
            AdjustmentKind kind,
            EnterpriseId owner,
            Di di,
            @Nullable LotNumber lot,
            @Nullable List<SerialNumber> serials,
            int quantity,
            @Nullable WarehouseId warehouse,
            String location,
            @Nullable String toLocation,
            String reason,
            @Nullable String witness,
            @Nullable String certificate) {
        AdjustmentRequest {
            if (serials != null) {
                serials = Shape.list("serials", serials, 0, HttpLimits.MAX_LINES);
                var _ = Shape.distinct("serials", serials);
            }
            Quantity.positive(quantity);
            Shape.text("location", location);
            Shape.optionalText("toLocation", toLocation);
            Shape.text("reason", reason);
            Shape.optionalText("witness", witness);
            Shape.optionalText("certificate", certificate);
        }

        List<SerialNumber> serialsOrNone() {
            return serials == null ? List.of() : serials;
        }
    }
}
