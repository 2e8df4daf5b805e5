package io.lotline.api.scan;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lotline.api.http.Callers;
import io.lotline.api.http.Commands;
import io.lotline.api.http.Headers;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Language;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemAdvice;
import io.lotline.api.http.Submission;
import io.lotline.api.http.UnreadableBody;
import io.lotline.api.scan.BatchLines.Line;
import io.lotline.api.scan.OpenLines.OpenLine;
import io.lotline.core.scan.ScannerSetup;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.inventory.LocationsView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A batch of scans: NDJSON in, NDJSON out, in order, each line answered as soon as it and all
/// before it are done. It may be of any length, and takes as much memory as a short one. Each line
/// has the time at which its turn came, and counts only while the key does.
///
/// Scans that may meet ([Meetings]) are done in the order of their lines, all others side by side.
/// Where it is not known what became of a line, those that it may meet are not done.
///
/// A client may read the answers while it sends, or only after it has sent everything: the lines
/// are taken in beside the scans, so neither side waits for the other.
@Component
class ScanBatch {
    private static final Pattern SCAN_ID =
            Pattern.compile("\"scanId\"\\s*:\\s*\"([A-Za-z0-9._-]{1,64})\"");

    private final ScanDesk desk;
    private final ParkClock clock;
    private final JsonMapper json;
    private final Views views;
    private final Commands commands;
    private final ScannerSetup scanners;

    ScanBatch(
            ScanDesk desk,
            ParkClock clock,
            JsonMapper json,
            Views views,
            Commands commands,
            ScannerSetup scanners) {
        this.desk = desk;
        this.clock = clock;
        this.json = json;
        this.views = views;
        this.commands = commands;
        this.scanners = scanners;
    }

    void take(Submission submission, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaTypes.NDJSON.toString());
        OutputStream out = response.getOutputStream();
        // what scans meet at is asked of these; the batch goes on where they are late
        var _ =
                views.await(
                        commands.acknowledged(),
                        HttpLimits.OWN_WRITES_WAIT,
                        DevicesView.NAME,
                        LocationsView.NAME);
        BooleanSupplier keyIsGood = Callers.goodness(request);
        try (BatchBody ahead = BatchBody.of(request.getInputStream());
                Turns turns =
                        new Turns(
                                submission,
                                Language.of(request),
                                keyIsGood,
                                new BatchLines(ahead))) {
            turns.start();
            turns.answer(out);
        }
    }

    /// The lines of one batch on their way from its body to its answers.
    private final class Turns implements AutoCloseable {
        private final Submission submission;
        private final Language language;
        private final BooleanSupplier keyIsGood;
        private final BatchLines lines;
        private final OpenLines open =
                new OpenLines(HttpLimits.MAX_OPEN_LINES, HttpLimits.MAX_OPEN_LINES_BYTES);
        private final Lanes lanes = new Lanes(HttpLimits.MAX_FAILED_MEETINGS);
        private final Meetings meetings = new Meetings(scanners, views);
        private final Semaphore atOnce = new Semaphore(HttpLimits.MAX_SCANS_AT_ONCE, true);
        private final ExecutorService scans = Executors.newVirtualThreadPerTaskExecutor();
        private final Thread reader = Thread.ofVirtual().name("batch-lines").unstarted(this::read);
        private volatile boolean left;

        Turns(
                Submission submission,
                Language language,
                BooleanSupplier keyIsGood,
                BatchLines lines) {
            this.submission = submission;
            this.language = language;
            this.keyIsGood = keyIsGood;
            this.lines = lines;
        }

        void start() {
            reader.start();
        }

        private void read() {
            try {
                for (Line line = lines.next(); line != null; line = lines.next()) {
                    byte[] bytes = line.bytes();
                    int length = bytes == null ? 0 : bytes.length;
                    open.awaitRoom(length);
                    open.add(new OpenLine(length, begin(line)));
                }
            } catch (IOException e) {
                // what came before is done and answered, so only a line can tell it
                tell(UnreadableBody.problemOf(e));
            } catch (InterruptedException e) {
                // nobody reads the answers any more
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                tell(problemOf(e, lines.number()));
            }
            open.end();
        }

        private void tell(Problem problem) {
            open.add(
                    new OpenLine(
                            0,
                            CompletableFuture.completedFuture(
                                    line(null, lines.number(), problem))));
        }

        private byte[] line(@Nullable String scanId, int number, Problem problem) {
            return bytes(members(scanId, number, problem, language));
        }

        /// Gives a line its place; its answer comes when its turn is over.
        private CompletableFuture<byte[]> begin(Line line) {
            Read read = ScanBatch.this.read(line);
            Lanes.Step step =
                    lanes.next(
                            read instanceof Read.OfScan(_, _, ScanRequest scan)
                                    ? meetings.of(scan)
                                    : Meetings.NONE);
            return step.before()
                    .thenApplyAsync(
                            failed -> {
                                Answered answered = inTurn(read, failed);
                                step.end(answered.failed());
                                return answered.bytes();
                            },
                            scans);
        }

        /// Never throws: those that wait for this line would wait for ever.
        private Answered inTurn(Read read, int failed) {
            atOnce.acquireUninterruptibly();
            try {
                return left ? Answered.TO_NOBODY : answer(read, failed);
            } catch (RuntimeException | Error e) {
                Problem defect =
                        ProblemAdvice.defect(e, "line %d of a batch".formatted(read.number()));
                return new Answered(line(read.scanId(), read.number(), defect), read.number());
            } finally {
                atOnce.release();
            }
        }

        private Answered answer(Read read, int failed) {
            return switch (read) {
                case Read.NotText(int number, Problem problem) ->
                        new Answered(line(null, number, problem), failed);
                case Read of when !keyIsGood.getAsBoolean() ->
                        new Answered(line(of.scanId(), of.number(), revoked()), failed);
                case Read.NoScan(int number, String scanId, Problem problem) ->
                        new Answered(line(scanId, number, problem), failed);
                case Read.OfScan(int number, String scanId, ScanRequest _)
                        when failed != Lanes.NONE ->
                        new Answered(line(scanId, number, notDone(failed)), failed);
                case Read.OfScan(int number, String scanId, ScanRequest scan) ->
                        scan(number, scanId, scan);
            };
        }

        private Answered scan(int number, @Nullable String scanId, ScanRequest scan) {
            try {
                return switch (desk.take(submission.at(clock), scan)) {
                    case ScanDesk.Result.Understood(var answer, long _, boolean replayed) ->
                            new Answered(
                                    bytes(
                                            new Understood(
                                                    number,
                                                    scanId,
                                                    200,
                                                    answer,
                                                    replayed ? true : null)),
                                    Lanes.NONE);
                    case ScanDesk.Result.Refusal(Problem problem) ->
                            new Answered(line(scanId, number, problem), Lanes.NONE);
                };
            } catch (RuntimeException e) {
                Problem problem = problemOf(e, number);
                return new Answered(
                        line(scanId, number, problem),
                        problem.status() >= 500 ? number : Lanes.NONE);
            }
        }

        /// Sends the answers, each as soon as it may be.
        void answer(OutputStream out) throws IOException {
            try {
                for (OpenLine next = next(out); !OpenLines.isEnd(next); next = next(out)) {
                    if (!next.answer().isDone()) {
                        out.flush();
                    }
                    out.write(next.answer().join());
                    open.leave(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }

        private OpenLine next(OutputStream out) throws IOException, InterruptedException {
            OpenLine read = open.poll();
            if (read == null) {
                out.flush();
                read = open.take();
            }
            return read;
        }

        /// Reads no more lines, begins none, and waits for those that have begun.
        @Override
        public void close() {
            left = true;
            reader.interrupt();
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            scans.close();
        }
    }

    /// What a line is answered with.
    ///
    /// @param failed the line of which nobody knows what became, this one or one that it follows
    private record Answered(byte[] bytes, int failed) {
        static final Answered TO_NOBODY = new Answered(new byte[0], Lanes.NONE);
    }

    /// A line's answer, where it was understood.
    @JsonPropertyOrder({"line", "scanId", "status"})
    private record Understood(
            int line,
            @Nullable String scanId,
            int status,
            @JsonUnwrapped ScanAnswer answer,
            @Nullable Boolean replayed) {}

    /// A line, as far as it can be told without doing it.
    private sealed interface Read {
        int number();

        @Nullable String scanId();

        record OfScan(int number, @Nullable String scanId, ScanRequest scan) implements Read {}

        record NoScan(int number, @Nullable String scanId, Problem problem) implements Read {}

        record NotText(int number, Problem problem) implements Read {
            @Override
            public @Nullable String scanId() {
                return null;
            }
        }
    }

    private Read read(Line line) {
        int number = line.number();
        if (line.bytes() == null) {
            return new Read.NotText(number, lineTooLong(number));
        }
        String text;
        try {
            text = textOf(line.bytes());
        } catch (CharacterCodingException _) {
            return new Read.NotText(number, noText(number));
        }
        try {
            ScanRequest scan = json.readValue(text, ScanRequest.class);
            return scan == null
                    ? new Read.NoScan(number, null, noScan(number))
                    : new Read.OfScan(number, scan.scanId(), scan);
        } catch (JacksonException e) {
            return new Read.NoScan(number, scanIdOf(text), UnreadableBody.problemOf(e));
        } catch (RuntimeException e) {
            return new Read.NoScan(number, null, problemOf(e, number));
        }
    }

    private static Problem problemOf(RuntimeException e, int number) {
        return ProblemAdvice.problemOf(e, "line %d of a batch".formatted(number));
    }

    /// With the line's end.
    private byte[] bytes(Object answer) {
        byte[] text = json.writeValueAsBytes(answer);
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }

    private static String textOf(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static Map<String, Object> members(
            @Nullable String scanId, int number, Problem problem, Language language) {
        Map<String, Object> members = members(scanId, number, problem.status());
        members.putAll(problem.document(language));
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

    private static Problem notDone(int failed) {
        return Problem.of(
                        "earlier-scan-failed",
                        503,
                        "It is not known what became of line %d, which this scan may meet, so this one was not tried; nothing was recorded.\nMaybe send both lines again."
                                .formatted(failed))
                .with("failedLine", failed);
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
