package io.lotline.api.inbound;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.inbound.FileInboundNotice;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inbound.InboundNotices;
import io.lotline.projections.inbound.InboundNoticesView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Keeps inbound notices.
@RestController
class NoticesController {
    private final Commands commands;
    private final InboundNotices notices;
    private final KnownValues known;

    NoticesController(Commands commands, Views views, KnownValues known) {
        this.known = known;
        this.commands = commands;
        this.notices = views.inboundNotices();
    }

    /// Files a notice. It cannot be changed afterwards.
    @Operation(summary = "Files a notice")
    @PutMapping("/v1/inbound-notices/{noticeId}")
    ResponseEntity<Filed> file(
            Submission submission,
            @PathVariable NoticeId noticeId,
            @RequestBody InboundNotice body) {
        submission.caller().mustOwn("owner", body.owner());
        submission.caller().mustWorkIn(body.warehouse());
        FileInboundNotice command =
                new FileInboundNotice(
                        noticeId,
                        body.owner(),
                        body.supplier(),
                        body.warehouse(),
                        body.lines(),
                        submission.today());
        return Commands.put(commands.run(command, submission.document()), new Filed(noticeId));
    }

    /// Shows a notice: what was expected, what came, and what differs.
    @Operation(summary = "Shows a notice: what was expected, what came, and what differs")
    @Reads(InboundNoticesView.NAME)
    @GetMapping("/v1/inbound-notices/{noticeId}")
    io.lotline.projections.inbound.InboundNotice get(
            Caller caller, @PathVariable NoticeId noticeId) {
        return notices.find(noticeId)
                .filter(notice -> caller.sees(notice.owner(), notice.warehouse()))
                .orElseThrow(() -> Unknown.document("inbound notice", noticeId));
    }

    /// Lists notices.
    @Operation(summary = "Lists notices")
    @Reads({InboundNoticesView.NAME, EnterprisesView.NAME, LocationsView.NAME})
    @GetMapping("/v1/inbound-notices")
    ResponseEntity<Listing<io.lotline.projections.inbound.InboundNotice>> list(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam io.lotline.projections.inbound.InboundNotice.@Nullable State state) {
        known.owner(caller, owner);
        known.warehouse(caller, warehouse);
        if (caller.excludes(owner) || caller.excludes(warehouse)) {
            return Listing.of(List.of(), null);
        }
        Page<io.lotline.projections.inbound.InboundNotice> page =
                notices.find(
                        caller.ownerOr(owner),
                        caller.warehouseOr(warehouse),
                        state,
                        asked.after(),
                        asked.limit());
        return Listing.of(
                page.items().stream().filter(notice -> caller.worksIn(notice.warehouse())).toList(),
                page.next());
    }

    record Filed(NoticeId noticeId) {}

    /// What will come, from whom, and whose it will be.
    record InboundNotice(
            EnterpriseId owner,
            EnterpriseId supplier,
            WarehouseId warehouse,
            List<ExpectedLine> lines) {
        InboundNotice {
            lines = Shape.lines("lines", lines);
        }
    }
}
