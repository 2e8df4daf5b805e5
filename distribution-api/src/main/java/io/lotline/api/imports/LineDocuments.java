package io.lotline.api.imports;

import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.Problem;
import io.lotline.api.http.UnreadableBody;
import io.lotline.api.imports.FileDocument.At;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads documents that stand one in a line, each as the body of its PUT, with what stands in the
/// path among its members.
final class LineDocuments {
    private LineDocuments() {}

    static List<FileDocument> read(byte[] body, List<String> ids, JsonMapper json) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException _) {
            throw BadFile.unreadable(
                    "The body is no text in UTF-8.\nMaybe save it in that encoding.");
        }
        List<FileDocument> documents = new ArrayList<>();
        int number = 0;
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            documents.add(document(number, line, ids, json));
            if (documents.size() > HttpLimits.MAX_IMPORT_ROWS) {
                throw BadFile.tooManyRows(HttpLimits.MAX_IMPORT_ROWS);
            }
        }
        return documents;
    }

    private static FileDocument document(
            int number, String line, List<String> names, JsonMapper json) {
        List<Integer> rows = List.of(number);
        try {
            if (!(json.readTree(line) instanceof ObjectNode object)) {
                return refused(
                        rows,
                        Malformed.field(
                                        "body",
                                        "'%s' must be %s, and is not%s."
                                                .formatted("body", "an object", ""))
                                .problem());
            }
            List<String> ids = new ArrayList<>();
            for (String name : names) {
                JsonNode id = object.remove(name);
                if (id == null || !id.isString()) {
                    return refused(
                            rows,
                            Malformed.field(
                                            name,
                                            id == null || id.isNull()
                                                    ? "'%s' is missing.".formatted(name)
                                                    : "'%s' must be %s, and is not%s."
                                                            .formatted(name, "a text", ""))
                                    .problem());
                }
                ids.add(id.asString());
            }
            return new FileDocument(rows, ids, object, null, null, Map.of());
        } catch (JacksonException e) {
            return refused(rows, UnreadableBody.problemOf(e));
        }
    }

    private static FileDocument refused(List<Integer> rows, Problem problem) {
        return FileDocument.refused(rows, null, problem, new At(rows.getFirst(), null));
    }
}
