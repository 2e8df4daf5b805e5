package io.lotline.api.scan;

import io.lotline.api.http.Callers;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemAdvice;
import io.lotline.api.http.Submission;
import io.lotline.api.http.UnreadableBody;
import io.lotline.api.scan.BatchLines.Line;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A batch of scans: NDJSON in, NDJSON out, in order, each line answered as soon as it is done. It
/// may be of any length, and takes as much memory as a short one. Each line has the time at which
/// its turn came, and counts only while the key does.
///
/// A client may read the answers while it sends, or only after it has sent everything: the lines
/// are taken in beside the scans, so neither side waits for the other.
@Component
class ScanBatch {
    private static final Pattern SCAN_ID =
            Pattern.compile("\"scanId\"\\s*:\\s*\"([A-Za-z0-9._-]{1,64})\"");
    private static final TypeReference<LinkedHashMap<String, Object>> MEMBERS =
            new TypeReference<>() {};

    private final ScanDesk desk;
    private final ParkClock clock;
    private final JsonMapper json;

    ScanBatch(ScanDesk desk, ParkClock clock, JsonMapper json) {
        this.desk = desk;
        this.clock = clock;
        this.json = json;
    }

    void take(Submission submission, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaTypes.NDJSON.toString());
        OutputStream out = response.getOutputStream();
        try (BatchBody ahead = BatchBody.of(request.getInputStream())) {
            BatchLines lines = new BatchLines(ahead);
            while (true) {
                Line line;
                try {
                    line = lines.next();
                } catch (IOException e) {
                    // what came before is done and answered, so only a line can tell it
                    write(out, members(null, lines.number(), UnreadableBody.problemOf(e)));
                    return;
                }
                if (line == null) {
                    return;
                }
                write(out, answer(request, submission.at(clock), line));
                if (lines.mayWait()) {
                    out.flush();
                }
            }
        }
    }

    private void write(OutputStream out, Map<String, Object> answer) throws IOException {
        out.write(json.writeValueAsBytes(answer));
        out.write('\n');
    }

    private Map<String, Object> answer(
            HttpServletRequest request, Submission submission, Line line) {
        String text = null;
        String scanId = null;
        try {
            if (line.bytes() == null) {
                return members(null, line.number(), lineTooLong(line.number()));
            }
            text = textOf(line.bytes());
            if (!Callers.isGood(request)) {
                return members(scanIdOf(text), line.number(), revoked());
            }
            ScanRequest scan = json.readValue(text, ScanRequest.class);
            if (scan == null) {
                return members(null, line.number(), noScan(line.number()));
            }
            scanId = scan.scanId();
            return switch (desk.take(submission, scan)) {
                case ScanDesk.Result.Understood(var answer, long _, boolean replayed) -> {
                    Map<String, Object> members = members(scanId, line.number(), 200);
                    members.putAll(json.convertValue(answer, MEMBERS));
                    if (replayed) {
                        members.put("replayed", true);
                    }
                    yield members;
                }
                case ScanDesk.Result.Refusal(Problem problem) ->
                        members(scanId, line.number(), problem);
            };
        } catch (CharacterCodingException _) {
            return members(null, line.number(), noText(line.number()));
        } catch (JacksonException e) {
            return members(scanIdOf(text), line.number(), UnreadableBody.problemOf(e));
        } catch (RuntimeException e) {
            return members(
                    scanId,
                    line.number(),
                    ProblemAdvice.problemOf(e, "line %d of a batch".formatted(line.number())));
        }
    }

    private static String textOf(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
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
        members.put("line", number);
        if (scanId != null) {
            members.put("scanId", scanId);
        }
        members.put("status", status);
        return members;
    }

    private static @Nullable String scanIdOf(@Nullable String line) {
        Matcher found = SCAN_ID.matcher(line == null ? "" : line);
        return found.find() ? found.group(1) : null;
    }

    private static Problem lineTooLong(int number) {
        return Problem.of(
                        "line-too-long",
                        413,
                        "Line %d is longer than %d bytes.\nMaybe a line break is missing."
                                .formatted(number, HttpLimits.MAX_LINE_BYTES))
                .with("limit", HttpLimits.MAX_LINE_BYTES);
    }

    private static Problem revoked() {
        return Problem.of(
                "unauthenticated",
                401,
                "The key of this batch was revoked meanwhile.\nMaybe send this line and the rest with another key.");
    }

    private static Problem noScan(int number) {
        return Malformed.field(
                        "body",
                        "Line %d is null, and not a scan.\nMaybe leave the line out."
                                .formatted(number))
                .problem();
    }

    private static Problem noText(int number) {
        return Malformed.field(
                        "body",
                        "Line %d is no text in UTF-8.\nMaybe save the file in that encoding."
                                .formatted(number))
                .problem();
    }
}
