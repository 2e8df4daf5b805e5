package io.lotline.api.imports;

import io.lotline.api.http.Malformed;
import io.lotline.api.http.Problem;
import io.lotline.api.http.ProblemFound;
import io.lotline.api.imports.Columns.Column;
import io.lotline.api.imports.FileDocument.At;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes documents of the rows of a table. Rows of the same id are of one document: what it has
/// once they say alike, or leave out, and each has an item of its lists.
final class TableDocuments {
    private static final Pattern LIST = Pattern.compile("\\s*[;；]\\s*");

    private final Columns known;
    private final List<Column> columns;

    private TableDocuments(Columns known, List<Column> columns) {
        this.known = known;
        this.columns = columns;
    }

    static List<FileDocument> of(Table table, Columns known) {
        if (table.header().isEmpty()) {
            throw BadFile.unreadable(
                    "The file is empty.\nMaybe name the columns in its first row: %s."
                            .formatted(String.join(", ", known.all().keySet())));
        }
        TableDocuments made = new TableDocuments(known, known.of(table.header()));
        List<FileDocument> documents = new ArrayList<>();
        Map<List<String>, List<Table.Row>> byIds = new LinkedHashMap<>();
        int without = 0;
        for (Table.Row row : table.rows()) {
            List<String> ids = made.idsOf(row);
            // a row that does not say of which document it is stands for itself
            byIds.computeIfAbsent(
                            ids == null ? List.of("", Integer.toString(without++)) : ids,
                            _ -> new ArrayList<>())
                    .add(row);
        }
        byIds.forEach((ids, rows) -> documents.add(made.document(ids, rows)));
        return documents;
    }

    /// Null where one is missing or cannot be read.
    private @Nullable List<String> idsOf(Table.Row row) {
        List<String> ids = new ArrayList<>();
        for (String name : known.ids()) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equals(name)) {
                    String id = idOf(name, cell(row, i));
                    if (id.isEmpty()) {
                        return null;
                    }
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private static String idOf(String name, Cell cell) {
        try {
            return Value.of(name, typeOf(name), cell).asString("");
        } catch (ProblemFound _) {
            return "";
        }
    }

    private static Class<?> typeOf(String id) {
        return id.equals("di") ? io.lotline.core.values.Di.class : String.class;
    }

    private static Cell cell(Table.Row row, int column) {
        return column < row.cells().size() ? row.cells().get(column) : Cell.EMPTY;
    }

    private FileDocument document(List<String> ids, List<Table.Row> rows) {
        List<Integer> numbers = rows.stream().map(Table.Row::number).toList();
        Draft draft = new Draft();
        for (Table.Row row : rows) {
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                try {
                    draft.add(column, row, cell(row, i));
                } catch (ProblemFound found) {
                    return FileDocument.refused(
                            numbers,
                            ids.getFirst().isEmpty() ? null : ids,
                            found.problem(),
                            new At(row.number(), column.name()));
                }
            }
            for (int i = columns.size(); i < row.cells().size(); i++) {
                if (!(row.cells().get(i) instanceof Cell.Empty)) {
                    return FileDocument.refused(
                            numbers,
                            ids.getFirst().isEmpty() ? null : ids,
                            Malformed.field(
                                            "body",
                                            "Row %d has %d cells, and the header names %d columns.\nMaybe a separator stands inside a text without quotes."
                                                    .formatted(
                                                            row.number(),
                                                            row.cells().size(),
                                                            columns.size()))
                                    .problem(),
                            new At(row.number(), null));
                }
            }
        }
        return new FileDocument(numbers, ids, draft.body, null, null, draft.items);
    }

    /// A document that is being put together.
    private static final class Draft {
        private final ObjectNode body = JsonNodeFactory.instance.objectNode();
        private final Map<String, Integer> saidIn = new LinkedHashMap<>();
        private final Map<String, List<Integer>> items = new LinkedHashMap<>();

        void add(Column column, Table.Row row, Cell cell) {
            if (column.id()) {
                if (cell instanceof Cell.Empty) {
                    throw Malformed.field(
                            column.name(), "'%s' is missing.".formatted(column.name()));
                }
                // read for what it may throw
                var _ = Value.of(column.name(), typeOf(column.name()), cell);
                return;
            }
            if (cell instanceof Cell.Empty) {
                return;
            }
            JsonNode value = column.many() ? several(column, cell) : one(column, cell);
            ObjectNode parent = parent(column, row.number());
            String member = column.path().getLast();
            JsonNode before = parent.get(member);
            if (before != null && !before.equals(value)) {
                throw new ProblemFound(
                        Problem.of(
                                        "rows-disagree",
                                        422,
                                        "Rows %d and %d are of the same document, and say different things of '%s': '%s' and '%s'.\nMaybe one of them has another id."
                                                .formatted(
                                                        saidIn.getOrDefault(
                                                                column.name(), row.number()),
                                                        row.number(),
                                                        column.name(),
                                                        shown(before),
                                                        shown(value)))
                                .with("column", column.name())
                                .with(
                                        "rows",
                                        List.of(
                                                saidIn.getOrDefault(column.name(), row.number()),
                                                row.number())));
            }
            saidIn.putIfAbsent(column.name(), row.number());
            parent.set(member, value);
        }

        private static String shown(JsonNode value) {
            return value.isString() ? value.asString() : value.toString();
        }

        private static JsonNode one(Column column, Cell cell) {
            return Value.of(column.name(), column.type(), cell);
        }

        private static JsonNode several(Column column, Cell cell) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            if (cell instanceof Cell.Text(String text)) {
                for (String each : LIST.split(text)) {
                    if (!each.isEmpty()) {
                        all.add(Value.of(column.name(), column.type(), Cell.text(each)));
                    }
                }
            } else {
                all.add(one(column, cell));
            }
            return all;
        }

        /// Where the column's member belongs: in the document, in a part of it, or in the item of a
        /// list that the row brings.
        private ObjectNode parent(Column column, int row) {
            ObjectNode at = body;
            StringBuilder walked = new StringBuilder();
            for (String step : column.path().subList(0, column.path().size() - 1)) {
                walked.append(walked.isEmpty() ? "" : ".").append(step);
                if (walked.toString().equals(column.group())) {
                    ArrayNode list = at.withArrayProperty(step);
                    List<Integer> rows = items.computeIfAbsent(step, _ -> new ArrayList<>());
                    if (rows.isEmpty() || rows.getLast() != row) {
                        rows.add(row);
                        list.addObject();
                    }
                    at = (ObjectNode) list.get(list.size() - 1);
                } else {
                    at = at.withObjectProperty(step);
                }
            }
            return at;
        }
    }
}
