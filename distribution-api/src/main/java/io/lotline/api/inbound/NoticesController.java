package io.lotline.api.inbound;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.PageSize;
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
import io.lotline.projections.inbound.InboundNotice.Discrepancy;
import io.lotline.projections.inbound.InboundNotice.Line;
import io.lotline.projections.inbound.InboundNotices;
import io.lotline.projections.inbound.InboundNoticesView;
import io.lotline.projections.inbound.ReceivedLot;
import io.lotline.projections.inbound.ReceivedLotsView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
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

    /// Shows a notice: what was expected, what came, and what differs. Of the lots that came and of
    /// what differs it shows the first `limit`; the Link headers lead to the rest.
    @Operation(summary = "Shows a notice: what was expected, what came, and what differs")
    @Reads({InboundNoticesView.NAME, ReceivedLotsView.NAME})
    @GetMapping("/v1/inbound-notices/{noticeId}")
    ResponseEntity<NoticeOnFile> get(
            Caller caller, PageSize asked, @PathVariable NoticeId noticeId) {
        io.lotline.projections.inbound.InboundNotice notice = find(caller, noticeId);
        Page<ReceivedLot> received = notices.received(noticeId, null, asked.limit());
        Page<Discrepancy> discrepancies = notices.discrepancies(notice, null, asked.limit());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        Listing.linkPart(answer, "received", asked.limit(), received.next());
        Listing.linkPart(answer, "discrepancies", asked.limit(), discrepancies.next());
        return answer.body(NoticeOnFile.of(notice, received.items(), discrepancies.items()));
    }

    private io.lotline.projections.inbound.InboundNotice find(Caller caller, NoticeId noticeId) {
        return notices.find(noticeId)
                .filter(notice -> caller.sees(notice.owner(), notice.warehouse()))
                .orElseThrow(() -> Unknown.document("inbound notice", noticeId));
    }

    /// Lists what came for a notice, by device and lot.
    @Operation(summary = "Lists what came for a notice, by device and lot")
    @Reads({InboundNoticesView.NAME, ReceivedLotsView.NAME})
    @GetMapping("/v1/inbound-notices/{noticeId}/received")
    ResponseEntity<Listing<ReceivedLot>> received(
            Caller caller, PageRequest asked, @PathVariable NoticeId noticeId) {
        var _ = find(caller, noticeId);
        Page<ReceivedLot> page = notices.received(noticeId, asked.after(), asked.limit());
        return Listing.of(page.items(), page.next());
    }

    /// Lists what differs between what a notice announced and what came.
    @Operation(summary = "Lists what differs between what a notice announced and what came")
    @Reads({InboundNoticesView.NAME, ReceivedLotsView.NAME})
    @GetMapping("/v1/inbound-notices/{noticeId}/discrepancies")
    ResponseEntity<Listing<Discrepancy>> discrepancies(
            Caller caller, PageRequest asked, @PathVariable NoticeId noticeId) {
        Page<Discrepancy> page =
                notices.discrepancies(find(caller, noticeId), asked.after(), asked.limit());
        return Listing.of(page.items(), page.next());
    }

    /// Lists notices.
    @Operation(summary = "Lists notices")
    @Reads({InboundNoticesView.NAME, EnterprisesView.NAME, LocationsView.NAME})
    @GetMapping("/v1/inbound-notices")
    ResponseEntity<Listing<NoticeRow>> list(
            Caller caller,
            PageRequest asked,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam io.lotline.projections.inbound.InboundNotice.@Nullable State state) {
        known.owner(caller, owner);
        known.warehouse(caller, warehouse);
        if (caller.excludes(owner)) {
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
                page.items().stream()
                        .filter(notice -> caller.worksIn(notice.warehouse()))
                        .map(NoticeRow::of)
                        .toList(),
                page.next());
    }

    record Filed(NoticeId noticeId) {}

    /// A notice as a whole.
    record NoticeRow(
            NoticeId noticeId,
            EnterpriseId owner,
            EnterpriseId supplier,
            WarehouseId warehouse,
            io.lotline.projections.inbound.InboundNotice.State state,
            List<Line> lines,
            long expectedPieces,
            long receivedPieces,
            Instant filed,
            @Nullable Instant firstReceived,
            @Nullable Instant lastReceived) {
        static NoticeRow of(io.lotline.projections.inbound.InboundNotice notice) {
            return new NoticeRow(
                    notice.noticeId(),
                    notice.owner(),
                    notice.supplier(),
                    notice.warehouse(),
                    notice.state(),
                    notice.lines(),
                    notice.expectedPieces(),
                    notice.receivedPieces(),
                    notice.filed(),
                    notice.firstReceived(),
                    notice.lastReceived());
        }
    }

    /// A notice and what came of it.
    ///
    /// @param received      the first of what came, by device and lot
    /// @param discrepancies the first of what differs: short lines, more than announced, lots not
    ///     announced
    record NoticeOnFile(
            NoticeId noticeId,
            EnterpriseId owner,
            EnterpriseId supplier,
            WarehouseId warehouse,
            io.lotline.projections.inbound.InboundNotice.State state,
            List<Line> lines,
            long expectedPieces,
            long receivedPieces,
            List<ReceivedLot> received,
            List<Discrepancy> discrepancies,
            Instant filed,
            @Nullable Instant firstReceived,
            @Nullable Instant lastReceived) {
        static NoticeOnFile of(
                io.lotline.projections.inbound.InboundNotice notice,
                List<ReceivedLot> received,
                List<Discrepancy> discrepancies) {
            return new NoticeOnFile(
                    notice.noticeId(),
                    notice.owner(),
                    notice.supplier(),
                    notice.warehouse(),
                    notice.state(),
                    notice.lines(),
                    notice.expectedPieces(),
                    notice.receivedPieces(),
                    received,
                    discrepancies,
                    notice.filed(),
                    notice.firstReceived(),
                    notice.lastReceived());
        }
    }

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
