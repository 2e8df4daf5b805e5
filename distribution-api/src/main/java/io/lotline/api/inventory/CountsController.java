package io.lotline.api.inventory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.PageSize;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Revision;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.api.http.ViewBehind;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.InventoryEvent.CountOpened;
import io.lotline.core.inventory.ApproveCount;
import io.lotline.core.inventory.BookCount;
import io.lotline.core.inventory.CancelCount;
import io.lotline.core.inventory.OpenCount;
import io.lotline.core.inventory.RefuseCountBooking;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.access.KeysView;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.CountLine;
import io.lotline.projections.inventory.CountLinesView;
import io.lotline.projections.inventory.CountPlace;
import io.lotline.projections.inventory.CountPlacesView;
import io.lotline.projections.inventory.Counts;
import io.lotline.projections.inventory.CountsView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.inventory.StockCells;
import io.lotline.projections.inventory.StockCount;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Opens stock counts, shows what was counted, and books it.
@RestController
class CountsController {
    private final Commands commands;
    private final Counts counts;
    private final Views views;
    private final Freshness freshness;
    private final KnownValues known;
    private final AdjustmentLimits limits;
    private final Names names;

    CountsController(
            Commands commands,
            Views views,
            Freshness freshness,
            KnownValues known,
            AdjustmentLimits limits,
            Names names) {
        this.commands = commands;
        this.counts = views.counts();
        this.views = views;
        this.freshness = freshness;
        this.known = known;
        this.limits = limits;
        this.names = names;
    }

    /// Opens a count of locations, of devices wherever they lie, or of a whole warehouse; with
    /// `If-Match`, changes it before anything was counted.
    @Operation(summary = "Opens a stock count, or changes it with If-Match before the first scan")
    @PutMapping("/v1/counts/{countId}")
    ResponseEntity<Opened> open(
            Submission submission,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable CountId countId,
            @RequestBody CountRequest body) {
        Caller caller = submission.caller();
        caller.mustWorkIn(body.warehouse());
        Done done =
                commands.run(
                        new OpenCount(
                                countId,
                                body.warehouse(),
                                body.locationsOrNone(),
                                body.devicesOrNone(),
                                lying(body),
                                Boolean.TRUE.equals(body.blind()),
                                body.recountAbove(),
                                ifMatch != null,
                                ifMatch == null ? null : Revision.allowed(ifMatch),
                                caller.role() == CallerRole.OPERATOR,
                                caller.ownWarehouses()),
                        submission.document());
        int revision = revision(countId, done);
        Opened opened = new Opened(countId, revision);
        ResponseEntity<Opened> answer =
                ifMatch == null ? Commands.put(done, opened) : Commands.ok(done, opened);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .eTag(Revision.tag(revision))
                .body(opened);
    }

    /// Where the devices lie, so that no place is forgotten. What was acknowledged is in it: else
    /// the count would be of less than it says.
    private List<LocationId> lying(CountRequest body) {
        if (body.devicesOrNone().isEmpty() || !body.locationsOrNone().isEmpty()) {
            return List.of();
        }
        long seen = commands.acknowledged();
        if (!freshness.await(seen, HttpLimits.POSITION_WAIT, StockCells.NAME, DevicesView.NAME)) {
            throw ViewBehind.at(
                    seen,
                    "The view of stock did not come to position %d within %d s, so nobody knows yet where these devices lie.\nMaybe ask again, or name the locations."
                            .formatted(seen, HttpLimits.POSITION_WAIT.toSeconds()));
        }
        List<Di> own =
                body.devicesOrNone().stream()
                        .flatMap(di -> views.devices().findByAnyDi(di).stream())
                        .map(device -> device.di())
                        .distinct()
                        .toList();
        return List.copyOf(views.stockOnHand().locationsOf(own, body.warehouse()));
    }

    /// Which form of its document a count has after a command.
    private int revision(CountId countId, Done done) {
        for (Recorded recorded : done.events()) {
            if (recorded.event() instanceof CountOpened opened) {
                return opened.revision();
            }
        }
        return seen(countId, done).revision();
    }

    /// The count as it is at the command's position or later.
    private StockCount seen(CountId countId, Done done) {
        var _ = freshness.await(done.position(), HttpLimits.POSITION_WAIT, CountsView.NAME);
        return counts.find(countId).orElseThrow(() -> Unknown.document("count", countId));
    }

    /// Books the differences of a count, as many as one commit takes; above the limit of the
    /// caller's role a second person approves it first.
    @Operation(
            summary =
                    "Books the differences of a count, as many as one commit takes: all of them or none")
    @PostMapping("/v1/counts/{countId}/booking")
    ResponseEntity<BookedCount> book(
            Submission submission,
            @PathVariable CountId countId,
            @RequestBody(required = false) @Nullable Booking body) {
        Caller caller = submission.caller();
        boolean leaveRest = body != null && Boolean.TRUE.equals(body.leaveRest());
        return answered(
                countId,
                commands.run(
                        new BookCount(
                                countId,
                                leaveRest,
                                limits.of(caller.role()),
                                caller.key().value(),
                                caller.ownWarehouses()),
                        submission.keyed(leaveRest ? body : null)));
    }

    /// Approves the booking of a count as a second person.
    @Operation(summary = "Approves the booking of a count as a second person, and books it")
    @PostMapping("/v1/counts/{countId}/approval")
    ResponseEntity<BookedCount> approve(Submission submission, @PathVariable CountId countId) {
        return answered(
                countId,
                commands.run(
                        new ApproveCount(
                                countId,
                                submission.caller().key().value(),
                                submission.caller().ownWarehouses()),
                        submission.keyed(null)));
    }

    /// Refuses the booking of a count that waits for a second person, or takes it back: the count
    /// goes on.
    @Operation(
            summary = "Refuses the booking of a count that waits for approval: the count goes on")
    @PostMapping("/v1/counts/{countId}/refusal")
    ResponseEntity<BookedCount> refuse(
            Submission submission, @PathVariable CountId countId, @RequestBody Reason body) {
        return answered(
                countId,
                commands.run(
                        new RefuseCountBooking(
                                countId,
                                body.reason(),
                                submission.caller().key().value(),
                                submission.caller().ownWarehouses()),
                        submission.keyed(body)));
    }

    /// Gives a count up before all of it is booked.
    @Operation(summary = "Gives a count up: what is not booked will not be")
    @PostMapping("/v1/counts/{countId}/cancellation")
    ResponseEntity<BookedCount> cancel(
            Submission submission, @PathVariable CountId countId, @RequestBody Reason body) {
        return answered(
                countId,
                commands.run(
                        new CancelCount(
                                countId,
                                body.reason(),
                                submission.caller().key().value(),
                                submission.caller().ownWarehouses()),
                        submission.keyed(body)));
    }

    private ResponseEntity<BookedCount> answered(CountId countId, Done done) {
        return Commands.ok(
                done,
                done.events().isEmpty()
                        ? BookedCount.unchanged(seen(countId, done))
                        : BookedCount.of(countId, done));
    }

    /// Lists counts.
    @Operation(summary = "Lists stock counts")
    @Reads({CountsView.NAME, LocationsView.NAME, KeysView.NAME})
    @GetMapping("/v1/counts")
    ResponseEntity<Listing<ListedCount>> list(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam StockCount.@Nullable State state) {
        known.warehouse(caller, warehouse);
        Page<StockCount> page =
                counts.find(caller.warehouseOr(warehouse), state, asked.after(), asked.limit());
        List<StockCount> rows =
                page.items().stream().filter(each -> caller.worksIn(each.warehouse())).toList();
        Map<String, String> actors =
                names.actors(
                        caller,
                        rows.stream()
                                .flatMap(
                                        row ->
                                                Stream.of(
                                                        row.openedBy(),
                                                        row.requestedBy(),
                                                        row.approvedBy(),
                                                        row.cancelledBy())));
        return Listing.of(
                rows.stream()
                        .map(
                                row ->
                                        new ListedCount(
                                                row,
                                                actors.get(row.openedBy()),
                                                label(actors, row.requestedBy()),
                                                label(actors, row.approvedBy()),
                                                label(actors, row.cancelledBy())))
                        .toList(),
                page.next());
    }

    /// A count in a list.
    ///
    /// @param openedByLabel the label of the key, as the next ones
    record ListedCount(
            @JsonUnwrapped StockCount count,
            @Nullable String openedByLabel,
            @Nullable String requestedByLabel,
            @Nullable String approvedByLabel,
            @Nullable String cancelledByLabel) {}

    /// Shows a count and how far it is, with the first places where nothing was counted and the
    /// first lines; the Link headers lead to the rest. Of a blind count operators are not told what
    /// is booked until its differences are.
    @Operation(summary = "Shows a stock count, how far it is, and what was counted")
    @Reads({
        CountsView.NAME,
        CountPlacesView.NAME,
        CountLinesView.NAME,
        EnterprisesView.NAME,
        DevicesView.NAME,
        KeysView.NAME
    })
    @GetMapping("/v1/counts/{countId}")
    ResponseEntity<CountOnFile> get(Caller caller, PageSize asked, @PathVariable CountId countId) {
        StockCount count = visible(caller, countId);
        Page<CountPlace> open = counts.places(count, false, null, asked.limit());
        Page<CountLine> lines =
                counts.lines(countId, null, false, blind(caller, count), null, asked.limit());
        Map<String, String> actors =
                names.actors(
                        caller,
                        Stream.of(
                                count.openedBy(),
                                count.requestedBy(),
                                count.approvedBy(),
                                count.cancelledBy()));
        CountOnFile shown =
                new CountOnFile(
                        count,
                        actors.get(count.openedBy()),
                        label(actors, count.requestedBy()),
                        label(actors, count.approvedBy()),
                        label(actors, count.cancelledBy()),
                        counts.progress(count, blind(caller, count)),
                        open.items().stream().map(CountPlace::location).toList(),
                        shown(caller, count, lines.items()));
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().eTag(Revision.tag(count.revision(), shown));
        Listing.linkPart(answer, "lines", asked.limit(), lines.next());
        return answer.body(shown);
    }

    private static @Nullable String label(Map<String, String> actors, @Nullable String key) {
        return key == null ? null : actors.get(key);
    }

    /// Lists what was counted for a count.
    @Operation(summary = "Lists what was counted for a count, row by row")
    @Reads({
        CountsView.NAME,
        CountLinesView.NAME,
        LocationsView.NAME,
        EnterprisesView.NAME,
        DevicesView.NAME,
        KeysView.NAME
    })
    @GetMapping("/v1/counts/{countId}/lines")
    ResponseEntity<Listing<CountLineOnFile>> lines(
            Caller caller,
            PageRequest asked,
            @PathVariable CountId countId,
            @RequestParam @Nullable LocationId location,
            @RequestParam @Nullable Boolean differing) {
        known.location(caller, null, location);
        StockCount count = visible(caller, countId);
        known.location(caller, count.warehouse(), location);
        boolean blind = blind(caller, count);
        if (blind && differing != null) {
            throw new MalformedValue(
                    "differing",
                    "Count %s is blind, so nobody who counts is told what differs.\nMaybe leave 'differing' out until it is booked."
                            .formatted(countId));
        }
        Page<CountLine> page =
                counts.lines(
                        countId,
                        location,
                        Boolean.TRUE.equals(differing),
                        blind,
                        asked.after(),
                        asked.limit());
        return Listing.of(shown(caller, count, page.items()), page.next());
    }

    /// Lists the places of a count: all, or with `counted=false` those where nothing was counted,
    /// or with `counted=true` the others.
    @Operation(
            summary =
                    "Lists the places of a count, or with counted only those where something was counted, or nothing")
    @Reads({CountsView.NAME, CountPlacesView.NAME, KeysView.NAME})
    @GetMapping("/v1/counts/{countId}/locations")
    ResponseEntity<Listing<PlaceOnFile>> locations(
            Caller caller,
            PageRequest asked,
            @PathVariable CountId countId,
            @RequestParam @Nullable Boolean counted) {
        StockCount count = visible(caller, countId);
        Page<CountPlace> page =
                counted == null
                        ? counts.places(count, asked.after(), asked.limit())
                        : counts.places(count, counted, asked.after(), asked.limit());
        Map<String, String> actors =
                names.actors(caller, page.items().stream().map(CountPlace::countedBy));
        return Listing.of(
                page.items().stream()
                        .map(
                                place ->
                                        new PlaceOnFile(
                                                place.location(),
                                                place.counted(),
                                                place.finished(),
                                                place.countedBy(),
                                                label(actors, place.countedBy()),
                                                place.countedAt()))
                        .toList(),
                page.next());
    }

    private StockCount visible(Caller caller, CountId countId) {
        return counts.find(countId)
                .filter(count -> caller.worksIn(count.warehouse()))
                .orElseThrow(() -> Unknown.document("count", countId));
    }

    private static boolean blind(Caller caller, StockCount count) {
        return caller.role() == CallerRole.OPERATOR && count.hidesBooks();
    }

    private List<CountLineOnFile> shown(Caller caller, StockCount count, List<CountLine> rows) {
        Map<String, String> owners = names.enterprises(rows.stream().map(CountLine::owner));
        Map<String, String> devices = names.devices(rows.stream().map(CountLine::di));
        Map<String, String> actors = names.actors(caller, rows.stream().map(CountLine::countedBy));
        boolean blind = blind(caller, count);
        return rows.stream()
                .map(row -> CountLineOnFile.of(row, blind, owners, devices, actors))
                .toList();
    }

    /// @param revision which form of its document the count has
    record Opened(CountId countId, int revision) {}

    /// A place of a count.
    ///
    /// @param finished whether somebody said that nothing more lies there
    record PlaceOnFile(
            LocationId location,
            boolean counted,
            boolean finished,
            @Nullable String countedBy,
            @Nullable String countedByLabel,
            @Nullable Instant countedAt) {}

    /// How a count is booked.
    ///
    /// @param leaveRest whether differences that cannot be booked are left as they are; if not, one
    ///     of them keeps all others from being booked
    record Booking(@Nullable Boolean leaveRest) {}

    /// Why a booking is refused, or a count given up.
    record Reason(String reason) {
        Reason {
            Shape.text("reason", reason);
        }
    }

    /// What is counted. Without locations and devices, all that lies in the warehouse.
    ///
    /// @param devices      by their own DIs, or those of packages
    /// @param blind        whether operators are not told what is booked until it is booked
    /// @param recountAbove a difference of more pieces needs a second person who counts
    record CountRequest(
            WarehouseId warehouse,
            @Nullable List<LocationId> locations,
            @Nullable List<Di> devices,
            @Nullable Boolean blind,
            @Nullable Integer recountAbove) {
        CountRequest {
            locations = distinct("locations", locations);
            devices = distinct("devices", devices);
            if (recountAbove != null && (recountAbove < 0 || recountAbove > Quantity.MAX)) {
                throw new MalformedValue(
                        "recountAbove",
                        "A difference that is counted twice is of more than 0 to %d pieces, not %d."
                                .formatted(Quantity.MAX, recountAbove));
            }
        }

        private static <T> @Nullable List<T> distinct(String field, @Nullable List<T> values) {
            if (values == null) {
                return null;
            }
            List<T> lines = Shape.lines(field, values);
            Set<T> _ = Shape.distinct(field, lines);
            return lines;
        }

        List<LocationId> locationsOrNone() {
            return locations == null ? List.of() : locations;
        }

        List<Di> devicesOrNone() {
            return devices == null ? List.of() : devices;
        }
    }
}
