package io.lotline.api.inbound;

import io.lotline.api.http.Commands;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.inbound.InspectGoods;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Quantity;
import io.lotline.projections.Views;
import io.lotline.projections.inbound.InboundNotices;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Records what quality staff concluded about received goods.
@RestController
class InspectionsController {
    private final Commands commands;
    private final InboundNotices notices;

    InspectionsController(Commands commands, Views views) {
        this.commands = commands;
        this.notices = views.inboundNotices();
    }

    /// Records a conclusion for a quantity of a lot of a notice.
    @Operation(summary = "Records a conclusion for a quantity of a lot of a notice")
    @PostMapping("/v1/inspections")
    ResponseEntity<Inspection> inspect(Submission submission, @RequestBody Inspection body) {
        if (!submission.caller().warehouses().isEmpty()) {
            notices.find(body.noticeId())
                    .ifPresent(notice -> submission.caller().mustWorkIn(notice.warehouse()));
        }
        InspectGoods command =
                new InspectGoods(
                        body.noticeId(),
                        body.di(),
                        body.lot(),
                        body.conclusion(),
                        body.quantity(),
                        body.reason());
        Done done = commands.run(command, submission.keyed(body));
        return Commands.created(done, Inspection.of(Commands.event(done, GoodsInspected.class)));
    }

    /// A conclusion, as it is sent and as it was recorded.
    record Inspection(
            NoticeId noticeId,
            Di di,
            @Nullable LotNumber lot,
            Conclusion conclusion,
            int quantity,
            @Nullable String reason) {
        Inspection {
            Quantity.positive(quantity);
            Shape.optionalText("reason", reason);
        }

        static Inspection of(GoodsInspected inspected) {
            return new Inspection(
                    inspected.notice(),
                    inspected.item().di(),
                    inspected.item().lot(),
                    inspected.conclusion(),
                    inspected.quantity(),
                    inspected.reason());
        }
    }
}
