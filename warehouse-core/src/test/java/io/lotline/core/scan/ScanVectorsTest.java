package io.lotline.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScanVectorsTest {

    @TestFactory
    Stream<DynamicTest> every_row_of_the_scan_vectors_is_read_as_it_says() {
        List<String[]> rows = TestVectors.rows("scan-vectors.tsv");
        List<String> header = Arrays.asList(rows.getFirst());
        assertThat(header)
                .containsExactly(
                        "scan",
                        "standard",
                        "result",
                        "di",
                        "lot",
                        "serial",
                        "made",
                        "expiry",
                        "quantity",
                        "note");
        assertThat(rows).hasSizeGreaterThan(19);
        return rows.stream()
                .skip(1)
                .map(row -> DynamicTest.dynamicTest(row[0] + " " + row[9], () -> check(row)));
    }

    private static void check(String[] row) {
        String symbol = row[0].replace("<GS>", "\u001d");
        Reading reading = ScanReader.read(symbol);
        switch (row[2]) {
            case "ok" -> {
                assertThat(reading).isInstanceOf(Reading.Read.class);
                ScannedItem item = ((Reading.Read) reading).item();
                assertThat(columns(item)).containsExactly(Arrays.copyOfRange(row, 3, 9));
                assertThat(item.standard().code()).isEqualTo(row[1]);
                assertThat(item.symbol()).isEqualTo(symbol);
            }
            case "error" -> assertThat(reading).isInstanceOf(Reading.Unreadable.class);
            case "ambiguous" ->
                    assertThat(reading)
                            .isInstanceOfSatisfying(
                                    Reading.Ambiguous.class,
                                    ambiguous ->
                                            assertThat(ambiguous.candidates())
                                                    .allSatisfy(
                                                            item ->
                                                                    assertThat(item.di())
                                                                            .isEqualTo(row[3])));
            default -> throw new AssertionError("Unknown result " + row[2]);
        }
    }

    private static String[] columns(ScannedItem item) {
        return Stream.of(
                        item.di(),
                        item.lot(),
                        item.serial(),
                        item.productionDate(),
                        item.expiryDate(),
                        item.quantity())
                .map(value -> Objects.toString(value, ""))
                .toArray(String[]::new);
    }

    @Test
    void the_label_without_a_separator_after_its_lot_has_exactly_two_readings() {
        assertThat(ScanReader.read("010690123456789210LOT117261231"))
                .isInstanceOfSatisfying(
                        Reading.Ambiguous.class,
                        ambiguous ->
                                assertThat(ambiguous.candidates())
                                        .extracting(
                                                ScannedItem::lot,
                                                item -> Objects.toString(item.expiryDate(), ""))
                                        .containsExactly(
                                                tuple("LOT117261231", ""),
                                                tuple("LOT1", "2026-12-31")));
    }

    @Test
    void the_logistic_unit_gives_its_sscc() {
        assertThat(((Reading.Read) ScanReader.read("00369012345000000012")).item().sscc())
                .isEqualTo("369012345000000012");
    }
}
