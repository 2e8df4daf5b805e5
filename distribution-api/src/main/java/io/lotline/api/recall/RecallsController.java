package io.lotline.api.recall;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.PageSize;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.Request;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;
import io.lotline.core.recall.AcknowledgeRecall;
import io.lotline.core.recall.CloseRecall;
import io.lotline.core.recall.ReleaseRecall;
import io.lotline.core.recall.StartRecall;
import io.lotline.core.recall.WithdrawRecall;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.Devices;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.catalogue.PackagesView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.GoodsOwnersView;
import io.lotline.projections.inventory.RecallStop;
import io.lotline.projections.inventory.RecallStops;
import io.lotline.projections.inventory.Recalls;
import io.lotline.projections.recall.RecallReach;
import io.lotline.projections.recall.RecallReaches;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Starts, shows and ends recalls.
@RestController
class RecallsController {
    /// Who may withdraw a recall that the authority ordered.
    private static final Set<CallerRole> AUTHORITY = Set.of(CallerRole.REGULATOR, CallerRole.ADMIN);

    private final Commands commands;
    private final RecallReaches reaches;
    private final Recalls recalls;
    private final Devices devices;
    private final KnownValues known;

    RecallsController(Commands commands, RecallReaches reaches, Views views, KnownValues known) {
        this.commands = commands;
        this.recalls = views.recalls();
        this.devices = views.devices();
        this.known = known;
        this.reaches = reaches;
    }

    /// Starts a recall: from its position on, nothing that it names is picked or dispatched.
    @Operation(
            summary =
                    "Starts a recall: from its position on, nothing that it names is picked or dispatched")
    @PutMapping("/v1/recalls/{recallId}")
    ResponseEntity<Recalled> start(
            Submission submission, @PathVariable RecallId recallId, @RequestBody Recall body) {
        StartRecall command = command(recallId, body);
        return Commands.put(commands.run(command, submission.document()), new Recalled(recallId));
    }

    private static StartRecall command(RecallId recallId, Recall body) {
        return new StartRecall(
                recallId,
                body.level(),
                body.di(),
                body.lots() == null ? Set.of() : Shape.distinct("lots", body.lots()),
                body.serials() == null ? Set.of() : Shape.distinct("serials", body.serials()),
                body.reason(),
                Boolean.TRUE.equals(body.ordered()),
                Boolean.TRUE.equals(body.expected()));
    }

    /// Rehearses a recall (模拟召回): what is refused would be refused, and what it would reach is
    /// answered, while nothing is stopped or recorded.
    @Operation(
            summary = "Rehearses a recall: what it would reach, without stopping anything",
            description =
                    "The answer is that of GET /v1/recalls/{recallId} for a recall that was started now, with how long it took to find.")
    @PostMapping("/v1/recall-rehearsals")
    ResponseEntity<Rehearsed> rehearse(Submission submission, @RequestBody Recall body) {
        long began = System.nanoTime();
        RecallId nobodys = new RecallId("rehearsal-" + UUID.randomUUID());
        Request request = submission.document();
        Outcome outcome = commands.rehearse().decide(command(nobodys, body), request);
        RecallStarted would =
                switch (outcome) {
                    case Outcome.Rejected(Rejection reason) ->
                            throw new ProblemFound(Commands.problemOf(reason, request));
                    case Outcome.Accepted accepted ->
                            accepted.events().stream()
                                    .filter(RecallStarted.class::isInstance)
                                    .map(RecallStarted.class::cast)
                                    .findFirst()
                                    .orElseThrow();
                };
        RecallReach reach = reaches.rehearsed(would, HttpLimits.DEFAULT_PAGE);
        long millis = (System.nanoTime() - began) / 1_000_000;
        return ResponseEntity.ok()
                .header(Headers.LOG_POSITION, Long.toString(reach.position()))
                .body(Rehearsed.of(reach, millis));
    }

    /// What a recall would reach, in pieces.
    ///
    /// @param position     of the log, at which that was so
    /// @param answeredIn   how long it took to find, in milliseconds
    /// @param unaccounted  picked, dispatched and outstanding: what closing it would have to
    ///     explain
    /// @param locations    the first ones
    /// @param underway     the first ones
    /// @param consignees   the first ones
    record Rehearsed(
            long position,
            long answeredIn,
            int level,
            Di di,
            @Nullable String name,
            Set<LotNumber> lots,
            Set<SerialNumber> serials,
            RecallReach.Deadlines deadlines,
            long received,
            long located,
            long picked,
            long dispatched,
            long delivered,
            long returned,
            long outstanding,
            long ended,
            long unaccounted,
            List<RecallReach.Located> locations,
            List<RecallReach.Underway> underway,
            List<RecallReach.Consignee> consignees) {

        static Rehearsed of(RecallReach reach, long millis) {
            return new Rehearsed(
                    reach.position(),
                    millis,
                    reach.level(),
                    reach.di(),
                    reach.name(),
                    reach.lots(),
                    reach.serials(),
                    reach.deadlines(),
                    reach.received(),
                    reach.located(),
                    reach.picked(),
                    reach.dispatched(),
                    reach.delivered(),
                    reach.returned(),
                    reach.outstanding(),
                    reach.ended(),
                    reach.unaccounted(),
                    reach.locations(),
                    reach.underway(),
                    reach.consignees());
        }
    }

    /// Lists recalls; to an enterprise, those of goods that it ever had, as its own or as
    /// delivered to it.
    @Operation(
            summary =
                    "Lists recalls; to an enterprise, those of goods that it ever had, as its own or as delivered to it")
    @Reads({
        RecallStops.NAME,
        GoodsOwnersView.NAME,
        EnterprisesView.NAME,
        DevicesView.NAME,
        PackagesView.NAME
    })
    @GetMapping("/v1/recalls")
    ResponseEntity<Listing<RecallOnFile>> list(
            Caller caller,
            PageRequest asked,
            HttpServletResponse response,
            @RequestParam @Nullable RecallState state,
            @RequestParam @Nullable Di di,
            @RequestParam @Nullable LotNumber lot,
            @RequestParam @Nullable EnterpriseId owner) {
        known.owner(caller, owner);
        known.lot(lot);
        Di device = known.device(di, response);
        if (caller.excludes(owner)) {
            return Listing.of(List.of(), null);
        }
        Page<RecallStop> page =
                known.ofLot(
                        caller,
                        device,
                        lot,
                        recalls.find(
                                new Recalls.FindRecalls(state, device, lot, caller.ownerOr(owner)),
                                asked.after(),
                                asked.limit()));
        Map<String, String> names =
                devices.names(page.items().stream().map(RecallStop::di).toList());
        return Listing.of(
                page.items().stream().map(stop -> RecallOnFile.of(stop, names)).toList(),
                page.next());
    }

    /// A recall as a whole. Which of the recalled goods are where, the recall itself says.
    ///
    /// @param lots    the first lots of those that are named
    /// @param serials the first serial numbers of those that are named
    record RecallOnFile(
            RecallId recallId,
            int level,
            Di di,
            @Nullable String name,
            List<LotNumber> lots,
            int lotCount,
            List<SerialNumber> serials,
            int serialCount,
            String reason,
            boolean ordered,
            RecallState state,
            Instant startedAt,
            @Nullable Instant closedAt,
            @Nullable String withdrawal,
            @Nullable String release) {
        private static final int NAMED = 20;

        static RecallOnFile of(RecallStop stop, Map<String, String> names) {
            return new RecallOnFile(
                    stop.recallId(),
                    stop.level(),
                    stop.di(),
                    names.get(stop.di().value()),
                    first(stop.lots(), LotNumber::value),
                    stop.lots().size(),
                    first(stop.serials(), SerialNumber::value),
                    stop.serials().size(),
                    stop.reason(),
                    stop.ordered(),
                    stop.state(),
                    stop.since(),
                    stop.closed(),
                    stop.withdrawal(),
                    stop.release());
        }

        private static <T> List<T> first(Set<T> all, Function<T, String> text) {
            return all.stream().sorted(Comparator.comparing(text)).limit(NAMED).toList();
        }
    }

    /// Shows where the recalled goods are; to an enterprise, its own or, where it owned none, what
    /// was delivered to it. Of where they lie and who has them it shows the first `limit`; the Link
    /// headers lead to the rest.
    @Operation(summary = "Shows where the recalled goods are; to an enterprise, its own")
    @Reads({})
    @GetMapping("/v1/recalls/{recallId}")
    ResponseEntity<RecallReach> get(
            Caller caller, PageSize asked, @PathVariable RecallId recallId) {
        RecallReach reach =
                reaches.reach(recallId, caller.enterprise(), Long.MAX_VALUE, asked.limit())
                        .orElseThrow(() -> Unknown.document("recall", recallId));
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().header(Headers.LOG_POSITION, Long.toString(reach.position()));
        Listing.linkPart(answer, "locations", asked.limit(), reach.nextLocations());
        Listing.linkPart(answer, "underway", asked.limit(), reach.nextUnderway());
        Listing.linkPart(answer, "consignees", asked.limit(), reach.nextConsignees());
        return answer.body(reach);
    }

    /// Lists where recalled goods lie; to an enterprise, its own.
    @Operation(summary = "Lists where recalled goods lie; to an enterprise, its own")
    @Reads({})
    @GetMapping("/v1/recalls/{recallId}/locations")
    ResponseEntity<Listing<RecallReach.Located>> locations(
            Caller caller,
            PageRequest asked,
            HttpServletResponse response,
            @PathVariable RecallId recallId) {
        return page(
                recallId,
                response,
                reaches.locations(recallId, caller.enterprise(), asked.after(), asked.limit()));
    }

    /// Lists for which orders recalled goods are picked, and on whose vehicles they are; to an
    /// enterprise, its own goods.
    @Operation(
            summary =
                    "Lists for which orders recalled goods are picked, and on whose vehicles they are; to an enterprise, its own")
    @Reads({})
    @GetMapping("/v1/recalls/{recallId}/underway")
    ResponseEntity<Listing<RecallReach.Underway>> underway(
            Caller caller,
            PageRequest asked,
            HttpServletResponse response,
            @PathVariable RecallId recallId) {
        return page(
                recallId,
                response,
                reaches.underway(recallId, caller.enterprise(), asked.after(), asked.limit()));
    }

    /// Lists who has recalled goods or had some; to an enterprise, of its own.
    @Operation(summary = "Lists who has recalled goods or had some; to an enterprise, of its own")
    @Reads({})
    @GetMapping("/v1/recalls/{recallId}/consignees")
    ResponseEntity<Listing<RecallReach.Consignee>> consignees(
            Caller caller,
            PageRequest asked,
            HttpServletResponse response,
            @PathVariable RecallId recallId) {
        return page(
                recallId,
                response,
                reaches.consignees(recallId, caller.enterprise(), asked.after(), asked.limit()));
    }

    private static <T> ResponseEntity<Listing<T>> page(
            RecallId recallId,
            HttpServletResponse response,
            Optional<RecallReaches.Part<T>> found) {
        RecallReaches.Part<T> part = found.orElseThrow(() -> Unknown.document("recall", recallId));
        response.setHeader(Headers.LOG_POSITION, Long.toString(part.position()));
        return Listing.of(part.page().items(), part.page().next());
    }

    /// Closes a recall. Its goods stay stopped.
    @Operation(
            summary = "Closes a recall",
            description =
                    "Where pieces are picked, on vehicles or with consignees that did not say what became of them, it takes an explanation, which stands in the recall from then on.")
    @PostMapping("/v1/recalls/{recallId}/close")
    ResponseEntity<Recalled> close(
            Submission submission,
            @PathVariable RecallId recallId,
            @RequestBody(required = false) @Nullable Closing body) {
        return Commands.ok(
                commands.run(
                        new CloseRecall(recallId, body == null ? null : body.explanation()),
                        submission.keyed(body)),
                new Recalled(recallId));
    }

    /// Withdraws a recall that was started by mistake. Its goods are stopped no longer.
    @Operation(summary = "Withdraws a recall that was started by mistake: its goods are free again")
    @PostMapping("/v1/recalls/{recallId}/withdrawal")
    ResponseEntity<Recalled> withdraw(
            Submission submission, @PathVariable RecallId recallId, @RequestBody Withdrawal body) {
        return Commands.ok(
                commands.run(
                        new WithdrawRecall(
                                recallId,
                                body.reason(),
                                AUTHORITY.contains(submission.caller().role())),
                        submission.keyed(body)),
                new Recalled(recallId));
    }

    /// Releases the goods of a closed recall that were found good. They are stopped no longer.
    @Operation(
            summary = "Releases the goods of a closed recall that were found good",
            description =
                    "What came back and was destroyed or returned to its supplier is adjusted (POST /v1/adjustments). What the authority ordered, the authority releases.")
    @PostMapping("/v1/recalls/{recallId}/release")
    ResponseEntity<Recalled> release(
            Submission submission, @PathVariable RecallId recallId, @RequestBody Release body) {
        return Commands.ok(
                commands.run(
                        new ReleaseRecall(
                                recallId,
                                body.reason(),
                                AUTHORITY.contains(submission.caller().role())),
                        submission.keyed(body)),
                new Recalled(recallId));
    }

    /// Records what a consignee says of the recalled goods that it has or had; an enterprise speaks
    /// for itself. What it said before does not count any more.
    @Operation(summary = "Records what a consignee says of recalled goods that it has or had")
    @PostMapping("/v1/recalls/{recallId}/acknowledgements")
    ResponseEntity<Recalled> acknowledge(
            Submission submission,
            @PathVariable RecallId recallId,
            @RequestBody Acknowledgement body) {
        submission.caller().mustOwn("consignee", body.consignee());
        return Commands.ok(
                commands.run(
                        new AcknowledgeRecall(
                                recallId,
                                body.consignee(),
                                body.quantity(),
                                orNone(body.used()),
                                orNone(body.destroyed()),
                                orNone(body.returned())),
                        submission.keyed(body)),
                new Recalled(recallId));
    }

    private static int orNone(@Nullable Integer pieces) {
        return pieces == null ? 0 : pieces;
    }

    record Recalled(RecallId recallId) {}

    /// What became of recalled goods at a consignee, in pieces.
    ///
    /// @param quantity of how many it knows; all that were delivered to it, if left out
    /// @param returned how many it sent back; they are back when they are scanned
    record Acknowledgement(
            EnterpriseId consignee,
            @Nullable Integer quantity,
            @Nullable Integer used,
            @Nullable Integer destroyed,
            @Nullable Integer returned) {}

    /// What is known of pieces that are not accounted for; left out where all are.
    record Closing(@Nullable String explanation) {
        Closing {
            if (explanation != null) {
                Shape.text("explanation", explanation);
            }
        }
    }

    /// By what the goods of a closed recall were found good.
    record Release(String reason) {
        Release {
            Shape.text("reason", reason);
        }
    }

    /// Why a recall was a mistake.
    record Withdrawal(String reason) {
        Withdrawal {
            Shape.text("reason", reason);
        }
    }

    /// What is recalled, and why.
    ///
    /// @param level 1 (serious harm), 2 or 3
    /// @param di      the device's own DI, or that of one of its packages
    /// @param ordered whether the authority ordered it
    /// @param expected that lots and serial numbers which nobody knows are such that have not come
    ///     yet
    record Recall(
            int level,
            Di di,
            @Nullable List<LotNumber> lots,
            @Nullable List<SerialNumber> serials,
            String reason,
            @Nullable Boolean ordered,
            @Nullable Boolean expected) {
        Recall {
            if (level < 1 || level > 3) {
                throw new MalformedValue(
                        "level", "%d is no recall level: it is 1, 2 or 3.".formatted(level));
            }
            lots = lots == null ? null : Shape.list("lots", lots, 0, HttpLimits.MAX_LINES);
            serials =
                    serials == null
                            ? null
                            : Shape.list("serials", serials, 0, HttpLimits.MAX_LINES);
            if ((lots == null || lots.isEmpty()) && (serials == null || serials.isEmpty())) {
                throw new MalformedValue(
                        "lots", "A recall names at least one lot or serial number.");
            }
            Shape.text("reason", reason);
        }
    }
}
