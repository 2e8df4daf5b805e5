package io.lotline.api.imports;

import io.lotline.api.http.Callers;
import io.lotline.api.http.Commands;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.ImportedDocuments;
import io.lotline.api.http.Language;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.http.Submission;
import io.lotline.api.imports.FileDocument.At;
import io.lotline.api.imports.ImportReport.Counts;
import io.lotline.api.imports.ImportReport.RowReport;
import io.lotline.api.imports.Importer.Result;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Takes documents in files, and answers each of their rows as soon as it is done.
@RestController
class ImportsController {
    private static final Pattern ITEM = Pattern.compile("(\\w+)\\[(\\d{1,9})]");

    private final Map<String, ImportedDocuments<?>> kinds = new HashMap<>();
    private final Map<String, Columns> columns = new HashMap<>();
    private final Commands commands;
    private final ParkClock clock;
    private final JsonMapper json;
    private final Semaphore atOnce = new Semaphore(HttpLimits.MAX_IMPORTS_AT_ONCE);

    ImportsController(
            List<ImportedDocuments<?>> kinds, Commands commands, ParkClock clock, JsonMapper json) {
        for (ImportedDocuments<?> each : kinds) {
            this.kinds.put(each.name(), each);
            this.columns.put(each.name(), new Columns(each));
        }
        this.commands = commands;
        this.clock = clock;
        this.json = json;
    }

    /// Defines locations.
    @Operation(summary = "Defines the locations of a file, each as by its PUT")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ImportReport.class)))
    @PostMapping("/v1/imports/locations")
    void locations(
            Submission submission,
            @RequestParam(defaultValue = "false") boolean dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        take("locations", submission, dryRun, request, response);
    }

    /// Registers devices.
    @Operation(summary = "Registers the devices of a file, each as by its PUT")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ImportReport.class)))
    @PostMapping("/v1/imports/devices")
    void devices(
            Submission submission,
            @RequestParam(defaultValue = "false") boolean dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        take("devices", submission, dryRun, request, response);
    }

    /// Registers enterprises.
    @Operation(summary = "Registers the enterprises of a file, each as by its PUT")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ImportReport.class)))
    @PostMapping("/v1/imports/enterprises")
    void enterprises(
            Submission submission,
            @RequestParam(defaultValue = "false") boolean dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        take("enterprises", submission, dryRun, request, response);
    }

    /// Places orders.
    @Operation(summary = "Places the orders of a file, each as by its PUT")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ImportReport.class)))
    @PostMapping("/v1/imports/orders")
    void orders(
            Submission submission,
            @RequestParam(defaultValue = "false") boolean dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        take("orders", submission, dryRun, request, response);
    }

    private void take(
            String name,
            Submission submission,
            boolean dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!atOnce.tryAcquire()) {
            throw new ProblemFound(
                    Problem.of(
                                    "too-many-imports",
                                    429,
                                    "%d files are being imported right now, and no more at once.\nMaybe send this one again in a minute."
                                            .formatted(HttpLimits.MAX_IMPORTS_AT_ONCE))
                            .with("limit", HttpLimits.MAX_IMPORTS_AT_ONCE)
                            .withHeader(HttpHeaders.RETRY_AFTER, "60"));
        }
        try {
            ImportedDocuments<?> kind = kinds.get(name);
            Columns known = columns.get(name);
            if (kind == null || known == null) {
                throw new IllegalStateException("nobody brings " + name);
            }
            List<FileDocument> documents =
                    read(
                            MediaType.parseMediaType(String.valueOf(request.getContentType())),
                            request.getInputStream().readAllBytes(),
                            known);
            Importer importer =
                    new Importer(
                            commands, submission, clock, json, Callers.goodness(request), dryRun);
            Language language = Language.of(request);
            response.setContentType(MediaTypes.JSON.toString());
            response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
            answer(kind, known, documents, importer, dryRun, language, response.getOutputStream());
        } finally {
            atOnce.release();
        }
    }

    private List<FileDocument> read(MediaType type, byte[] body, Columns known) {
        if (type.equalsTypeAndSubtype(MediaTypes.NDJSON)) {
            return LineDocuments.read(body, known.ids(), json);
        }
        return TableDocuments.of(
                type.equalsTypeAndSubtype(MediaTypes.XLSX)
                        ? XlsxFile.read(body)
                        : CsvFile.read(body, type.getCharset()),
                known);
    }

    /// Answers the rows in their order: those of a document all at once, each when no row above it
    /// is left.
    private void answer(
            ImportedDocuments<?> kind,
            Columns known,
            List<FileDocument> documents,
            Importer importer,
            boolean dryRun,
            Language language,
            OutputStream out)
            throws IOException {
        PriorityQueue<RowReport> waiting =
                new PriorityQueue<>(Comparator.comparingInt(RowReport::row));
        Counts rows = Counts.NONE;
        Counts whole = Counts.NONE;
        write(out, "{\"dryRun\":%s,\"rows\":[".formatted(dryRun));
        boolean first = true;
        for (int i = 0; i < documents.size(); i++) {
            FileDocument document = documents.get(i);
            Result result = importer.take(kind, document);
            rows = rows.and(result.outcome(), document.rows().size());
            whole = whole.and(result.outcome(), 1);
            Problem problem = result.problem();
            At at = problem == null ? null : placeOf(problem, document, known);
            for (int row : document.rows()) {
                waiting.add(
                        new RowReport(
                                row,
                                document.id(),
                                result.outcome(),
                                problem == null ? null : problem.document(language),
                                at));
            }
            int next =
                    i + 1 < documents.size()
                            ? documents.get(i + 1).rows().getFirst()
                            : Integer.MAX_VALUE;
            for (RowReport row = waiting.peek();
                    row != null && row.row() < next;
                    row = waiting.peek()) {
                waiting.remove();
                write(out, first ? "\n" : ",\n");
                out.write(json.writeValueAsBytes(row));
                first = false;
            }
            out.flush();
        }
        write(
                out,
                "\n],\"counts\":%s,\"documents\":%s,\"position\":%d}"
                        .formatted(
                                json.writeValueAsString(rows),
                                json.writeValueAsString(whole),
                                importer.position()));
    }

    /// Which cell a problem is about, where it says so.
    private static @Nullable At placeOf(Problem problem, FileDocument document, Columns known) {
        if (document.problem() != null) {
            return document.at();
        }
        Object field = problem.members().get("field");
        if (!(field instanceof String path)) {
            return null;
        }
        String column = ITEM.matcher(path).replaceAll("$1");
        Matcher item = ITEM.matcher(path);
        List<Integer> rows = item.find() ? document.items().get(item.group(1)) : null;
        int index = rows == null ? 0 : Integer.parseInt(item.group(2));
        return new At(
                rows == null || index >= rows.size() ? document.rows().getFirst() : rows.get(index),
                known.all().containsKey(column) ? column : null);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
