package io.lotline.api.imports;

import io.lotline.api.http.Commands;
import io.lotline.api.http.ImportedDocuments;
import io.lotline.api.http.ImportedDocuments.Wish;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemAdvice;
import io.lotline.api.http.Submission;
import io.lotline.api.http.UnreadableBody;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Answer.Refused;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Outcome.Accepted;
import io.lotline.core.decision.Outcome.Rejected;
import io.lotline.core.decision.Rehearsal;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.Request;
import io.lotline.core.rules.SharedRejection.FileChanged;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Has the documents of one file done, one after the other, each as by its PUT.
final class Importer {
    private final Commands commands;
    private final Submission submission;
    private final ParkClock clock;
    private final JsonMapper json;
    private final BooleanSupplier keyIsGood;
    private final @Nullable Rehearsal rehearsal;
    private int lost;
    private long position;

    /// What became of a document.
    record Result(RowOutcome outcome, @Nullable Problem problem) {}

    Importer(
            Commands commands,
            Submission submission,
            ParkClock clock,
            JsonMapper json,
            BooleanSupplier keyIsGood,
            boolean dryRun) {
        this.commands = commands;
        this.submission = submission;
        this.clock = clock;
        this.json = json;
        this.keyIsGood = keyIsGood;
        this.rehearsal = dryRun ? commands.rehearse() : null;
    }

    /// The position up to which all that was answered is true.
    long position() {
        return position;
    }

    <B extends Record> Result take(ImportedDocuments<B> kind, FileDocument document) {
        if (document.problem() != null) {
            return new Result(RowOutcome.REFUSED, document.problem());
        }
        if (lost > 0) {
            return new Result(RowOutcome.REFUSED, notDone(lost));
        }
        if (!keyIsGood.getAsBoolean()) {
            return new Result(RowOutcome.REFUSED, revoked());
        }
        Result result = tried(kind, document);
        if (result.problem() != null && result.problem().status() >= 500) {
            lost = document.rows().getFirst();
        }
        return result;
    }

    private <B extends Record> Result tried(ImportedDocuments<B> kind, FileDocument document) {
        try {
            Submission now = submission.at(clock);
            B body = json.treeToValue(Objects.requireNonNull(document.body()), kind.body());
            Wish wish = kind.wish(now, Objects.requireNonNull(document.ids()), body);
            return done(wish, now.document());
        } catch (JacksonException e) {
            return new Result(RowOutcome.REFUSED, UnreadableBody.problemOf(e));
        } catch (RuntimeException e) {
            return new Result(
                    RowOutcome.REFUSED,
                    ProblemAdvice.problemOf(
                            e, "row %d of a file".formatted(document.rows().getFirst())));
        }
    }

    private Result done(Wish wish, Request request) {
        boolean there = false;
        if (wish.unseen() != null) {
            Rehearsal asking = rehearsal == null ? commands.rehearse() : rehearsal;
            if (asking.decide(wish.unseen(), request)
                    instanceof Rejected(FileChanged(String _, String _, String form))) {
                there = form != null;
            }
        }
        return rehearsal == null
                ? recorded(wish, request, there)
                : rehearsed(rehearsal, wish, request, there);
    }

    private Result recorded(Wish wish, Request request, boolean there) {
        return switch (commands.answer(wish.command(), request)) {
            case Done done -> {
                position = Math.max(position, done.position());
                yield new Result(outcome(done.events().isEmpty(), there), null);
            }
            case Refused(Rejection reason, long at) -> {
                position = Math.max(position, at);
                yield new Result(RowOutcome.REFUSED, Commands.problemOf(reason, request));
            }
        };
    }

    private Result rehearsed(Rehearsal all, Wish wish, Request request, boolean there) {
        Outcome decided = all.decide(wish.command(), request);
        position = Math.max(position, all.position());
        return switch (decided) {
            case Accepted(var events) -> new Result(outcome(events.isEmpty(), there), null);
            case Rejected(Rejection reason) ->
                    new Result(RowOutcome.REFUSED, Commands.problemOf(reason, request));
        };
    }

    private static RowOutcome outcome(boolean nothing, boolean there) {
        return nothing ? RowOutcome.UNCHANGED : there ? RowOutcome.CHANGED : RowOutcome.CREATED;
    }

    private static Problem notDone(int row) {
        return Problem.of(
                        "earlier-row-failed",
                        503,
                        "It is not known what became of row %d, so this one and all below it were not tried; nothing was recorded of them.\nMaybe send the same file again: what is there already is left as it is."
                                .formatted(row))
                .with("failedRow", row);
    }

    private static Problem revoked() {
        return Problem.of(
                "unauthenticated",
                401,
                "The key of this file was revoked meanwhile.\nMaybe send the file again with another key.");
    }
}
