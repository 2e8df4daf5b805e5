package io.lotline.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What scanners type around symbols and for FNC1.
class ScannerSetupTest {
    private static final String GTIN = "0106901234567892";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<GS>", "<gs>", "{GS}", "[GS]", "<FNC1>", "{FNC1}", "[fnc1]", "^]", "\\x1d",
                "\\x1D", "\\u001d", "\\u001D", "\\035", "<0x1D>", "{0x1d}", "\u241d"
            })
    void what_everybody_knows_for_fnc1_is_a_separator_and_never_a_part_of_a_value(String typed) {
        for (String symbol :
                List.of(
                        GTIN + "10A1" + typed + "21S",
                        "]d2" + GTIN + "10A1" + typed + "21S" + typed,
                        typed + GTIN + "10A1" + typed + "21S",
                        "]C1" + typed + GTIN + "10A1" + typed + "21S",
                        "(01)06901234567892(10)A1" + typed + "(21)S",
                        typed + "(01)06901234567892(10)A1(21)S" + typed)) {
            ScannedItem item = read(symbol, ScannerSetup.PLAIN);
            assertThat(item.lot()).as(symbol).isEqualTo("A1");
            assertThat(item.serial()).isEqualTo("S");
            assertThat(item.symbol()).isEqualTo(symbol);
        }
        assertThat(ScanReader.read(GTIN + "10A1" + typed + "ZZ"))
                .as("what cannot be a separator is not a lot either")
                .isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void tabs_and_line_ends_fall_away_on_both_sides() {
        assertThat(read("\t\r\n" + GTIN + "10A1\t\r\n", ScannerSetup.PLAIN).lot()).isEqualTo("A1");
        assertThat(ScanReader.read("\t\r\n")).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void a_sites_prefixes_and_suffixes_fall_away_once() {
        ScannerSetup site =
                new ScannerSetup(List.of("\u0002", "S1:"), List.of("#END", "\u0003"), List.of());
        assertThat(read("\u0002" + GTIN + "10A1\u0003\r", site).lot()).isEqualTo("A1");
        assertThat(read("S1:]d2" + GTIN + "10A1#END", site).lot()).isEqualTo("A1");
        assertThat(ScanReader.read("S1:S1:" + GTIN, site)).isInstanceOf(Reading.Unreadable.class);
        assertThat(ScanReader.read("S1:" + GTIN)).isInstanceOf(Reading.Unreadable.class);
        assertThat(read("S1:+A123BJC5D6E71G", site).di()).isEqualTo("A123BJC5D6E71");
    }

    @Test
    void a_stand_in_that_no_value_can_hold_is_a_separator() {
        ScannerSetup site = new ScannerSetup(List.of(), List.of(), List.of("~", "|"));
        assertThat(read(GTIN + "10A1~240X|21S", site).serial()).isEqualTo("S");
        assertThat(ScanReader.read(GTIN + "10A1~21S")).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void a_stand_in_that_a_value_can_hold_is_a_question_where_both_ways_are_valid() {
        ScannerSetup site = new ScannerSetup(List.of(), List.of(), List.of("_"));
        assertThat(ScanReader.read(GTIN + "10A1_21S", site))
                .isInstanceOfSatisfying(
                        Reading.Ambiguous.class,
                        ambiguous ->
                                assertThat(ambiguous.candidates())
                                        .extracting(ScannedItem::lot)
                                        .contains("A1", "A1_21S"));
        assertThat(read(GTIN + "10A_B", site).lot()).isEqualTo("A_B");
        assertThat(read(GTIN + "10ABCDEFGHIJKLMNOPQRST_21S", site).serial()).isEqualTo("S");
        assertThat(ScanReader.read(GTIN + "10A1_21S"))
                .isInstanceOfSatisfying(
                        Reading.Ambiguous.class,
                        ambiguous ->
                                assertThat(ambiguous.candidates())
                                        .extracting(ScannedItem::lot)
                                        .doesNotContain("A1"));
    }

    private static ScannedItem read(String symbol, ScannerSetup scanners) {
        Reading reading = ScanReader.read(symbol, scanners);
        assertThat(reading).as(symbol).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).item();
    }
}
