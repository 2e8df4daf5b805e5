package io.lotline.api.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.lotline.api.http.HttpLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads CSV as spreadsheets write it: in UTF-8 with or without its mark, in UTF-16 with it, else
/// in GB18030; with commas, semicolons or tabs, whichever its first row has most of.
final class CsvFile {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String SEPARATORS = ",;\t";
    private static final int MOST_COLUMNS = 256;

    private CsvFile() {}

    /// @param charset what the sender says; null to find out
    static Table read(byte[] body, @Nullable Charset charset) {
        String text = text(body, charset);
        char separator = separatorOf(text);
        List<String> header = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        int number = 0;
        try (CsvReader<CsvRecord> records =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .ofCsvRecord(text)) {
            for (CsvRecord each : records) {
                number++;
                if (each.getFieldCount() > MOST_COLUMNS) {
                    throw BadFile.tooWide(MOST_COLUMNS);
                }
                List<Cell> cells = each.getFields().stream().map(Cell::text).toList();
                Table.Row row = new Table.Row(number, cells);
                if (row.isBlank()) {
                    continue;
                }
                if (header.isEmpty()) {
                    header.addAll(Columns.names(cells));
                } else {
                    rows.add(row);
                    if (rows.size() > HttpLimits.MAX_IMPORT_ROWS) {
                        throw BadFile.tooManyRows(HttpLimits.MAX_IMPORT_ROWS);
                    }
                }
            }
        } catch (CsvParseException e) {
            throw BadFile.unreadable(
                    "After row %d the file is no CSV: a quote is not closed, or something stands behind one.\nMaybe save it again as CSV."
                            .formatted(number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Table(header, rows);
    }

    private static String text(byte[] body, @Nullable Charset said) {
        String text = null;
        if (begins(body, 0xFF, 0xFE) || begins(body, 0xFE, 0xFF)) {
            text = decoded(body, StandardCharsets.UTF_16);
        } else if (said != null && !said.equals(StandardCharsets.UTF_8)) {
            text = decoded(body, GB18030);
        } else {
            text = decoded(body, StandardCharsets.UTF_8);
            if (text == null && said == null) {
                text = decoded(body, GB18030);
            }
        }
        if (text == null || text.indexOf('\0') >= 0) {
            throw BadFile.unreadable(
                    "The file is no text in UTF-8 or GB18030.\nMaybe save it again as CSV.");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean begins(byte[] body, int first, int second) {
        return body.length > 1 && body[0] == (byte) first && body[1] == (byte) second;
    }

    private static @Nullable String decoded(byte[] body, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    /// The one that the first row has most of, outside of quotes; a comma where it has none.
    private static char separatorOf(String text) {
        int[] found = new int[SEPARATORS.length()];
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '"') {
                quoted = !quoted;
            } else if (!quoted && (one == '\n' || one == '\r')) {
                if (begun) {
                    break;
                }
            } else if (!quoted && SEPARATORS.indexOf(one) >= 0) {
                found[SEPARATORS.indexOf(one)]++;
            } else {
                begun |= !Character.isWhitespace(one);
            }
        }
        int most = 0;
        for (int i = 1; i < found.length; i++) {
            most = found[i] > found[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }
}
