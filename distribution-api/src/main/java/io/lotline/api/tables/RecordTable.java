package io.lotline.api.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Records of one type as a table, where a controller answers one by itself.
public final class RecordTable {
    private final TableShape shape;
    private final JsonMapper json;

    public RecordTable(Class<? extends Record> row, JsonMapper json) {
        this.shape = TableShape.of(row);
        this.json = json;
    }

    /// Writes them as CSV.
    public void csv(List<? extends Record> rows, OutputStream out) throws IOException {
        write(rows, new CsvTable(out, shape.columns()));
    }

    /// Writes them as a workbook of Excel.
    public void xlsx(List<? extends Record> rows, Stamp stamp, OutputStream out)
            throws IOException {
        write(rows, new XlsxTable(out, shape.columns(), stamp));
    }

    private void write(List<? extends Record> rows, TableWriter to) throws IOException {
        try (TableWriter table = to) {
            for (Record row : rows) {
                shape.write(json.readTree(json.writeValueAsBytes(row)), table);
            }
            table.end();
        }
    }
}
