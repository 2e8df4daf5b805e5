package io.lotline.api.tables;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a table row by row, so that one of any length needs no more memory than a few of them.
public interface TableWriter extends Closeable {

    /// A workbook of Excel.
    static TableWriter xlsx(OutputStream out, List<Column> columns, Stamp stamp)
            throws IOException {
        return new XlsxTable(out, columns, stamp);
    }

    /// @param cells one for each column: a text, a number, a flag, a date, or nothing
    void row(@Nullable Object[] cells) throws IOException;

    /// Writes the end. A table that is not ended is no whole file.
    void end() throws IOException;
}
