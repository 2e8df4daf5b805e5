package io.lotline.api.tables;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lotline.api.tables.Column.Kind;
import io.lotline.core.values.Money;
import io.lotline.core.values.Price;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How a JSON answer lies in a table, as the type of its record says.
///
/// A member is a column; a record in it is columns with its name before theirs. A list of records
/// makes rows: one for each of its items, with the columns of what they belong to repeated. A list
/// of plain values is one cell.
final class TableShape {
    private static final String JOINT = "; ";

    private final List<Column> own = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    /// A list inside a record, whose items are rows.
    private record Part(String name, List<Column> columns) {}

    private TableShape() {}

    /// @param type a record that the API answers
    static TableShape of(Type type) {
        TableShape shape = new TableShape();
        shape.walk(type, List.of(), Set.of(), shape.own, true);
        return shape;
    }

    /// All columns: those of the record, then those of its lists.
    List<Column> columns() {
        List<Column> all = new ArrayList<>(own);
        parts.forEach(part -> all.addAll(part.columns()));
        return List.copyOf(all);
    }

    /// Writes the rows of one record.
    void write(JsonNode document, TableWriter table) throws IOException {
        try {
            rows(
                    document,
                    row -> {
                        try {
                            table.row(row);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// The rows of one record.
    void rows(JsonNode document, Consumer<@Nullable Object[]> to) {
        @Nullable Object[] base = new Object[columns().size()];
        fill(base, 0, own, document, 0);
        boolean any = false;
        int from = own.size();
        for (Part part : parts) {
            for (JsonNode item : document.path(part.name())) {
                @Nullable Object[] row = base.clone();
                fill(row, from, part.columns(), item, 1);
                to.accept(row);
                any = true;
            }
            from += part.columns().size();
        }
        if (!any) {
            to.accept(base);
        }
    }

    /// @param skip how many names of each path lead to `node`
    private static void fill(
            @Nullable Object[] row, int from, List<Column> columns, JsonNode node, int skip) {
        for (int i = 0; i < columns.size(); i++) {
            JsonNode at = node;
            for (String name : columns.get(i).path().subList(skip, columns.get(i).path().size())) {
                at = at.path(name);
            }
            row[from + i] = cell(at, columns.get(i).kind());
        }
    }

    private static @Nullable Object cell(JsonNode node, Kind kind) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (node.isString()) {
            return switch (kind) {
                case DATE -> LocalDate.parse(node.asString());
                // money is exact text in JSON
                case NUMBER -> new BigDecimal(node.asString());
                case TEXT, FLAG -> node.asString();
            };
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isArray() && node.valueStream().allMatch(JsonNode::isValueNode)) {
            List<String> texts = node.valueStream().map(JsonNode::asString).toList();
            // what could not be told apart any more stays JSON
            if (texts.stream().noneMatch(text -> text.contains(";") || text.startsWith("["))) {
                return texts.isEmpty() ? null : String.join(JOINT, texts);
            }
        }
        return node.toString();
    }

    private void walk(
            Type type, List<String> path, Set<String> hidden, List<Column> to, boolean whole) {
        for (RecordComponent component : rawOf(type).getRecordComponents()) {
            Method accessor = component.getAccessor();
            String name = nameOf(component);
            if (accessor.isAnnotationPresent(JsonIgnore.class) || hidden.contains(name)) {
                continue;
            }
            if (accessor.isAnnotationPresent(JsonUnwrapped.class)) {
                walk(component.getGenericType(), path, hiddenIn(accessor), to, whole);
                continue;
            }
            List<String> own = new ArrayList<>(path);
            own.add(name);
            Type each = component.getGenericType();
            Type item = itemOf(each);
            if (isDocument(each)) {
                walk(each, own, hiddenIn(accessor), to, false);
            } else if (whole && item != null && isDocument(item)) {
                List<Column> columns = new ArrayList<>();
                walk(item, own, Set.of(), columns, false);
                parts.add(new Part(name, List.copyOf(columns)));
            } else {
                to.add(new Column(own, kindOf(rawOf(each))));
            }
        }
    }

    private static Set<String> hiddenIn(Method accessor) {
        JsonIgnoreProperties ignored = accessor.getAnnotation(JsonIgnoreProperties.class);
        return ignored == null
                ? Set.of()
                : Arrays.stream(ignored.value()).collect(Collectors.toSet());
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? component.getName() : named.value();
    }

    /// Whether it is an object in JSON whose members are known.
    private static boolean isDocument(Type type) {
        Class<?> raw = rawOf(type);
        return raw.isRecord()
                && Arrays.stream(raw.getDeclaredMethods())
                        .noneMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    private static @Nullable Type itemOf(Type type) {
        return type instanceof ParameterizedType list
                        && Collection.class.isAssignableFrom(rawOf(list))
                ? list.getActualTypeArguments()[0]
                : null;
    }

    private static Kind kindOf(Class<?> type) {
        if (type == LocalDate.class) {
            return Kind.DATE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return Kind.FLAG;
        }
        return Number.class.isAssignableFrom(type)
                        || type == Money.class
                        || type == Price.class
                        || (type.isPrimitive() && type != char.class)
                ? Kind.NUMBER
                : Kind.TEXT;
    }

    private static Class<?> rawOf(Type type) {
        return switch (type) {
            case Class<?> raw -> raw;
            case ParameterizedType parameterized -> (Class<?>) parameterized.getRawType();
            case null, default -> Object.class;
        };
    }
}
