package io.lotline.api.work;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Language;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.api.http.Wording;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.Request;
import io.lotline.core.events.Scan;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.events.WorkEvent.Refusal;
import io.lotline.core.scan.ScannerSetup;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkKind;
import io.lotline.core.values.WorkOutcome;
import io.lotline.core.work.ClaimWorkItem;
import io.lotline.core.work.ReleaseWorkItem;
import io.lotline.core.work.ResolveWorkItem;
import io.lotline.core.work.WorkCaller;
import io.lotline.projections.Views;
import io.lotline.projections.access.KeysView;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.catalogue.PackagesView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.store.Page;
import io.lotline.projections.work.WorkItem;
import io.lotline.projections.work.WorkItems;
import io.lotline.projections.work.WorkItemsView;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Lists what was refused, or is left to be done, and takes what somebody did about it.
@RestController
class WorkItemsController {
    private final Commands commands;
    private final WorkItems items;
    private final KnownValues known;
    private final Names names;
    private final ScannerSetup scanners;
    private final JsonMapper json;

    WorkItemsController(
            Commands commands,
            Views views,
            KnownValues known,
            Names names,
            ScannerSetup scanners,
            JsonMapper json) {
        this.commands = commands;
        this.items = views.workItems();
        this.known = known;
        this.names = names;
        this.scanners = scanners;
        this.json = json;
    }

    /// Lists work items, those of refused scans in the order of time.
    @Operation(summary = "Lists work items, those of refused scans in the order of time")
    @Reads({
        WorkItemsView.NAME,
        LocationsView.NAME,
        DevicesView.NAME,
        PackagesView.NAME,
        EnterprisesView.NAME,
        KeysView.NAME
    })
    @GetMapping("/v1/work-items")
    ResponseEntity<Listing<WorkItemOnFile>> list(
            Caller caller,
            PageRequest asked,
            HttpServletResponse response,
            @RequestParam @Nullable WorkKind kind,
            @RequestParam WorkItem.@Nullable State state,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam @Nullable String reference,
            @RequestParam @Nullable Di di,
            @RequestParam @Nullable EnterpriseId supplier) {
        known.warehouse(caller, warehouse);
        known.supplier(supplier);
        Di device = known.device(di, response);
        Page<WorkItem> page =
                items.find(
                        new WorkItems.Asked(
                                kind,
                                state,
                                warehouse,
                                reference,
                                device,
                                supplier,
                                caller.ownWarehouses()),
                        asked.after(),
                        asked.limit());
        return Listing.of(named(caller, page.items(), response), page.next());
    }

    /// Shows one work item.
    @Operation(summary = "Shows one work item")
    @Reads({WorkItemsView.NAME, DevicesView.NAME, EnterprisesView.NAME, KeysView.NAME})
    @GetMapping("/v1/work-items/{workItemId}")
    WorkItemOnFile show(
            Caller caller, HttpServletResponse response, @PathVariable WorkItemId workItemId) {
        return items.find(workItemId)
                .filter(item -> caller.worksIn(item.warehouse()))
                .map(item -> named(caller, List.of(item), response).getFirst())
                .orElseThrow(() -> Unknown.document("work-item", workItemId));
    }

    /// Says that the caller sees to it.
    @Operation(summary = "Says that the caller sees to it")
    @PostMapping("/v1/work-items/{workItemId}/claim")
    ResponseEntity<Touched> claim(Submission submission, @PathVariable WorkItemId workItemId) {
        return touched(
                new ClaimWorkItem(workItemId, caller(submission)),
                submission.keyed(null),
                workItemId,
                submission.caller(),
                WorkItem.State.CLAIMED);
    }

    /// Says that nobody sees to it any more.
    @Operation(summary = "Says that nobody sees to it any more")
    @PostMapping("/v1/work-items/{workItemId}/release")
    ResponseEntity<Touched> release(Submission submission, @PathVariable WorkItemId workItemId) {
        return touched(
                new ReleaseWorkItem(workItemId, caller(submission)),
                submission.keyed(null),
                workItemId,
                submission.caller(),
                WorkItem.State.OPEN);
    }

    /// Ends it, and says what was done.
    @Operation(summary = "Ends it, and says what was done")
    @PostMapping("/v1/work-items/{workItemId}/resolution")
    ResponseEntity<Touched> resolve(
            Submission submission,
            @PathVariable WorkItemId workItemId,
            @RequestBody Resolution body) {
        return touched(
                new ResolveWorkItem(workItemId, body.how(), body.note(), caller(submission)),
                submission.keyed(body),
                workItemId,
                submission.caller(),
                WorkItem.State.RESOLVED);
    }

    /// What was done.
    ///
    /// @param how  SCANNED and SETTLED show by themselves, and are not said
    /// @param note needed with DISMISSED
    record Resolution(WorkOutcome how, @Nullable String note) {
        Resolution {
            Shape.optionalText("note", note);
        }
    }

    /// What the item is now.
    record Touched(WorkItemId id, WorkItem.State state) {}

    private static WorkCaller caller(Submission submission) {
        Caller caller = submission.caller();
        return new WorkCaller(
                caller.key().value(), caller.role() != CallerRole.OPERATOR, caller.ownWarehouses());
    }

    private ResponseEntity<Touched> touched(
            Command command,
            Request request,
            WorkItemId item,
            Caller caller,
            WorkItem.State state) {
        Done done;
        try {
            done = commands.run(command, request);
        } catch (ProblemFound found) {
            throw new ProblemFound(labelled(caller, found.problem()));
        }
        return Commands.ok(done, new Touched(item, state));
    }

    /// People have names.
    private Problem labelled(Caller caller, Problem problem) {
        Object claimedBy = problem.members().get("claimedBy");
        return claimedBy == null
                ? problem
                : problem.with(
                        "claimedByLabel",
                        names.actors(caller, Stream.of(claimedBy.toString()))
                                .get(claimedBy.toString()));
    }

    private List<WorkItemOnFile> named(
            Caller caller, List<WorkItem> rows, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, Language.current().tag());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        Map<String, String> devices =
                names.devices(rows.stream().map(WorkItem::di).filter(Objects::nonNull));
        Map<String, String> suppliers =
                names.enterprises(
                        rows.stream()
                                .map(WorkItem::attempted)
                                .filter(Objects::nonNull)
                                .map(Attempted::supplier)
                                .filter(Objects::nonNull));
        Map<String, String> actors =
                names.actors(
                        caller,
                        rows.stream()
                                .flatMap(
                                        row ->
                                                Stream.of(
                                                        row.attempted() == null
                                                                ? null
                                                                : row.attempted().operator(),
                                                        row.claimedBy(),
                                                        row.resolvedBy())));
        return rows.stream().map(row -> onFile(row, devices, suppliers, actors)).toList();
    }

    private WorkItemOnFile onFile(
            WorkItem row,
            Map<String, String> devices,
            Map<String, String> suppliers,
            Map<String, String> actors) {
        Attempted by = row.attempted();
        Scan scan = row.evidence();
        Refusal refusal = row.refusal();
        WorkItemOnFile.Refused problem = refusal == null ? null : problem(refusal);
        EnterpriseId supplier = by == null ? null : by.supplier();
        return new WorkItemOnFile(
                row.id(),
                row.kind(),
                row.state(),
                row.warehouse(),
                by == null ? null : by.task(),
                row.reference(),
                by == null ? null : by.location(),
                by == null ? null : by.toLocation(),
                by == null ? null : by.container(),
                row.di(),
                row.di() == null ? null : devices.get(row.di().value()),
                row.lot(),
                row.serial(),
                by == null ? null : by.quantity(),
                supplier,
                supplier == null ? null : suppliers.get(supplier.value()),
                row.left(),
                row.refusals(),
                row.attempts(),
                row.firstAt(),
                row.lastAt(),
                by == null ? null : by.operator(),
                by == null ? null : actors.get(by.operator()),
                by == null ? null : by.handheld(),
                scan == null ? null : scan.scanId(),
                scan == null ? null : scan.scannedAt(),
                scan == null
                        ? null
                        : scan.symbols().stream()
                                .map(symbol -> SymbolRead.of(symbol, scanners))
                                .toList(),
                problem,
                row.what() == null ? null : Wording.get().say(row.what(), Language.current()),
                row.state() == WorkItem.State.RESOLVED ? null : NextStep.of(row.kind()),
                problem == null ? null : advice(problem.detail()),
                row.claimedBy(),
                row.claimedBy() == null ? null : actors.get(row.claimedBy()),
                row.claimedAt(),
                row.how(),
                row.note(),
                row.resolvedBy(),
                row.resolvedBy() == null ? null : actors.get(row.resolvedBy()),
                row.resolvedAt(),
                row.settledBy());
    }

    private WorkItemOnFile.Refused problem(Refusal refusal) {
        List<WorkItemOnFile.Member> members = new ArrayList<>();
        json.readTree(refusal.members())
                .properties()
                .forEach(
                        member ->
                                members.add(
                                        new WorkItemOnFile.Member(
                                                member.getKey(), member.getValue())));
        Language language = Language.current();
        return new WorkItemOnFile.Refused(
                "/problems/" + refusal.type(),
                Wording.get().title(refusal.type(), language),
                Wording.get().say(refusal.detail(), language),
                members);
    }

    /// What may help stands on the line below.
    private static @Nullable String advice(String detail) {
        int line = detail.indexOf('\n');
        return line < 0 ? null : detail.substring(line + 1);
    }
}
