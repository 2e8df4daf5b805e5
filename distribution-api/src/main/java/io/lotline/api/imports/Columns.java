package io.lotline.api.imports;

import io.lotline.api.http.ImportedDocuments;
import io.lotline.api.tables.Headings;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The columns that a table of one kind of documents may have: what stands in the path of the PUT,
/// and each member of its body, those inside others with a dot.
final class Columns {
    private static final String VALUES = "io.lotline.core.values";

    private final List<String> ids;
    private final Map<String, Column> byName = new LinkedHashMap<>();
    private final Map<String, String> known = new HashMap<>();
    private final List<String> needed = new ArrayList<>();

    /// A column.
    ///
    /// @param path  as in `storage`, `minCelsius`
    /// @param type  what its cells become
    /// @param many  whether a cell may hold several, with semicolons between
    /// @param group the list of which each row has an item; null for what a document has once
    /// @param id    whether it names the document
    record Column(
            List<String> path, Class<?> type, boolean many, @Nullable String group, boolean id) {
        String name() {
            return String.join(".", path);
        }

        String heading() {
            return Headings.inChinese(path);
        }
    }

    Columns(ImportedDocuments<?> documents) {
        this.ids = documents.ids();
        for (String id : ids) {
            add(new Column(List.of(id), String.class, false, null, true));
            needed.add(id);
            if (id.endsWith("Id")) {
                // as lists name it
                String listed = id.substring(0, id.length() - 2);
                known.putIfAbsent(plain(listed), id);
                known.putIfAbsent(plain(Headings.inChinese(List.of(listed))), id);
            }
        }
        addAll(documents.body(), List.of(), null, true);
        Map<String, String> last = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (Column each : byName.values()) {
            String heading = plain(Headings.inChinese(List.of(each.path().getLast())));
            if (last.put(heading, each.name()) != null || known.containsKey(heading)) {
                ambiguous.add(heading);
            }
        }
        last.forEach(
                (heading, name) -> {
                    if (!ambiguous.contains(heading)) {
                        known.putIfAbsent(heading, name);
                    }
                });
    }

    private void addAll(
            Class<?> type, List<String> above, @Nullable String group, boolean required) {
        for (RecordComponent each : type.getRecordComponents()) {
            List<String> path = new ArrayList<>(above);
            path.add(each.getName());
            boolean optional = each.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean needs = required && !optional;
            Class<?> item = itemOf(each.getGenericType());
            Class<?> cell = item == null ? each.getType() : item;
            if (!isValue(cell)) {
                addAll(cell, path, item == null ? group : String.join(".", path), needs);
                continue;
            }
            Column column = new Column(List.copyOf(path), cell, item != null, group, false);
            add(column);
            boolean flag = cell == boolean.class && above.isEmpty();
            if (needs && !flag) {
                needed.add(column.name());
            }
        }
    }

    private static @Nullable Class<?> itemOf(Type type) {
        return type instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> item
                ? item
                : null;
    }

    /// Whether it is written in one cell, and not in several columns.
    private static boolean isValue(Class<?> type) {
        return !type.isRecord() || type.getPackageName().equals(VALUES) || Value.isSpan(type);
    }

    private void add(Column column) {
        byName.put(column.name(), column);
        known.put(plain(column.name()), column.name());
        known.put(plain(column.heading()), column.name());
    }

    List<String> ids() {
        return ids;
    }

    Map<String, Column> all() {
        return byName;
    }

    /// What the columns of a table are, in its order.
    ///
    /// @throws io.lotline.api.http.ProblemFound if one is unknown or comes twice, or if one is
    ///     missing without which no document is whole
    List<Column> of(List<String> header) {
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        List<String> twice = new ArrayList<>();
        for (String each : header) {
            String name = known.get(plain(each));
            Column column = name == null ? null : byName.get(name);
            if (column == null) {
                unknown.add(each);
            } else if (!seen.add(column.name())) {
                twice.add(each);
            } else {
                columns.add(column);
            }
        }
        if (!unknown.isEmpty()) {
            throw bad("There is no column '%s' here.", unknown);
        }
        if (!twice.isEmpty()) {
            throw bad("The column '%s' comes twice.", twice);
        }
        List<String> missing = needed.stream().filter(name -> !seen.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw bad("The column '%s' is missing.", missing);
        }
        return columns;
    }

    private RuntimeException bad(String sentence, List<String> columns) {
        String first = columns.getFirst();
        return BadFile.columns(
                (sentence + "\nMaybe name the columns in the first row: %s.")
                        .formatted(
                                first.length() > 60 ? first.substring(0, 60) + "…" : first,
                                String.join(", ", byName.keySet())),
                columns.stream().limit(50).toList(),
                List.copyOf(byName.keySet()));
    }

    /// The names in a header; blank for a cell without one that others follow.
    static List<String> names(List<Cell> header) {
        int last = header.size();
        while (last > 0 && header.get(last - 1) instanceof Cell.Empty) {
            last--;
        }
        return header.subList(0, last).stream()
                .map(cell -> cell instanceof Cell.Text(String text) ? text : "")
                .toList();
    }

    /// A name without what people vary: case, width, blanks, a star that says that it is needed.
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s*]", "");
    }
}
