package io.lotline.api.recall;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.recall.CloseRecall;
import io.lotline.core.recall.StartRecall;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.recall.RecallReach;
import io.lotline.projections.recall.RecallReaches;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Starts, shows and closes recalls.
@RestController
class RecallsController {
    private final Commands commands;
    private final RecallReaches reaches;

    RecallsController(Commands commands, RecallReaches reaches) {
        this.commands = commands;
        this.reaches = reaches;
    }

    /// Starts a recall: from its position on, nothing that it names is picked or dispatched.
    @Operation(
            summary =
                    "Starts a recall: from its position on, nothing that it names is picked or dispatched")
    @PutMapping("/v1/recalls/{recallId}")
    ResponseEntity<Recalled> start(
            Submission submission, @PathVariable RecallId recallId, @RequestBody Recall body) {
        StartRecall command =
                new StartRecall(
                        recallId,
                        body.level(),
                        body.di(),
                        body.lots() == null ? Set.of() : Set.copyOf(body.lots()),
                        body.serials() == null ? Set.of() : Set.copyOf(body.serials()),
                        body.reason(),
                        Boolean.TRUE.equals(body.ordered()),
                        Boolean.TRUE.equals(body.expected()));
        return Commands.put(commands.run(command, submission.document()), new Recalled(recallId));
    }

    /// Shows where the recalled goods are; to an enterprise, its own.
    @Operation(summary = "Shows where the recalled goods are; to an enterprise, its own")
    @Reads({})
    @GetMapping("/v1/recalls/{recallId}")
    RecallReach get(Caller caller, HttpServletResponse response, @PathVariable RecallId recallId) {
        RecallReach reach =
                reaches.reach(recallId, caller.enterprise(), Long.MAX_VALUE)
                        .orElseThrow(() -> Unknown.document("recall", recallId));
        response.setHeader(Headers.LOG_POSITION, Long.toString(reach.position()));
        return reach;
    }

    /// Closes a recall. Its goods stay stopped.
    @Operation(summary = "Closes a recall")
    @PostMapping("/v1/recalls/{recallId}/close")
    ResponseEntity<Recalled> close(Submission submission, @PathVariable RecallId recallId) {
        return Commands.ok(
                commands.run(new CloseRecall(recallId), submission.keyed(null)),
                new Recalled(recallId));
    }

    record Recalled(RecallId recallId) {}

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
