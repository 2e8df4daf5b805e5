package io.lotline.api.scan;

import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemAdvice;
import io.lotline.api.http.Submission;
import io.lotline.api.http.UnreadableBody;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A batch of scans: NDJSON in, NDJSON out, in order.
///
/// A client may read the answers while it sends, or only after it has sent everything: the lines
/// are taken in beside the scans, so neither side waits for the other.
@Component
class ScanBatch {
    static final String MEDIA_TYPE = "application/x-ndjson";

    private static final Pattern SCAN_ID =
            Pattern.compile("\"scanId\"\\s*:\\s*\"([A-Za-z0-9._-]{1,64})\"");
    private static final TypeReference<LinkedHashMap<String, Object>> MEMBERS =
            new TypeReference<>() {};

    private final ScanDesk desk;
    private final JsonMapper json;

    ScanBatch(ScanDesk desk, JsonMapper json) {
        this.desk = desk;
        this.json = json;
    }

    /// What comes in: a line, a problem that ends the batch, or its end.
    private sealed interface Incoming {
        record Line(int number, String text) implements Incoming {}

        record Broken(Problem problem) implements Incoming {}

        record End() implements Incoming {}
    }

    void take(Submission submission, InputStream body, HttpServletResponse response)
            throws IOException {
        response.setContentType(MEDIA_TYPE);
        BlockingQueue<Incoming> lines = new LinkedBlockingQueue<>();
        Thread reader = Thread.ofVirtual().name("batch-reader").start(() -> read(body, lines));
        try {
            OutputStream out = response.getOutputStream();
            while (true) {
                switch (next(lines)) {
                    case Incoming.Line(int number, String text) -> {
                        out.write(json.writeValueAsBytes(answer(submission, number, text)));
                        out.write('\n');
                        if (lines.isEmpty()) {
                            out.flush();
                        }
                    }
                    case Incoming.Broken(Problem problem) -> {
                        out.write(json.writeValueAsBytes(problem.document()));
                        out.write('\n');
                        return;
                    }
                    case Incoming.End _ -> {
                        return;
                    }
                }
            }
        } finally {
            reader.interrupt();
        }
    }

    private static Incoming next(BlockingQueue<Incoming> lines) throws IOException {
        try {
            return lines.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Map<String, Object> answer(Submission submission, int number, String line) {
        String scanId = null;
        try {
            ScanRequest scan = json.readValue(line, ScanRequest.class);
            scanId = scan.scanId();
            return switch (desk.take(submission, scan)) {
                case ScanDesk.Result.Understood(var answer, long _, boolean replayed) -> {
                    Map<String, Object> members = members(scanId, number, 200);
                    members.putAll(json.convertValue(answer, MEMBERS));
                    if (replayed) {
                        members.put("replayed", true);
                    }
                    yield members;
                }
                case ScanDesk.Result.Refusal(Problem problem) -> members(scanId, number, problem);
            };
        } catch (JacksonException e) {
            return members(scanIdOf(line), number, UnreadableBody.problemOf(e));
        } catch (RuntimeException e) {
            return members(
                    scanId,
                    number,
                    ProblemAdvice.problemOf(e, "line %d of a batch".formatted(number)));
        }
    }

    private static Map<String, Object> members(
            @Nullable String scanId, int number, Problem problem) {
        Map<String, Object> members = members(scanId, number, problem.status());
        members.putAll(problem.document());
        String position = problem.headers().get(Headers.LOG_POSITION);
        if (position != null) {
            members.put("position", Long.valueOf(position));
        }
        return members;
    }

    private static Map<String, Object> members(@Nullable String scanId, int number, int status) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (scanId != null) {
            members.put("scanId", scanId);
        } else {
            members.put("line", number);
        }
        members.put("status", status);
        return members;
    }

    private static @Nullable String scanIdOf(String line) {
        Matcher found = SCAN_ID.matcher(line);
        return found.find() ? found.group(1) : null;
    }

    /// Reads ahead; the body's limit bounds what piles up.
    private static void read(InputStream body, BlockingQueue<Incoming> lines) {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
            byte[] some = new byte[8192];
            int number = 1;
            for (int length = body.read(some); length >= 0; length = body.read(some)) {
                for (int i = 0; i < length; i++) {
                    if (some[i] != '\n') {
                        line.write(some[i]);
                        if (line.size() > HttpLimits.MAX_LINE_BYTES) {
                            lines.add(new Incoming.Broken(lineTooLong(number)));
                            return;
                        }
                    } else {
                        if (!add(lines, number, line)) {
                            return;
                        }
                        number++;
                    }
                }
            }
            if (add(lines, number, line)) {
                lines.add(new Incoming.End());
            }
        } catch (IOException e) {
            lines.add(new Incoming.Broken(UnreadableBody.problemOf(e)));
        }
    }

    private static boolean add(
            BlockingQueue<Incoming> lines, int number, ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isBlank()) {
            return true;
        }
        if (number > HttpLimits.MAX_BATCH_LINES) {
            lines.add(
                    new Incoming.Broken(
                            Problem.of(
                                            "batch-too-long",
                                            413,
                                            "A batch has at most %d lines; those up to there are done.\nMaybe send the rest as another batch."
                                                    .formatted(HttpLimits.MAX_BATCH_LINES))
                                    .with("limit", HttpLimits.MAX_BATCH_LINES)));
            return false;
        }
        lines.add(new Incoming.Line(number, text));
        return true;
    }

    private static Problem lineTooLong(int number) {
        return Problem.of(
                        "line-too-long",
                        413,
                        "Line %d is longer than %d bytes; those before it are done.\nMaybe a line break is missing."
                                .formatted(number, HttpLimits.MAX_LINE_BYTES))
                .with("line", number)
                .with("limit", HttpLimits.MAX_LINE_BYTES);
    }
}
