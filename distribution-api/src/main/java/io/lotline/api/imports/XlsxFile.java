package io.lotline.api.imports;

import io.lotline.api.http.HttpLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/// Reads the first sheet of an Excel workbook. Formulas count as what they last came to.
final class XlsxFile {
    /// Digits of a number that Excel keeps.
    private static final MathContext KEPT = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final int MOST_COLUMNS = 256;
    private static final int MOST_ENTRIES = 1_000;

    /// Rows of the sheet, also those that hold nothing but their format.
    private static final int MOST_ROWS = 100_000;

    private static final LocalDate FIRST_OF_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate FIRST_OF_1904 = LocalDate.of(1904, 1, 1);

    /// Excel takes 1900 for a leap year: its 60th day has never been.
    private static final int NO_DAY = 60;

    private static final int LAST_DAY = 2_958_465;
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.|_.");
    private static final Pattern ZEROS = Pattern.compile("0{2,20}");
    private static final Pattern ERROR =
            Pattern.compile("#(N/A|REF!|DIV/0!|VALUE!|NAME\\?|NUM!|NULL!|SPILL!|CALC!|FIELD!)");

    private final boolean from1904;

    private XlsxFile(boolean from1904) {
        this.from1904 = from1904;
    }

    static Table read(byte[] body) {
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(
                        new ByteArrayInputStream(repacked(body)), new ReadingOptions(true, true))) {
            try (Stream<Row> rows = workbook.getFirstSheet().openStream()) {
                return new XlsxFile(workbook.isDate1904()).read(rows.iterator());
            }
        } catch (IOException
                | ExcelReaderException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NullPointerException
                | IllegalStateException
                | java.util.NoSuchElementException e) {
            throw unreadable();
        }
    }

    private static RuntimeException unreadable() {
        return BadFile.unreadable(
                "The file is no Excel workbook that can be read.\nMaybe save it again as .xlsx, without a password, or as CSV.");
    }

    /// The same workbook in an archive that was unpacked here, so that nothing in it is larger than
    /// was counted.
    private static byte[] repacked(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 1_024);
        long unpacked = 0;
        int entries = 0;
        byte[] some = new byte[16_384];
        try (ZipFile from =
                        ZipFile.builder()
                                .setSeekableByteChannel(new SeekableInMemoryByteChannel(body))
                                .get();
                ZipOutputStream to = new ZipOutputStream(out)) {
            to.setLevel(Deflater.BEST_SPEED);
            for (ZipArchiveEntry entry : Collections.list(from.getEntries())) {
                if (++entries > MOST_ENTRIES) {
                    throw new ZipException("too many entries");
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = from.getInputStream(entry)) {
                    for (int read = in.read(some); read >= 0; read = in.read(some)) {
                        unpacked += read;
                        if (unpacked > HttpLimits.MAX_IMPORT_UNPACKED_BYTES) {
                            throw BadFile.tooLarge(HttpLimits.MAX_IMPORT_UNPACKED_BYTES);
                        }
                        to.write(some, 0, read);
                    }
                }
                to.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private Table read(Iterator<Row> rows) {
        List<String> header = new ArrayList<>();
        List<Table.Row> found = new ArrayList<>();
        for (int count = 0; rows.hasNext(); count++) {
            Row each = rows.next();
            if (count == MOST_ROWS) {
                throw BadFile.tooManyRows(MOST_ROWS);
            }
            Table.Row row = new Table.Row(each.getRowNum(), cells(each));
            if (row.isBlank()) {
                continue;
            }
            if (header.isEmpty()) {
                header.addAll(Columns.names(row.cells()));
            } else {
                found.add(row);
                if (found.size() > HttpLimits.MAX_IMPORT_ROWS) {
                    throw BadFile.tooManyRows(HttpLimits.MAX_IMPORT_ROWS);
                }
            }
        }
        return new Table(header, found);
    }

    private List<Cell> cells(Row row) {
        int last = -1;
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            org.dhatim.fastexcel.reader.Cell cell = row.getCell(i);
            Cell known = cell == null ? Cell.EMPTY : cell(cell);
            if (!(known instanceof Cell.Empty)) {
                last = i;
                if (i >= MOST_COLUMNS) {
                    throw BadFile.tooWide(MOST_COLUMNS);
                }
            }
            if (i < MOST_COLUMNS) {
                cells.add(known);
            }
        }
        return cells.subList(0, last + 1);
    }

    private Cell cell(org.dhatim.fastexcel.reader.Cell cell) {
        Object value = cell.getValue();
        if (cell.getType() == CellType.ERROR) {
            return new Cell.Failed(String.valueOf(cell.getRawValue()));
        }
        return switch (value) {
            case null ->
                    cell.getFormula() == null
                            ? Cell.EMPTY
                            : new Cell.Failed("=" + cell.getFormula());
            case Boolean flag -> new Cell.Flag(flag);
            case BigDecimal number -> number(cell, number);
            default -> {
                String text = value.toString();
                yield ERROR.matcher(text).matches() ? new Cell.Failed(text) : Cell.text(text);
            }
        };
    }

    private Cell number(org.dhatim.fastexcel.reader.Cell cell, BigDecimal value) {
        String format = cell.getDataFormatString();
        if (isDate(cell.getDataFormatId(), format)) {
            LocalDate date = date(value);
            if (date != null) {
                return new Cell.Date(date);
            }
        }
        boolean zeros = format != null && ZEROS.matcher(format).matches();
        return new Cell.Number(
                value.precision() > KEPT.getPrecision() && value.stripTrailingZeros().scale() > 0
                        ? value.round(KEPT).stripTrailingZeros()
                        : value.stripTrailingZeros(),
                zeros ? format.length() : 0);
    }

    private @Nullable LocalDate date(BigDecimal serial) {
        if (serial.signum() < 0 || serial.compareTo(BigDecimal.valueOf(LAST_DAY)) > 0) {
            return null;
        }
        int day = serial.setScale(0, RoundingMode.FLOOR).intValue();
        if (from1904) {
            return FIRST_OF_1904.plusDays(day);
        }
        if (day == 0 || day == NO_DAY) {
            return null;
        }
        return FIRST_OF_1900.plusDays(day < NO_DAY ? day + 1L : day);
    }

    /// Whether a number is shown as a day.
    private static boolean isDate(@Nullable Integer id, @Nullable String format) {
        if (id != null
                && (id >= 14 && id <= 17
                        || id == 22
                        || id >= 27 && id <= 36
                        || id >= 50 && id <= 58)) {
            return true;
        }
        if (format == null) {
            return false;
        }
        String plain = QUOTED.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
        return plain.indexOf('y') >= 0 || plain.indexOf('d') >= 0;
    }
}
