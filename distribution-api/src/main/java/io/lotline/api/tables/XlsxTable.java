package io.lotline.api.tables;

import io.lotline.api.http.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// A table as an Excel workbook. Texts are text cells, whatever they look like: a DI keeps its
/// zeros, and nothing is run as a formula. Numbers are numbers and dates are dates; times are texts
/// with the park's offset, which a time of Excel cannot have. A last sheet says what was asked for,
/// and which log position it reflects.
final class XlsxTable implements TableWriter {
    /// The rows of a sheet, the header among them; more go on another sheet.
    static final int SHEET_ROWS = 1 << 20;

    private static final int FLUSH_EVERY = 200;
    private static final int LONGEST_CELL = 32_767;

    private final List<Column> columns;
    private final Stamp stamp;
    private final int sheetRows;
    private final Workbook workbook;
    private Worksheet sheet;
    private int sheets;
    private int row;

    XlsxTable(OutputStream out, List<Column> columns, Stamp stamp) throws IOException {
        this(out, columns, stamp, SHEET_ROWS);
    }

    XlsxTable(OutputStream out, List<Column> columns, Stamp stamp, int sheetRows)
            throws IOException {
        this.columns = columns;
        this.stamp = stamp;
        this.sheetRows = sheetRows;
        this.workbook = new Workbook(new Unclosed(out), "Lotline", "1.0");
        this.sheet = begin();
    }

    private Worksheet begin() throws IOException {
        sheets++;
        Worksheet next =
                workbook.newWorksheet(
                        switch (stamp.language()) {
                            case EN -> "Rows " + sheets;
                            case ZH -> "数据 " + sheets;
                        });
        next.freezePane(0, 1);
        for (int i = 0; i < columns.size(); i++) {
            next.width(i, width(columns.get(i)));
            next.inlineString(0, i, Headings.of(columns.get(i), stamp.language()));
            next.style(0, i).bold().set();
        }
        row = 1;
        return next;
    }

    private static double width(Column column) {
        return switch (column.kind()) {
            case NUMBER, FLAG, DATE -> 12;
            case TEXT -> 20;
        };
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        if (row == sheetRows) {
            sheet.setAutoFilter(0, 0, row - 1, columns.size() - 1);
            sheet.finish();
            sheet = begin();
        }
        for (int i = 0; i < cells.length; i++) {
            write(i, cells[i]);
        }
        row++;
        if (row % FLUSH_EVERY == 0) {
            sheet.flush();
        }
    }

    private void write(int column, @Nullable Object cell) {
        switch (cell) {
            case null -> {
                // an empty cell
            }
            case Number number -> sheet.value(row, column, number);
            case Boolean flag -> sheet.value(row, column, flag);
            case LocalDate date -> {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            default -> {
                String text = cell.toString();
                sheet.inlineString(
                        row,
                        column,
                        text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) : text);
            }
        }
    }

    @Override
    public void end() throws IOException {
        if (!columns.isEmpty()) {
            sheet.setAutoFilter(0, 0, row - 1, columns.size() - 1);
        }
        sheet.finish();
        boolean english = stamp.language() == Language.EN;
        Worksheet about = workbook.newWorksheet(english ? "About" : "说明");
        String[][] lines = {
            {english ? "Query" : "查询", stamp.query()},
            {english ? "Log position" : "日志位置", stamp.position()},
            {english ? "Written at" : "导出时间", stamp.writtenAt().toString()},
            {english ? "Fields" : "字段", String.join(", ", names())}
        };
        about.width(0, 16);
        about.width(1, 80);
        for (int i = 0; i < lines.length; i++) {
            about.inlineString(i, 0, lines[i][0]);
            about.inlineString(i, 1, lines[i][1]);
        }
        about.finish();
        workbook.finish();
    }

    private List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    @Override
    public void close() {
        // the workbook ends with end(); without it the file is cut off, and says so
    }
}
