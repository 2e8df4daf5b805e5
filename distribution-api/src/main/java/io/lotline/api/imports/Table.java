package io.lotline.api.imports;

import java.util.List;

/// A table as a file has it.
///
/// @param header the names of its columns
record Table(List<String> header, List<Row> rows) {
    /// @param number where it stands in the file, the first is 1
    record Row(int number, List<Cell> cells) {
        boolean isBlank() {
            return cells.stream().allMatch(cell -> cell instanceof Cell.Empty);
        }
    }
}
