package io.lotline.api.imports;

import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import java.util.List;

/// Files that are refused as a whole.
final class BadFile {
    private BadFile() {}

    static ProblemFound unreadable(String detail) {
        return new ProblemFound(Problem.of("unreadable-file", 400, detail).with("field", "body"));
    }

    static ProblemFound tooManyRows(int limit) {
        return new ProblemFound(
                Problem.of(
                                "file-too-large",
                                413,
                                "The file has more than %d rows.\nMaybe send it in parts."
                                        .formatted(limit))
                        .with("limit", limit));
    }

    static ProblemFound tooLarge(int limit) {
        return new ProblemFound(
                Problem.of(
                                "file-too-large",
                                413,
                                "The workbook has more than %d bytes when it is unpacked.\nMaybe send it in parts, or as CSV."
                                        .formatted(limit))
                        .with("limit", limit));
    }

    static ProblemFound tooWide(int limit) {
        return new ProblemFound(
                Problem.of(
                                "file-too-large",
                                413,
                                "The file has more than %d columns.\nMaybe leave out those that are not asked for."
                                        .formatted(limit))
                        .with("limit", limit));
    }

    static ProblemFound columns(String detail, List<String> columns, List<String> known) {
        return new ProblemFound(
                Problem.of("wrong-columns", 400, detail)
                        .with("columns", columns)
                        .with("known", known));
    }
}
