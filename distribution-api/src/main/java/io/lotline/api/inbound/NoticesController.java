package io.lotline.api.inbound;

import io.lotline.api.http.Commands;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.inbound.FileInboundNotice;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.WarehouseId;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Keeps inbound notices.
@RestController
class NoticesController {
    private final Commands commands;

    NoticesController(Commands commands) {
        this.commands = commands;
    }

    /// Files a notice. It cannot be changed afterwards.
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
