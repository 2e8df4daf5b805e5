package io.lotline.api.scan;

import io.lotline.api.http.Commands;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Problem;
import io.lotline.api.http.Submission;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Answer.Refused;
import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.events.DistributionEvent.ItemUnpacked;
import io.lotline.core.events.InventoryEvent.LocationCounted;
import io.lotline.core.events.Scan;
import io.lotline.core.events.UnitEvent;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent;
import io.lotline.core.events.WorkEvent.WorkItemResolved;
import io.lotline.core.rules.SharedRejection.AmbiguousScan;
import io.lotline.core.rules.SharedRejection.IncompleteItem;
import io.lotline.core.rules.SharedRejection.QuantityConflict;
import io.lotline.core.rules.SharedRejection.UnknownNotice;
import io.lotline.core.rules.SharedRejection.UnknownOrder;
import io.lotline.core.rules.SharedRejection.UnknownUnit;
import io.lotline.core.scan.Assembled;
import io.lotline.core.scan.ItemAssembly;
import io.lotline.core.scan.ScannedItem;
import io.lotline.core.scan.ScannerSetup;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WorkItemId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Takes scans: reads the symbols, makes the task's command, and says what came of it.
@Component
class ScanDesk {
    private final Commands commands;
    private final ParkClock clock;
    private final ScannerSetup scanners;
    private final RefusedScans refused;
    private final Duration maxAge;

    ScanDesk(
            Commands commands,
            ParkClock clock,
            ScannerSetup scanners,
            RefusedScans refused,
            @Value("${lotline.scan-max-age:}") String maxAge) {
        this.maxAge = ScannerSettings.maxAge(maxAge);
        this.commands = commands;
        this.clock = clock;
        this.scanners = scanners;
        this.refused = refused;
    }

    /// What came of a scan.
    sealed interface Result {
        /// @param replayed whether it had been done before
        record Understood(ScanAnswer answer, long position, boolean replayed) implements Result {}

        record Refusal(Problem problem) implements Result {}
    }

    /// Does one scan. One that is refused is recorded before the answer.
    ///
    /// @throws MalformedValue if the scan lacks what its task needs
    /// @throws io.lotline.api.http.ProblemFound if the caller may not do it
    Result take(Submission submission, ScanRequest scan) {
        submission.caller().mustWorkIn(scan.warehouse());
        Instant scannedAt = scan.scannedAt() == null ? submission.at() : scan.scannedAt();
        if (scannedAt.isAfter(submission.at().plus(HttpLimits.CLOCK_SKEW))) {
            throw new MalformedValue(
                    "scannedAt",
                    "%s is in the future: it is %s here.\nMaybe set the handheld's clock."
                            .formatted(
                                    scannedAt.atZone(clock.zone()).toOffsetDateTime(),
                                    submission.at().atZone(clock.zone()).toOffsetDateTime()));
        }
        return switch (read(submission, scan, scannedAt)) {
            case Result.Understood understood -> understood;
            case Result.Refusal(Problem problem) ->
                    new Result.Refusal(refused.recorded(submission, scan, scannedAt, problem));
        };
    }

    private Result read(Submission submission, ScanRequest scan, Instant scannedAt) {
        if (scan.symbols().isEmpty()) {
            return finish(submission, scan, scannedAt);
        }
        return switch (ItemAssembly.assemble(scan.symbols(), scanners)) {
            case Assembled.Item(ScannedItem item, List<String> _) ->
                    take(submission, scan, List.of(item), scannedAt);
            case Assembled.AmbiguousItem(List<ScannedItem> candidates) ->
                    take(submission, scan, candidates, scannedAt);
            case Assembled.UnreadableItem(String symbol, String code, String problem) ->
                    unreadable(scan, symbol, code, problem);
            case Assembled.Contradiction(String what, String first, String second) ->
                    new Result.Refusal(
                            Problem.of(
                                            "contradicting-symbols",
                                            422,
                                            "The symbols are not of one item: one says %s %s, another %s.\nMaybe scan the labels of one item only."
                                                    .formatted(
                                                            what.replace('-', ' '), first, second))
                                    .with("scanId", scan.scanId())
                                    .with("what", what)
                                    .with("first", first)
                                    .with("second", second));
        };
    }

    /// A location of a count in which nothing more lies.
    private Result finish(Submission submission, ScanRequest scan, Instant scannedAt) {
        Command command =
                ScanCommands.finishing(
                        scan,
                        scannedAt,
                        submission.today(),
                        submission.at().minus(maxAge),
                        submission.caller().key().value());
        Request request =
                submission
                        .scan(scan.scanId(), scan)
                        .settling(ScanSubject.of(scan, scanners).settlement(scan));
        return switch (commands.answer(command, request)) {
            case Done done ->
                    new Result.Understood(
                            ScanAnswer.finished(
                                    positionOf(done), Commands.event(done, LocationCounted.class)),
                            done.position(),
                            done.replayed());
            case Refused(var reason, long position) ->
                    new Result.Refusal(
                            Commands.problemOf(reason, request)
                                    .with("scanId", scan.scanId())
                                    .withHeader(Headers.LOG_POSITION, Long.toString(position)));
        };
    }

    private Result take(
            Submission submission, ScanRequest scan, List<ScannedItem> items, Instant scannedAt) {
        Candidates candidates;
        try {
            candidates = Candidates.of(items);
        } catch (MalformedValue e) {
            return unreadable(
                    scan, scan.symbols().getFirst(), "bad-value", String.valueOf(e.getMessage()));
        }
        if (candidates.unit() != null && scan.reading() == null) {
            Result whole = takeUnit(submission, scan, candidates, items, scannedAt);
            if (whole != null) {
                return whole;
            }
        }
        List<String> missing = candidates.missing();
        if (!missing.isEmpty()) {
            return incomplete(missing, candidates, commands.acknowledged());
        }
        Instant oldest = submission.at().minus(maxAge);
        ScannedGoods goods;
        if (scan.reading() != null) {
            switch (candidates.choose(scan.reading(), scan.quantity())) {
                case Candidates.Chosen chosen ->
                        goods =
                                chosen.goods(
                                        evidence(scan, items, scannedAt),
                                        submission.today(),
                                        oldest);
                case Candidates.Several _ -> {
                    return ambiguous(scan, candidates);
                }
                case Candidates.NotOffered _ -> {
                    return notOffered(scan, candidates);
                }
            }
        } else if (candidates.device() == null) {
            return ambiguous(scan, candidates);
        } else {
            goods =
                    new ScannedGoods(
                            candidates.device(),
                            candidates.labels(),
                            scan.quantity(),
                            null,
                            evidence(scan, items, scannedAt),
                            submission.today(),
                            oldest);
        }
        Request request = settling(submission, scan, items, candidates);
        ScanCommands commandsOf =
                new ScanCommands(
                        scan, goods, submission.today(), submission.caller().key().value());
        return switch (answer(commandsOf.commands(), request)) {
            case Done done -> accepted(done, candidates);
            case Refused(IncompleteItem reason, long position) ->
                    incomplete(reason.missing(), candidates, position);
            case Refused(AmbiguousScan _, long position) -> {
                Result.Refusal asked = ambiguous(scan, candidates);
                yield new Result.Refusal(
                        asked.problem().withHeader(Headers.LOG_POSITION, Long.toString(position)));
            }
            case Refused(QuantityConflict reason, long position) ->
                    new Result.Refusal(
                            Commands.problemOf(reason, request)
                                    .with("scanId", scan.scanId())
                                    .with("candidates", candidates.counting(reason))
                                    .withHeader(Headers.LOG_POSITION, Long.toString(position)));
            case Refused(var reason, long position) ->
                    new Result.Refusal(
                            Commands.problemOf(reason, request)
                                    .with("scanId", scan.scanId())
                                    .withHeader(Headers.LOG_POSITION, Long.toString(position)));
        };
    }

    /// A request that ends what waits for this scan to be accepted.
    private static Request settling(
            Submission submission,
            ScanRequest scan,
            List<ScannedItem> items,
            Candidates candidates) {
        String standard = items.getFirst().standard().code();
        return submission
                .scan(scan.scanId(), scan)
                .settling(ScanSubject.of(scan, standard, candidates).settlement(scan));
    }

    /// Handles the whole unit whose label was scanned. Null where nothing is known of it, so that
    /// the content that its label may name is all that is meant.
    private @Nullable Result takeUnit(
            Submission submission,
            ScanRequest scan,
            Candidates candidates,
            List<ScannedItem> items,
            Instant scannedAt) {
        boolean receiving = scan.task() == Task.RECEIVE;
        if (receiving && !candidates.saysNoContent()) {
            return null;
        }
        ScannedUnit unit =
                new ScannedUnit(
                        Objects.requireNonNull(candidates.unit()),
                        evidence(scan, items, scannedAt),
                        submission.today(),
                        submission.at().minus(maxAge));
        Request request = settling(submission, scan, items, candidates);
        UnitCommands unitCommands = new UnitCommands(scan, unit, submission.caller().key().value());
        return switch (answer(unitCommands.commands(), request)) {
            case Done done when isOfGoods(done) && !candidates.saysNoContent() ->
                    accepted(done, candidates);
            case Done done -> accepted(unit.sscc(), done);
            case Refused(UnknownUnit _, _) when receiving || !candidates.saysNoContent() -> null;
            case Refused(IncompleteItem reason, long position) ->
                    incomplete(reason.missing(), candidates, position);
            case Refused(var reason, long position) ->
                    new Result.Refusal(
                            Commands.problemOf(reason, request)
                                    .with("scanId", scan.scanId())
                                    .withHeader(Headers.LOG_POSITION, Long.toString(position)));
        };
    }

    /// The answer to the first command whose document there is; where there is none at all, that to
    /// the task's own.
    private Answer answer(List<Command> wanted, Request request) {
        Answer first = null;
        for (Command command : wanted) {
            Answer answer = commands.answer(command, request);
            if (!(answer instanceof Refused(var reason, _))
                    || !(reason instanceof UnknownOrder || reason instanceof UnknownNotice)) {
                return answer;
            }
            first = first == null ? answer : first;
        }
        return Objects.requireNonNull(first);
    }

    private static Scan evidence(ScanRequest scan, List<ScannedItem> items, Instant scannedAt) {
        return new Scan(
                scan.scanId(),
                items.getFirst().standard().code(),
                scan.symbols(),
                scannedAt,
                scan.warehouse(),
                scan.location(),
                null);
    }

    private static Result.Refusal ambiguous(ScanRequest scan, Candidates candidates) {
        return new Result.Refusal(
                Problem.of("ambiguous-scan", 422, AmbiguousScan.message(candidates.size()))
                        .with("scanId", scan.scanId())
                        .with("readings", candidates.size())
                        .with("candidates", candidates.listed()));
    }

    private static Result notOffered(ScanRequest scan, Candidates candidates) {
        return new Result.Refusal(
                Problem.of(
                                "reading-not-offered",
                                422,
                                "The scan's 'reading' is not %s.\nMaybe send one of the candidates just as it is listed, or leave 'reading' out."
                                        .formatted(
                                                candidates.size() == 1
                                                        ? "the one that its symbols have"
                                                        : "among the %d that its symbols have"
                                                                .formatted(candidates.size())))
                        .with("scanId", scan.scanId())
                        .with("readings", candidates.size())
                        .with("candidates", candidates.listed()));
    }

    /// Whether a scan that is sent again was done when nothing was known of its unit.
    private static boolean isOfGoods(Done done) {
        return done.events().stream().noneMatch(each -> each.event() instanceof UnitEvent);
    }

    private static Result accepted(Sscc sscc, Done done) {
        List<WarehouseEvent> steps =
                done.events().stream()
                        .map(Recorded::event)
                        .filter(event -> !(event instanceof WorkEvent))
                        .toList();
        UnitStep step = UnitStep.of(sscc, steps);
        return new Result.Understood(
                new ScanAnswer(
                        "accepted",
                        positionOf(done),
                        null,
                        step,
                        step.unpacked(),
                        ScannedStep.next(steps.getLast()),
                        resolved(done),
                        ScanAnswer.Late.of(done)),
                done.position(),
                done.replayed());
    }

    /// That of what was done with the goods: what is corrected if the scan was a mistake. What was
    /// taken out of its box by it, and the work that it ended or left, stand behind it in the same
    /// commit.
    private static long positionOf(Done done) {
        return done.events().stream()
                .filter(
                        recorded ->
                                !(recorded.event() instanceof WorkEvent
                                        || recorded.event() instanceof ItemUnpacked))
                .mapToLong(Recorded::position)
                .max()
                .orElse(done.position());
    }

    /// The work items that a scan ended; null for none.
    private static @Nullable List<WorkItemId> resolved(Done done) {
        List<WorkItemId> resolved = new ArrayList<>();
        for (Recorded recorded : done.events()) {
            if (recorded.event() instanceof WorkItemResolved settled) {
                resolved.add(settled.item());
            }
        }
        return resolved.isEmpty() ? null : resolved;
    }

    private static Result accepted(Done done, Candidates candidates) {
        ScannedStep step = null;
        ScanAnswer.Next next = null;
        List<Sscc> unpacked = new ArrayList<>();
        for (Recorded recorded : done.events()) {
            if (recorded.event() instanceof ItemUnpacked out) {
                unpacked.add(out.container());
                continue;
            }
            ScannedStep part = ScannedStep.of(recorded.event());
            if (part != null) {
                step = step == null ? part : step.plus(part.quantity());
                next = ScannedStep.next(recorded.event());
            }
        }
        if (step == null) {
            throw new IllegalStateException("a scan recorded nothing at " + done.position());
        }
        return new Result.Understood(
                new ScanAnswer(
                        "accepted",
                        positionOf(done),
                        null,
                        candidates.completing(step),
                        unpacked.isEmpty() ? null : unpacked.stream().distinct().toList(),
                        next,
                        resolved(done),
                        ScanAnswer.Late.of(done)),
                done.position(),
                done.replayed());
    }

    private static Result incomplete(List<String> missing, Candidates candidates, long position) {
        return new Result.Understood(
                new ScanAnswer(
                        "incomplete", null, missing, candidates.together(), null, null, null, null),
                position,
                false);
    }

    private static Result unreadable(
            ScanRequest scan, String symbol, String code, @Nullable String problem) {
        return new Result.Refusal(
                Problem.of(
                                "unreadable-scan",
                                422,
                                "%s\nMaybe scan it again, or scan the label's other symbol."
                                        .formatted(problem))
                        .with("scanId", scan.scanId())
                        .with("symbol", symbol)
                        .with("code", code));
    }
}
