package io.lotline.api.scan;

import io.lotline.api.http.Headers;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Submission;
import io.lotline.core.scan.ScanReader;
import io.lotline.core.scan.ScannerSetup;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// One endpoint for every handheld.
@RestController
class ScansController {
    private final ScanDesk desk;
    private final ScanBatch batch;
    private final ScannerSetup scanners;

    ScansController(ScanDesk desk, ScanBatch batch, ScannerSetup scanners) {
        this.desk = desk;
        this.batch = batch;
        this.scanners = scanners;
    }

    /// Does one scan.
    @Operation(
            summary = "Does one scan",
            description =
                    "What the label is asked about: ambiguous-scan, quantity-conflict. What it is refused for: unreadable-scan, contradicting-symbols, reading-not-offered, unknown-device, expiry-conflict, production-conflict, production-in-future, production-after-expiry, no-quantity. Each is a type of problem, /problems/<name>; docs/scanning.md says when it comes.")
    @PostMapping("/v1/scans")
    ResponseEntity<ScanAnswer> scan(Submission submission, @RequestBody ScanRequest body) {
        return switch (desk.take(submission, body)) {
            case ScanDesk.Result.Understood(var answer, long position, boolean replayed) -> {
                ResponseEntity.BodyBuilder ok =
                        ResponseEntity.ok().header(Headers.LOG_POSITION, Long.toString(position));
                if (replayed) {
                    ok.header(Headers.IDEMPOTENT_REPLAY, "true");
                }
                yield ok.body(answer);
            }
            case ScanDesk.Result.Refusal(var problem) -> throw new ProblemFound(problem);
        };
    }

    /// Does scans, one a line, those of the same goods in their order, and answers them in theirs.
    @Operation(
            summary =
                    "Does scans, one a line, those of the same goods in their order, and answers them in theirs")
    @PostMapping("/v1/scans/batch")
    void batch(Submission submission, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        batch.take(submission, request, response);
    }

    /// Reads symbols, each by itself. Nothing is recorded.
    @Operation(summary = "Reads symbols, each by itself")
    @PostMapping("/v1/scans/parse")
    ParsedSymbols parse(@RequestBody Symbols body) {
        return new ParsedSymbols(
                body.symbols().stream()
                        .map(symbol -> ItemRead.of(symbol, ScanReader.read(symbol, scanners)))
                        .toList());
    }

    record Symbols(List<String> symbols) {
        Symbols {
            symbols = ScanRequest.symbols(symbols);
        }
    }

    record ParsedSymbols(List<ItemRead> items) {}
}
