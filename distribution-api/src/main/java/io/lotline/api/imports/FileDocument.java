package io.lotline.api.imports;

import io.lotline.api.http.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A document of a file, as it would be in a PUT.
///
/// @param rows    where it stands in the file, one or more, in order
/// @param ids     what would stand in the path; null where that is not known
/// @param body    null where there is a problem
/// @param problem why it cannot be made of its rows
/// @param at      the row and the column that the problem is about
/// @param items   the rows of the items of its lists, by list
record FileDocument(
        List<Integer> rows,
        @Nullable List<String> ids,
        @Nullable ObjectNode body,
        @Nullable Problem problem,
        @Nullable At at,
        Map<String, List<Integer>> items) {

    /// A place in a table.
    ///
    /// @param column null for the whole row
    record At(int row, @Nullable String column) {}

    static FileDocument refused(
            List<Integer> rows, @Nullable List<String> ids, Problem problem, @Nullable At at) {
        return new FileDocument(rows, ids, null, problem, at, Map.of());
    }

    /// As answers name it; null where that is not known.
    @Nullable String id() {
        return ids == null ? null : String.join("/", ids);
    }
}
