package io.lotline.api.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A table as CSV by RFC 4180: a header row, CRLF, fields quoted where needed. It begins with a
/// byte order mark, because Excel, set to Chinese, reads a file without one as GBK.
///
/// A text that a spreadsheet would run as a formula is led by an apostrophe, and so is one that
/// looks as if it had been: whoever takes one apostrophe off each field that matches [#LED] has
/// every text as it was. Numbers are never led.
final class CsvTable implements TableWriter {
    /// What is led by an apostrophe.
    static final Pattern LED = Pattern.compile("'*[=+\\-@\t\r＝＋－＠].*", Pattern.DOTALL);

    private final Writer out;

    CsvTable(OutputStream out, List<Column> columns) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.out.write('\uFEFF');
        row(columns.stream().map(Column::name).toArray());
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(field(cells[i]));
        }
        out.write("\r\n");
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        // the stream is the answer's
    }

    static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        if (value instanceof String && LED.matcher(text).matches()) {
            text = "'" + text;
        }
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
