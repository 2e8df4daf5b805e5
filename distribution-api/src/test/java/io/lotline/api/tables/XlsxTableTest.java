package io.lotline.api.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.api.http.Language;
import jakarta.servlet.FilterChain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class XlsxTableTest {
    private static final Stamp STAMP =
            new Stamp(
                    "/v1/stock",
                    "7",
                    OffsetDateTime.parse("2026-11-26T08:00:00+08:00"),
                    Language.EN);
    private static final List<Column> COLUMNS =
            List.of(
                    Column.text("di"),
                    new Column(List.of("quantity"), Column.Kind.NUMBER),
                    new Column(List.of("expiryDate"), Column.Kind.DATE));

    @Test
    void more_rows_than_a_sheet_has_go_on_another_one() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XlsxTable table = new XlsxTable(out, COLUMNS, STAMP, 11)) {
            for (int i = 0; i < 25; i++) {
                table.row(new Object[] {"0" + i, i, LocalDate.of(2027, 1, 1)});
            }
            table.end();
        }
        Path file = Files.createTempFile("table", ".xlsx");
        Files.write(file, out.toByteArray());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            int rows = 0;
            for (int sheet = 1; sheet <= 3; sheet++) {
                String text =
                        new String(
                                zip.getInputStream(
                                                zip.getEntry(
                                                        "xl/worksheets/sheet%d.xml"
                                                                .formatted(sheet)))
                                        .readAllBytes(),
                                StandardCharsets.UTF_8);
                rows += text.split("<row ", -1).length - 2;
            }
            assertThat(rows).isEqualTo(25);
        }
        Files.delete(file);
    }

    /// A table of any length leaves as it is written: no more than a few rows are held back.
    @Test
    void rows_leave_while_the_table_is_written() throws IOException {
        long[] written = {0};
        OutputStream counting =
                new OutputStream() {
                    @Override
                    public void write(int one) {
                        written[0]++;
                    }
                };
        XlsxTable table = new XlsxTable(counting, COLUMNS, STAMP);
        long atHalf = 0;
        for (int i = 0; i < 200_000; i++) {
            table.row(new Object[] {Integer.toHexString(i * 7919), i, null});
            if (i == 100_000) {
                atHalf = written[0];
            }
        }
        table.end();
        assertThat(atHalf).isGreaterThan(written[0] / 3);
    }

    @Test
    void an_answer_that_failed_is_cut_off_and_a_whole_one_is_not() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        FilterChain fails = (of, _) -> CutOff.of((MockHttpServletRequest) of, new IOException("x"));
        assertThatThrownBy(
                        () ->
                                new CutOff()
                                        .doFilterInternal(
                                                request, new MockHttpServletResponse(), fails))
                .isInstanceOf(IOException.class);
        new CutOff()
                .doFilterInternal(
                        new MockHttpServletRequest(), new MockHttpServletResponse(), (_, _) -> {});
    }
}
