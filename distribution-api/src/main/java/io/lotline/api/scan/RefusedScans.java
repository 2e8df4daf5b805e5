package io.lotline.api.scan;

import io.lotline.api.http.Commands;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Submission;
import io.lotline.api.http.TokenBuckets;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Request;
import io.lotline.core.events.Scan;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.events.WorkEvent.Refusal;
import io.lotline.core.events.WorkEvent.RefusalsRepeated.Repeated;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.scan.ScannerSetup;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.work.RecordRefusal;
import io.lotline.core.work.WorkRejection.RefusalOnFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Records what was refused before the answer goes out, so that nothing is lost when a handheld's
/// screen is wiped: each scan once for each reason, as an event and a work item. The same again is
/// counted.
@Component
class RefusedScans {
    private final Commands commands;
    private final ScannerSetup scanners;
    private final RepeatedRefusals repeated;
    private final JsonMapper json;
    private final TokenBuckets buckets =
            new TokenBuckets(
                    HttpLimits.REFUSED_SCANS,
                    HttpLimits.REFUSED_SCAN_EVERY,
                    HttpLimits.MAX_COUNTED,
                    System::nanoTime);

    RefusedScans(
            Commands commands, ScannerSetup scanners, RepeatedRefusals repeated, JsonMapper json) {
        this.commands = commands;
        this.scanners = scanners;
        this.repeated = repeated;
        this.json = json;
    }

    /// The problem of a refused scan, with the work item that it left.
    ///
    /// @throws ProblemFound if its key has had too many scans refused
    /// @throws io.lotline.core.eventlog.LogUnavailable if it cannot be recorded
    Problem recorded(Submission submission, ScanRequest scan, Instant scannedAt, Problem problem) {
        mayBeRecorded(submission);
        ScanSubject subject = ScanSubject.of(scan, scanners);
        RecordRefusal command =
                new RecordRefusal(
                        subject.work(),
                        attempted(submission, scan, subject),
                        new Refusal(
                                problem.name(),
                                whole(problem.detail()),
                                members(problem.members())),
                        new Scan(
                                scan.scanId(), subject.standard(), kept(scan.symbols()), scannedAt),
                        submission.at());
        Request request =
                new Request(submission.caller().key().value(), null, null, submission.at());
        WorkItemId item =
                switch (commands.answer(command, request)) {
                    case Answer.Done done -> Commands.event(done, ScanRefused.class).item();
                    case Answer.Refused(RefusalOnFile(var known, var attempted), long _) -> {
                        repeated.count(again(known, problem, attempted, submission.at()));
                        yield known;
                    }
                    case Answer.Refused _ -> null;
                };
        return problem.with("workItem", item);
    }

    /// One key does not fill the log, whatever its program does.
    private void mayBeRecorded(Submission submission) {
        Duration wait = buckets.take(submission.caller().key().value());
        if (!wait.isZero()) {
            throw new ProblemFound(
                    Problem.of(
                                    "too-many-refusals",
                                    429,
                                    "The scan was refused, and not recorded: this key has had %d refused, more than one each %d ms.\nMaybe look at what the handheld sends, and send the scan again later."
                                            .formatted(
                                                    HttpLimits.REFUSED_SCANS,
                                                    HttpLimits.REFUSED_SCAN_EVERY.toMillis()))
                            .withHeader(
                                    HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1)));
        }
    }

    private static Attempted attempted(
            Submission submission, ScanRequest scan, ScanSubject subject) {
        return new Attempted(
                submission.caller().key().value(),
                submission.handheld(),
                scan.warehouse(),
                scan.task().toString(),
                scan.reference() == null ? null : whole(scan.reference()),
                scan.location(),
                scan.toLocation(),
                scan.container(),
                subject.di(),
                subject.lot(),
                subject.serial(),
                scan.quantity(),
                null);
    }

    private static Repeated again(
            WorkItemId item, Problem problem, Attempted attempted, Instant at) {
        return new Repeated(
                item,
                problem.name(),
                attempted.operator(),
                attempted.handheld(),
                attempted.warehouse(),
                attempted.di(),
                attempted.supplier(),
                1,
                at);
    }

    /// Symbols as they were read, as far as a label can be so long.
    private static List<String> kept(List<String> symbols) {
        List<String> kept = new ArrayList<>();
        int room = HttpLimits.MAX_KEPT_SYMBOLS;
        for (String symbol : symbols) {
            if (room > 0) {
                kept.add(whole(symbol.substring(0, Math.min(room, symbol.length()))));
                room -= symbol.length();
            }
        }
        return kept;
    }

    private String members(Map<String, Object> members) {
        Map<String, Object> kept = new TreeMap<>();
        members.forEach((name, value) -> kept.put(name, few(value)));
        return whole(json.writeValueAsString(kept));
    }

    private static Object few(Object value) {
        return value instanceof List<?> list && list.size() > HttpLimits.MAX_KEPT_MEMBERS
                ? list.subList(0, HttpLimits.MAX_KEPT_MEMBERS)
                : value;
    }

    /// Halves of characters are no text, and cannot be stored.
    private static String whole(@Nullable String text) {
        return String.valueOf(text)
                .codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
