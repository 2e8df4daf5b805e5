package io.lotline.api.distribution;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.PageSize;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.api.http.ViewBehind;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.distribution.CancelShipment;
import io.lotline.core.distribution.DeliverShipment;
import io.lotline.core.distribution.DispatchShipment;
import io.lotline.core.distribution.PlanShipment;
import io.lotline.core.events.DistributionEvent.GoodsRefused;
import io.lotline.core.events.DistributionEvent.Handover;
import io.lotline.core.events.DistributionEvent.LeftBehind;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Refused;
import io.lotline.core.events.DistributionEvent.ShipmentDelivered;
import io.lotline.core.events.DistributionEvent.ShipmentDispatched;
import io.lotline.core.values.ContentHash;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LineId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.Shipment;
import io.lotline.projections.distribution.ShipmentPart;
import io.lotline.projections.distribution.ShipmentPartsView;
import io.lotline.projections.distribution.Shipments;
import io.lotline.projections.distribution.ShipmentsView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.inventory.RecallStop;
import io.lotline.projections.inventory.RecallStops;
import io.lotline.projections.inventory.Recalls;
import io.lotline.projections.store.AttachmentStore;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Plans shipments, sends them off and records their delivery.
@RestController
class ShipmentsController {
    private final Commands commands;
    private final Shipments shipments;
    private final Recalls recalls;
    private final KnownValues known;
    private final AttachmentStore attachments;
    private final Freshness freshness;
    private final ParkClock clock;

    ShipmentsController(
            Commands commands,
            Views views,
            KnownValues known,
            AttachmentStore attachments,
            Freshness freshness,
            ParkClock clock) {
        this.known = known;
        this.commands = commands;
        this.shipments = views.shipments();
        this.recalls = views.recalls();
        this.attachments = attachments;
        this.freshness = freshness;
        this.clock = clock;
    }

    /// Plans a shipment. It cannot be changed afterwards.
    @Operation(summary = "Plans a shipment")
    @PutMapping("/v1/shipments/{shipmentId}")
    ResponseEntity<Planned> plan(
            Submission submission,
            @PathVariable ShipmentId shipmentId,
            @RequestBody ShipmentRequest body) {
        PlanShipment command =
                new PlanShipment(
                        shipmentId,
                        body.orders(),
                        body.carrier(),
                        body.vehicle(),
                        body.stops(),
                        submission.caller().ownWarehouses(),
                        submission.today());
        return Commands.put(commands.run(command, submission.document()), new Planned(shipmentId));
    }

    /// Sends a shipment off with what is loaded.
    @Operation(summary = "Sends a shipment off with what is loaded")
    @PostMapping("/v1/shipments/{shipmentId}/dispatch")
    ResponseEntity<Loaded> dispatch(
            Submission submission,
            @PathVariable ShipmentId shipmentId,
            @RequestBody(required = false) @Nullable Departure body) {
        List<LeftBehind> remaining = body == null ? List.of() : body.remainingOrNone();
        Done done =
                commands.run(
                        new DispatchShipment(
                                shipmentId,
                                remaining,
                                submission.caller().ownWarehouses(),
                                submission.today()),
                        submission.keyed(remaining.isEmpty() ? null : body));
        ShipmentDispatched dispatched = Commands.event(done, ShipmentDispatched.class);
        return Commands.ok(
                done, new Loaded(shipmentId, dispatched.loads().stream().map(Goods::of).toList()));
    }

    /// Takes back the plan of a shipment that has not left and on which nothing is loaded. Its
    /// orders can be planned for another one.
    @Operation(
            summary = "Cancels a planned shipment",
            description =
                    "What is loaded is unloaded first. The orders keep what is picked for them, and can be planned for another shipment.")
    @PostMapping("/v1/shipments/{shipmentId}/cancellation")
    ResponseEntity<Cancelled> cancel(
            Submission submission,
            @PathVariable ShipmentId shipmentId,
            @RequestBody ShipmentCancellation body) {
        return Commands.ok(
                commands.run(
                        new CancelShipment(
                                shipmentId, body.reason(), submission.caller().ownWarehouses()),
                        submission.keyed(body)),
                new Cancelled(shipmentId, Shipment.State.CANCELLED));
    }

    /// Records that a consignee signed for its part.
    @Operation(
            summary = "Records that a consignee signed for its part",
            description =
                    "What it refused stays on the vehicle until it comes back by scan with the task 'return'. Pictures are brought to /v1/attachments first.")
    @PostMapping("/v1/shipments/{shipmentId}/delivery")
    ResponseEntity<Handed> deliver(
            Submission submission,
            @PathVariable ShipmentId shipmentId,
            @RequestBody Delivery body) {
        Handover proof = body.proof();
        if (proof != null) {
            check(submission, shipmentId, proof);
        }
        Done done =
                commands.run(
                        new DeliverShipment(
                                shipmentId,
                                body.consignee(),
                                body.receivedBy(),
                                body.evidence(),
                                proof,
                                body.refusedOrNone(),
                                submission.caller().ownWarehouses()),
                        submission.keyed(body));
        ShipmentDelivered delivered = Commands.event(done, ShipmentDelivered.class);
        List<RefusedRow> refused =
                done.events().stream()
                        .map(Recorded::event)
                        .filter(GoodsRefused.class::isInstance)
                        .flatMap(event -> ((GoodsRefused) event).goods().stream())
                        .map(RefusedRow::of)
                        .toList();
        Handover recorded = delivered.proof();
        return Commands.ok(
                done,
                new Handed(
                        shipmentId,
                        delivered.loads().stream().map(Goods::of).toList(),
                        refused,
                        recorded == null ? List.of() : recorded.outside(),
                        recalled(done, delivered)));
    }

    /// The recalls that were open when these goods were handed over. Nobody can undo a handover;
    /// who stands at the door still can take the goods back.
    private List<RecallId> recalled(Done done, ShipmentDelivered delivered) {
        var _ = freshness.await(done.position() - 1, HttpLimits.POSITION_WAIT, RecallStops.NAME);
        return recalls.open(delivered.loads(), done.events().getFirst().at()).stream()
                .map(RecallStop::recallId)
                .sorted(Comparator.comparing(RecallId::value))
                .toList();
    }

    /// When a shipment left; null for one that has not.
    private @Nullable Instant dispatched(ShipmentId shipmentId) {
        long seen = freshness.position();
        if (!freshness.await(seen, HttpLimits.POSITION_WAIT, ShipmentsView.NAME)) {
            throw ViewBehind.at(
                    seen,
                    "The view of shipments did not come to position %d within %d s, so nobody knows yet when this one left.\nMaybe ask again, or leave 'at' out."
                            .formatted(seen, HttpLimits.POSITION_WAIT.toSeconds()));
        }
        return shipments.find(shipmentId).map(Shipment::dispatched).orElse(null);
    }

    private OffsetDateTime inPark(Instant at) {
        return at.atZone(clock.zone()).toOffsetDateTime();
    }

    /// Whether the handover can have been like that, as far as that is no rule of goods.
    private void check(Submission submission, ShipmentId shipmentId, Handover proof) {
        Instant at = proof.at();
        if (at != null && at.isAfter(submission.at().plus(HttpLimits.CLOCK_SKEW))) {
            throw Malformed.field(
                    "at",
                    "%s is in the future: it is %s here.\nMaybe set the phone's clock."
                            .formatted(inPark(at), inPark(submission.at())));
        }
        if (at != null) {
            Instant left = dispatched(shipmentId);
            if (left != null && at.isBefore(left.minus(HttpLimits.CLOCK_SKEW))) {
                throw new ProblemFound(
                        Problem.of(
                                        "delivered-before-it-left",
                                        422,
                                        "Shipment %s left at %s and cannot have been delivered at %s.\nMaybe set the phone's clock, or leave 'at' out."
                                                .formatted(shipmentId, inPark(left), inPark(at)))
                                .with("shipment", shipmentId)
                                .with("dispatched", left)
                                .with("at", at));
            }
        }
        Set<ContentHash> missing = attachments.missing(proof.attachments());
        if (!missing.isEmpty()) {
            throw new ProblemFound(
                    Problem.of(
                                    "attachment-missing",
                                    422,
                                    "Of the attachments that are named, %d are not here.\nMaybe bring them with PUT /v1/attachments/… first."
                                            .formatted(missing.size()))
                            .with("missing", List.copyOf(missing)));
        }
    }

    /// Shows a shipment, with the first of the goods that left with it and of who signed for them;
    /// the Link headers lead to the rest.
    @Operation(summary = "Shows a shipment")
    @Reads({ShipmentsView.NAME, ShipmentPartsView.NAME})
    @GetMapping("/v1/shipments/{shipmentId}")
    ResponseEntity<ShipmentOnFile> get(
            Caller caller, PageSize asked, @PathVariable ShipmentId shipmentId) {
        Shipment shipment = find(caller, shipmentId);
        Page<Load> goods = shipments.goods(shipmentId, null, asked.limit());
        Page<ShipmentPart.Delivery> deliveries =
                shipments.deliveries(shipmentId, null, asked.limit());
        Page<Refused> refused = shipments.refusals(shipmentId, null, asked.limit());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        Listing.linkPart(answer, "goods", asked.limit(), goods.next());
        Listing.linkPart(answer, "deliveries", asked.limit(), deliveries.next());
        Listing.linkPart(answer, "refused", asked.limit(), refused.next());
        return answer.body(
                ShipmentOnFile.of(
                        shipment,
                        goods.items().stream().map(Goods::of).toList(),
                        deliveries.items().stream().map(SignedFor::of).toList(),
                        refused.items().stream().map(RefusedRow::of).toList()));
    }

    private Shipment find(Caller caller, ShipmentId shipmentId) {
        return shipments
                .find(shipmentId)
                .filter(shipment -> caller.worksIn(shipment.warehouse()))
                .orElseThrow(() -> Unknown.document("shipment", shipmentId));
    }

    /// Lists the goods that left with a shipment.
    @Operation(summary = "Lists the goods that left with a shipment")
    @Reads({ShipmentsView.NAME, ShipmentPartsView.NAME})
    @GetMapping("/v1/shipments/{shipmentId}/goods")
    ResponseEntity<Listing<Goods>> goods(
            Caller caller, PageRequest asked, @PathVariable ShipmentId shipmentId) {
        var _ = find(caller, shipmentId);
        Page<Load> page = shipments.goods(shipmentId, asked.after(), asked.limit());
        return Listing.of(page.items().stream().map(Goods::of).toList(), page.next());
    }

    /// Lists who signed for goods of a shipment.
    @Operation(summary = "Lists who signed for goods of a shipment")
    @Reads({ShipmentsView.NAME, ShipmentPartsView.NAME})
    @GetMapping("/v1/shipments/{shipmentId}/deliveries")
    ResponseEntity<Listing<SignedFor>> deliveries(
            Caller caller, PageRequest asked, @PathVariable ShipmentId shipmentId) {
        var _ = find(caller, shipmentId);
        Page<ShipmentPart.Delivery> page =
                shipments.deliveries(shipmentId, asked.after(), asked.limit());
        return Listing.of(page.items().stream().map(SignedFor::of).toList(), page.next());
    }

    /// Lists what consignees of a shipment refused.
    @Operation(summary = "Lists what consignees of a shipment refused")
    @Reads({ShipmentsView.NAME, ShipmentPartsView.NAME})
    @GetMapping("/v1/shipments/{shipmentId}/refused")
    ResponseEntity<Listing<RefusedRow>> refused(
            Caller caller, PageRequest asked, @PathVariable ShipmentId shipmentId) {
        var _ = find(caller, shipmentId);
        Page<Refused> page = shipments.refusals(shipmentId, asked.after(), asked.limit());
        return Listing.of(page.items().stream().map(RefusedRow::of).toList(), page.next());
    }

    /// Lists shipments.
    @Operation(summary = "Lists shipments")
    @Reads({ShipmentsView.NAME, OrdersView.NAME, LocationsView.NAME})
    @GetMapping("/v1/shipments")
    ResponseEntity<Listing<ShipmentRow>> list(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam @Nullable OrderId order,
            @RequestParam Shipment.@Nullable State state) {
        known.warehouse(caller, warehouse);
        known.order(caller, order);
        Page<Shipment> page =
                shipments.find(
                        caller.warehouseOr(warehouse), order, state, asked.after(), asked.limit());
        return Listing.of(
                page.items().stream()
                        .filter(shipment -> caller.worksIn(shipment.warehouse()))
                        .map(ShipmentRow::of)
                        .toList(),
                page.next());
    }

    /// A shipment as a whole.
    ///
    /// @param loaded    how many pieces were loaded by scan, or left with it
    /// @param delivered how many pieces were signed for
    /// @param cancelled why it does not take place
    record ShipmentRow(
            ShipmentId shipmentId,
            WarehouseId warehouse,
            List<OrderId> orders,
            EnterpriseId carrier,
            @Nullable String vehicle,
            List<EnterpriseId> stops,
            Shipment.State state,
            long loaded,
            long delivered,
            Instant planned,
            @Nullable Instant dispatched,
            @Nullable String cancelled) {
        static ShipmentRow of(Shipment shipment) {
            return new ShipmentRow(
                    shipment.shipmentId(),
                    shipment.warehouse(),
                    shipment.orders(),
                    shipment.carrier(),
                    shipment.vehicle(),
                    shipment.stops(),
                    shipment.state(),
                    shipment.loaded(),
                    shipment.delivered(),
                    shipment.planned(),
                    shipment.dispatched(),
                    shipment.cancelled());
        }
    }

    /// A shipment, what left with it, and who signed for it.
    ///
    /// @param loaded     how many pieces were loaded by scan, or left with it
    /// @param delivered  how many pieces were signed for
    /// @param goods      the first of what left
    /// @param deliveries the first of the signatures
    /// @param refused    the first of what was not taken
    /// @param cancelled  why it does not take place
    record ShipmentOnFile(
            ShipmentId shipmentId,
            WarehouseId warehouse,
            List<OrderId> orders,
            EnterpriseId carrier,
            @Nullable String vehicle,
            List<EnterpriseId> stops,
            Shipment.State state,
            long loaded,
            long delivered,
            List<Goods> goods,
            List<LeftBehind> leftBehind,
            List<SignedFor> deliveries,
            List<RefusedRow> refused,
            Instant planned,
            @Nullable Instant dispatched,
            @Nullable String cancelled) {
        static ShipmentOnFile of(
                Shipment shipment,
                List<Goods> goods,
                List<SignedFor> deliveries,
                List<RefusedRow> refused) {
            return new ShipmentOnFile(
                    shipment.shipmentId(),
                    shipment.warehouse(),
                    shipment.orders(),
                    shipment.carrier(),
                    shipment.vehicle(),
                    shipment.stops(),
                    shipment.state(),
                    shipment.loaded(),
                    shipment.delivered(),
                    goods,
                    shipment.leftBehind(),
                    deliveries,
                    refused,
                    shipment.planned(),
                    shipment.dispatched(),
                    shipment.cancelled());
        }
    }

    record Planned(ShipmentId shipmentId) {}

    /// Why a shipment does not take place.
    record ShipmentCancellation(String reason) {
        ShipmentCancellation {
            Shape.text("reason", reason);
        }
    }

    record Cancelled(ShipmentId shipmentId, Shipment.State state) {}

    record Loaded(ShipmentId shipmentId, List<Goods> goods) {}

    /// What was handed over.
    ///
    /// @param goods   what was taken
    /// @param refused what was not, and is on its way back
    /// @param outside  the devices that are to be kept colder or warmer than they came
    /// @param recalled the recalls that goods which were taken are under: they are to come back
    record Handed(
            ShipmentId shipmentId,
            List<Goods> goods,
            List<RefusedRow> refused,
            List<Di> outside,
            List<RecallId> recalled) {}

    /// Goods that a consignee did not take, and why.
    record RefusedRow(
            OrderId orderId,
            LineId lineId,
            EnterpriseId consignee,
            EnterpriseId owner,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            int quantity,
            String reason) {
        static RefusedRow of(Refused refused) {
            Load load = refused.load();
            return new RefusedRow(
                    load.order(),
                    load.lineId(),
                    load.consignee(),
                    load.item().owner(),
                    load.item().di(),
                    load.item().lot(),
                    load.serial(),
                    load.expiryDate(),
                    load.quantity(),
                    refused.reason());
        }
    }

    /// Goods on board, for one consignee.
    record Goods(
            OrderId orderId,
            LineId lineId,
            EnterpriseId consignee,
            EnterpriseId owner,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            @Nullable LocalDate expiryDate,
            int quantity) {
        static Goods of(Load load) {
            return new Goods(
                    load.order(),
                    load.lineId(),
                    load.consignee(),
                    load.item().owner(),
                    load.item().di(),
                    load.item().lot(),
                    load.serial(),
                    load.expiryDate(),
                    load.quantity());
        }
    }

    /// Which orders leave together, and who carries them where.
    ///
    /// @param stops the consignees in the order of the route
    record ShipmentRequest(
            List<OrderId> orders,
            EnterpriseId carrier,
            @Nullable String vehicle,
            List<EnterpriseId> stops) {
        ShipmentRequest {
            orders = Shape.lines("orders", orders);
            var _ = Shape.distinct("orders", orders);
            Shape.optionalText("vehicle", vehicle);
            stops = Shape.list("stops", stops, 0, HttpLimits.MAX_LINES);
        }
    }

    /// How a shipment leaves.
    ///
    /// @param remaining what was planned for it and stays behind, piece for piece
    record Departure(@Nullable List<LeftBehind> remaining) {
        Departure {
            if (remaining != null) {
                remaining = Shape.list("remaining", remaining, 0, HttpLimits.MAX_LINES);
            }
        }

        List<LeftBehind> remainingOrNone() {
            return remaining == null ? List.of() : remaining;
        }
    }
}
