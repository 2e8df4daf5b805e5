package io.lotline.api.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A paper of pages with a head, a table and places to sign.
///
/// @param title   in both languages
/// @param number  what it goes by, also as a QR code
/// @param columns as wide together as the page
/// @param rows    the table
/// @param signing who signs or stamps it
record Sheet(
        String title,
        String number,
        List<Field> fields,
        List<Column> columns,
        List<Row> rows,
        List<String> signing) {
    private static final double MARGIN = 10;
    private static final double CODE = 18;
    private static final double SMALL = 2.5;
    private static final double LETTERS = 3;
    private static final double LINE = 3.9;
    private static final double PADDING = 1;
    private static final double LABEL = 34;
    private static final double SIGNING = 24;
    private static final double FOOT = 8;

    Sheet {
        fields = List.copyOf(fields);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        signing = List.copyOf(signing);
    }

    /// Something that is said at the head.
    record Field(String chinese, String english, String text) {}

    /// @param width in millimetres
    record Column(String chinese, String english, double width, boolean number) {
        /// @param heading in both languages, with `｜` between
        static Column of(String heading, double width, boolean number) {
            String[] parts = heading.split("｜", 2);
            return new Column(parts[0], parts[1], width, number);
        }
    }

    /// A row of the table: its cells, or one heading across.
    record Row(List<String> cells, @Nullable String heading) {
        Row {
            cells = List.copyOf(cells);
        }

        static Row of(String... cells) {
            return new Row(Arrays.asList(cells), null);
        }

        static Row heading(String heading) {
            return new Row(List.of(), heading);
        }
    }

    /// A row with its lines broken.
    private record Broken(List<List<String>> cells, @Nullable String heading, double height) {}

    private double width() {
        return columns.stream().mapToDouble(Column::width).sum() + 2 * MARGIN;
    }

    /// A4, upright or lying as its columns are wide.
    private double height() {
        return width() > 250 ? 210 : 297;
    }

    /// Draws all of its pages.
    void draw(Canvas canvas) {
        List<Broken> broken = rows.stream().map(this::broken).toList();
        double head = headHeight();
        List<List<Broken>> pages = new ArrayList<>();
        List<Broken> page = new ArrayList<>();
        double room = height() - head - tableHead() - MARGIN - FOOT;
        double left = room;
        for (Broken row : broken) {
            if (row.height() > left && !page.isEmpty()) {
                pages.add(page);
                page = new ArrayList<>();
                left = height() - shortHead() - tableHead() - MARGIN - FOOT;
            }
            page.add(row);
            left -= row.height();
        }
        pages.add(page);
        if (left < SIGNING) {
            pages.add(List.of());
        }
        for (int i = 0; i < pages.size(); i++) {
            canvas.page(width(), height());
            double y = i == 0 ? drawHead(canvas) : drawShortHead(canvas);
            y = drawTable(canvas, y, pages.get(i));
            if (i == pages.size() - 1) {
                drawSigning(canvas, y);
            }
            String foot =
                    "%s　第 %d 页，共 %d 页　Page %d of %d"
                            .formatted(number, i + 1, pages.size(), i + 1, pages.size());
            canvas.text(
                    width() - MARGIN - SMALL * Typefaces.SHIPPED.width(foot),
                    height() - MARGIN + 2,
                    SMALL,
                    foot,
                    Colour.SOFT);
        }
    }

    private static double shortHead() {
        return MARGIN + 8;
    }

    private double fieldWidth() {
        return (width() - 2 * MARGIN - CODE - 4) / 2;
    }

    private List<String> fieldLines(Field field) {
        return broken(field.text(), fieldWidth() - LABEL, LETTERS);
    }

    /// Fields stand in two columns, as high as the higher of a pair.
    private double pairHeight(int first) {
        int lines = fieldLines(fields.get(first)).size();
        if (first + 1 < fields.size()) {
            lines = Math.max(lines, fieldLines(fields.get(first + 1)).size());
        }
        return lines * LINE + 1;
    }

    private double headHeight() {
        double height = MARGIN + 12;
        for (int i = 0; i < fields.size(); i += 2) {
            height += pairHeight(i);
        }
        return Math.max(height, MARGIN + CODE + 2) + 3;
    }

    private double drawHead(Canvas canvas) {
        canvas.text(MARGIN, MARGIN + 6, 6, title, Colour.INK);
        BarSymbol code = BarSymbol.qr(number);
        double module = CODE / code.width();
        code.draw(canvas, width() - MARGIN - CODE, MARGIN, module, module);
        double y = MARGIN + 12;
        for (int i = 0; i < fields.size(); i += 2) {
            drawField(canvas, MARGIN, y, fields.get(i));
            if (i + 1 < fields.size()) {
                drawField(canvas, MARGIN + fieldWidth() + 2, y, fields.get(i + 1));
            }
            y += pairHeight(i);
        }
        return headHeight();
    }

    private void drawField(Canvas canvas, double x, double y, Field field) {
        canvas.text(x, y + LETTERS, LETTERS, field.chinese(), Colour.INK);
        canvas.text(
                x + LETTERS * Typefaces.SHIPPED.width(field.chinese()) + 1,
                y + LETTERS,
                SMALL,
                field.english(),
                Colour.SOFT);
        double at = y;
        for (String line : fieldLines(field)) {
            canvas.text(x + LABEL, at + LETTERS, LETTERS, line, Colour.INK);
            at += LINE;
        }
    }

    private double drawShortHead(Canvas canvas) {
        canvas.text(MARGIN, MARGIN + 4, 4, title, Colour.INK);
        canvas.text(
                width() - MARGIN - LETTERS * Typefaces.SHIPPED.width(number),
                MARGIN + 4,
                LETTERS,
                number,
                Colour.INK);
        return shortHead();
    }

    private static double tableHead() {
        return LINE + 3.2 + 2 * PADDING;
    }

    private double drawTable(Canvas canvas, double top, List<Broken> page) {
        double y = top;
        canvas.area(MARGIN, y, width() - 2 * MARGIN, tableHead(), Colour.SHADE);
        double x = MARGIN;
        for (Column column : columns) {
            double room = column.width() - 2 * PADDING;
            cell(
                    canvas,
                    x,
                    y + PADDING,
                    column,
                    LabelText.cut(column.chinese(), room / LETTERS),
                    LETTERS);
            cell(
                    canvas,
                    x,
                    y + PADDING + LINE - 0.6,
                    column,
                    LabelText.cut(column.english(), room / SMALL),
                    SMALL);
            x += column.width();
        }
        rule(canvas, y);
        y += tableHead();
        rule(canvas, y);
        for (Broken row : page) {
            if (row.heading() != null) {
                canvas.text(
                        MARGIN + PADDING,
                        y + PADDING + LETTERS,
                        LETTERS,
                        LabelText.cut(
                                row.heading(), (width() - 2 * MARGIN - 2 * PADDING) / LETTERS),
                        Colour.INK);
            }
            x = MARGIN;
            for (int i = 0; i < row.cells().size(); i++) {
                double at = y + PADDING;
                for (String line : row.cells().get(i)) {
                    cell(canvas, x, at, columns.get(i), line, LETTERS);
                    at += LINE;
                }
                x += columns.get(i).width();
            }
            y += row.height();
            rule(canvas, y);
        }
        return y;
    }

    private static void cell(
            Canvas canvas, double x, double y, Column column, String text, double size) {
        double indent =
                column.number()
                        ? column.width() - PADDING - size * Typefaces.SHIPPED.width(text)
                        : PADDING;
        canvas.text(x + indent, y + LETTERS, size, text, size < LETTERS ? Colour.SOFT : Colour.INK);
    }

    private void rule(Canvas canvas, double y) {
        canvas.area(MARGIN, y, width() - 2 * MARGIN, 0.15, Colour.RULE);
    }

    private void drawSigning(Canvas canvas, double top) {
        double each = (width() - 2 * MARGIN) / Math.max(1, signing.size());
        double y = top + 5;
        for (int i = 0; i < signing.size(); i++) {
            double x = MARGIN + i * each;
            canvas.text(x, y + LETTERS, LETTERS, signing.get(i), Colour.INK);
            canvas.area(x, y + SIGNING - 7, each - 6, 0.2, Colour.INK);
        }
    }

    private Broken broken(Row row) {
        if (row.heading() != null) {
            return new Broken(List.of(), row.heading(), LINE + 2 * PADDING);
        }
        List<List<String>> cells = new ArrayList<>();
        int most = 1;
        for (int i = 0; i < row.cells().size(); i++) {
            List<String> lines =
                    broken(row.cells().get(i), columns.get(i).width() - 2 * PADDING, LETTERS);
            cells.add(lines);
            most = Math.max(most, lines.size());
        }
        return new Broken(cells, null, most * LINE + 2 * PADDING);
    }

    /// A text in lines that fit: broken behind blanks and Chinese letters, else wherever it must.
    private static List<String> broken(String text, double width, double size) {
        List<String> lines = new ArrayList<>();
        double room = width / size;
        for (String paragraph : text.split("\n", -1)) {
            String rest = paragraph;
            while (Typefaces.SHIPPED.width(rest) > room) {
                int end = fitting(rest, room);
                lines.add(rest.substring(0, end).stripTrailing());
                rest = rest.substring(end).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }

    private static int fitting(String text, double room) {
        int end = 0;
        int good = 0;
        double width = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            width += Typefaces.SHIPPED.width(Character.toString(character));
            if (width > room && end > 0) {
                break;
            }
            end += Character.charCount(character);
            if (character == ' ' || character > 0x2e7f) {
                good = end;
            } else if (end < text.length() && text.codePointAt(end) > 0x2e7f) {
                good = end;
            }
        }
        return good > 0 ? good : end;
    }
}
