package io.lotline.api.inbound;

import io.lotline.api.http.Commands;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.events.InboundEvent.GoodsInspected;
import io.lotline.core.events.Movement;
import io.lotline.core.inbound.InspectGoods;
import io.lotline.core.values.Conclusion;
import io.lotline.core.values.Di;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.Quantity;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.Views;
import io.lotline.projections.inbound.InboundNotices;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
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
        Done done = commands.run(body.command(), submission.keyed(body));
        return Commands.created(done, Inspection.of(Commands.event(done, GoodsInspected.class)));
    }

    /// A conclusion, as it is sent and as it was recorded.
    ///
    /// @param location   which of the goods are meant, where they wait in several locations
    /// @param serials    which pieces are meant; needed where pieces have serial numbers
    /// @param status     whether those are meant that wait since their receipt, or those that came
    ///     back, where both lie in one location
    /// @param expiryDate which goods are meant, where a device has no lots and several dates
    /// @param quantity   how many of the DI; with serial numbers, as many as these
    record Inspection(
            NoticeId noticeId,
            Di di,
            @Nullable LotNumber lot,
            @Nullable LocationId location,
            @Nullable List<SerialNumber> serials,
            @Nullable Waiting status,
            @Nullable LocalDate expiryDate,
            Conclusion conclusion,
            @Nullable Integer quantity,
            @Nullable String reason) {
        Inspection {
            if (serials != null) {
                serials = Shape.list("serials", serials, 0, HttpLimits.MAX_LINES);
                var _ = Shape.distinct("serials", serials);
            }
            if (quantity != null) {
                Quantity.positive(quantity);
            } else if (serials == null || serials.isEmpty()) {
                throw new MalformedValue(
                        "quantity", "An inspection says how many pieces it is about.");
            }
            Shape.optionalText("reason", reason);
        }

        /// How goods wait.
        enum Waiting {
            PENDING_INSPECTION,
            RETURNED
        }

        InspectGoods command() {
            List<SerialNumber> named = serials == null ? List.of() : serials;
            return new InspectGoods(
                    noticeId,
                    di,
                    lot,
                    Set.copyOf(named),
                    new InspectGoods.Where(
                            location,
                            status == null ? null : QualityStatus.valueOf(status.name()),
                            expiryDate),
                    conclusion,
                    quantity == null ? named.size() : quantity,
                    reason);
        }

        static Inspection of(GoodsInspected inspected) {
            List<Movement> movements = inspected.movements();
            List<SerialNumber> serials =
                    movements.stream().map(Movement::serial).filter(Objects::nonNull).toList();
            return new Inspection(
                    inspected.notice(),
                    inspected.item().di(),
                    inspected.item().lot(),
                    only(movements, movement -> movement.from().asLocation().id()),
                    serials.isEmpty() ? null : serials,
                    only(movements, movement -> Waiting.valueOf(movement.fromStatus().name())),
                    only(movements, Movement::expiryDate),
                    inspected.conclusion(),
                    inspected.quantity(),
                    inspected.reason());
        }

        /// What all of them have in common; null where they differ.
        private static <T> @Nullable T only(
                List<Movement> movements, Function<Movement, @Nullable T> part) {
            T first = part.apply(movements.getFirst());
            return movements.stream().allMatch(each -> Objects.equals(part.apply(each), first))
                    ? first
                    : null;
        }
    }
}
