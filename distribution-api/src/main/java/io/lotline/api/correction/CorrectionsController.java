package io.lotline.api.correction;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.correction.CorrectEvent;
import io.lotline.core.correction.CorrectionRejection;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.CorrectionEvent.Kind;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.Instead;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Step;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.Place;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.access.KeysView;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.catalogue.PackagesView;
import io.lotline.projections.correction.Correction;
import io.lotline.projections.correction.Corrections;
import io.lotline.projections.correction.CorrectionsView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Declares what was recorded by mistake wrong, and says what should have been.
@RestController
class CorrectionsController {
    private final Commands commands;
    private final Corrections corrections;
    private final EventLog log;
    private final ParkClock clock;
    private final Freshness freshness;
    private final KnownValues known;
    private final Names names;
    private final OwnScans ownScans;

    CorrectionsController(
            Commands commands,
            Views views,
            EventLog log,
            ParkClock clock,
            Freshness freshness,
            KnownValues known,
            Names names,
            OwnScans ownScans) {
        this.commands = commands;
        this.corrections = views.corrections();
        this.log = log;
        this.clock = clock;
        this.freshness = freshness;
        this.known = known;
        this.names = names;
        this.ownScans = ownScans;
    }

    /// Corrects a receipt, an inspection, a putaway, a move, a pick or a count that was a mistake,
    /// or declares an entry of master data wrong that was amended since. Nothing is rewritten: what
    /// the event did is undone, and what should have been is recorded beside it by its own rules.
    @Operation(summary = "Corrects what was recorded by mistake, and records what should have been")
    @PostMapping("/v1/corrections")
    ResponseEntity<Corrected> correct(Submission submission, @RequestBody CorrectionRequest body) {
        Caller caller = submission.caller();
        StoredEvent stored = stored(body.position());
        WarehouseEvent wrong = EventJson.read(stored.name(), stored.version(), stored.data());
        warehouses(wrong).forEach(caller::mustWorkIn);
        Done done =
                commands.run(
                        new CorrectEvent(
                                body.correctionId(),
                                body.position(),
                                new CorrectEvent.Mistake(
                                        wrong,
                                        stored.at(),
                                        stored.actor(),
                                        clock.dayOf(stored.at())),
                                body.reason(),
                                body.instead(),
                                new CorrectEvent.By(
                                        caller.key().value(), ownScans.since(submission))),
                        submission.key() == null ? submission.document() : submission.keyed(body));
        return Commands.put(done, answer(body.correctionId(), done));
    }

    private StoredEvent stored(long position) {
        long head = log.head().position();
        if (position < 1 || position > head) {
            throw new ProblemFound(
                    Problem.of(new CorrectionRejection.UnknownPosition(position, head))
                            .withHeader(Headers.LOG_POSITION, Long.toString(head)));
        }
        return log.read(position, 1).getFirst();
    }

    /// The warehouses in which it happened.
    private static Set<WarehouseId> warehouses(WarehouseEvent event) {
        Set<WarehouseId> warehouses = new LinkedHashSet<>();
        for (Movement movement : event.movements()) {
            add(warehouses, movement.from());
            add(warehouses, movement.to());
        }
        for (Step.Goods goods : event.step().goods()) {
            add(warehouses, goods.at());
        }
        if (event instanceof LocationDefined defined) {
            warehouses.add(defined.location().warehouse());
        }
        return warehouses;
    }

    private static void add(Set<WarehouseId> warehouses, Place place) {
        if (place.kind() == Place.Kind.LOCATION) {
            warehouses.add(place.asLocation().warehouse());
        }
    }

    private Corrected answer(CorrectionId id, Done done) {
        for (Recorded recorded : done.events()) {
            if (recorded.event() instanceof EventCorrected corrected) {
                return new Corrected(
                        id,
                        recorded.position(),
                        corrected.wrong(),
                        corrected.kind(),
                        corrected.replacementsAt(recorded.position()));
            }
        }
        var _ = freshness.await(done.position(), HttpLimits.POSITION_WAIT, CorrectionsView.NAME);
        Correction kept =
                corrections.find(id).orElseThrow(() -> Unknown.document("correction", id));
        return new Corrected(
                id, kept.position(), kept.corrects(), kept.kind(), kept.replacements());
    }

    /// Lists corrections; an enterprise's key sees those of its own goods only.
    @Operation(summary = "Lists corrections; an enterprise's key sees those of its own goods only")
    @Reads({
        CorrectionsView.NAME,
        EnterprisesView.NAME,
        LocationsView.NAME,
        DevicesView.NAME,
        PackagesView.NAME,
        KeysView.NAME
    })
    @GetMapping("/v1/corrections")
    ResponseEntity<Listing<CorrectionOnFile>> list(
            Caller caller,
            PageRequest asked,
            HttpServletResponse response,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable Di di,
            @RequestParam @Nullable LotNumber lot,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam @Nullable Kind kind,
            @RequestParam @Nullable Long position) {
        known.owner(caller, owner);
        known.warehouse(caller, warehouse);
        known.lot(lot);
        Di device = known.device(di, response);
        if (caller.excludes(owner)) {
            return Listing.of(List.of(), null);
        }
        Page<Correction> page =
                corrections.find(
                        new Corrections.Asked(
                                caller.ownerOr(owner),
                                device,
                                lot,
                                caller.warehouseOr(warehouse),
                                kind,
                                position),
                        asked.after(),
                        asked.limit());
        return Listing.of(
                named(
                        caller,
                        page.items().stream()
                                .filter(
                                        each ->
                                                each.warehouse() == null
                                                        || caller.worksIn(each.warehouse()))
                                .toList()),
                page.next());
    }

    private List<CorrectionOnFile> named(Caller caller, List<Correction> rows) {
        Map<String, String> devices =
                names.devices(rows.stream().map(Correction::di).filter(di -> di != null));
        Map<String, String> owners =
                names.enterprises(rows.stream().map(Correction::owner).filter(id -> id != null));
        Map<String, String> actors = names.actors(caller, rows.stream().map(Correction::actor));
        return rows.stream()
                .map(
                        row ->
                                new CorrectionOnFile(
                                        row,
                                        row.di() == null ? null : devices.get(row.di().value()),
                                        row.owner() == null
                                                ? null
                                                : owners.get(row.owner().value()),
                                        actors.get(row.actor())))
                .toList();
    }

    /// What was done about a mistake.
    ///
    /// @param position     that of the correction
    /// @param corrects     that of the event that was wrong
    /// @param kind         what that was
    /// @param replacements the positions of the events that say what should have been
    record Corrected(
            CorrectionId correctionId,
            long position,
            long corrects,
            Kind kind,
            List<Long> replacements) {}

    /// What was a mistake.
    ///
    /// @param position of the event that was wrong, as traces and answers to scans tell it
    /// @param reason   why it was wrong
    /// @param instead  the fields that should have been others; left out for what never happened
    record CorrectionRequest(
            CorrectionId correctionId, long position, String reason, @Nullable Instead instead) {
        CorrectionRequest {
            Shape.text("reason", reason);
            if (position < 1) {
                throw new MalformedValue(
                        "position",
                        "'position' is that of an event, from 1 on, and not %d."
                                .formatted(position));
            }
            if (instead != null) {
                Shape.optionalText("instead.reason", instead.reason());
                if (instead.serials() != null) {
                    var _ =
                            Shape.distinct(
                                    "instead.serials",
                                    Shape.list(
                                            "instead.serials",
                                            instead.serials(),
                                            1,
                                            HttpLimits.MAX_LINES));
                }
            }
        }
    }
}
