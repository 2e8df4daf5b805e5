package io.lotline.api.imports;

import io.lotline.api.imports.FileDocument.At;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of the rows of a file.
///
/// @param dryRun    whether it is only what would become of them
/// @param rows      each row that is not blank, in order
/// @param counts    how many rows came to what
/// @param documents how many documents did: rows of one order are one
/// @param position  the log position that all of it is true of
record ImportReport(
        boolean dryRun, List<RowReport> rows, Counts counts, Counts documents, long position) {

    /// What became of a row.
    ///
    /// @param row     where it stands in the file: the first row of a table, its header, is 1
    /// @param id      of its document; left out where the row does not say it
    /// @param problem why it was refused
    /// @param at      which row and column the problem is about, where that is known
    record RowReport(
            int row,
            @Nullable String id,
            RowOutcome outcome,
            @Nullable Map<String, Object> problem,
            @Nullable At at) {}

    /// How many came to what.
    record Counts(int created, int unchanged, int changed, int refused) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts and(RowOutcome outcome, int more) {
            return switch (outcome) {
                case CREATED -> new Counts(created + more, unchanged, changed, refused);
                case UNCHANGED -> new Counts(created, unchanged + more, changed, refused);
                case CHANGED -> new Counts(created, unchanged, changed + more, refused);
                case REFUSED -> new Counts(created, unchanged, changed, refused + more);
            };
        }
    }
}
