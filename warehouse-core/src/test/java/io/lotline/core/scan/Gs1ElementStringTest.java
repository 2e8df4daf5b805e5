package io.lotline.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Gs1ElementStringTest {

    private static final String GTIN = "0106901234567892";
    private static final String GS = "\u001d";

    @Test
    void a_label_that_ends_its_fields_with_separators_is_not_ambiguous() {
        ScannedItem item = read("]d2" + GTIN + "1727123110LOT7" + GS + "21S-1");

        assertThat(item.lot()).isEqualTo("LOT7");
        assertThat(item.serial()).isEqualTo("S-1");
        assertThat(item.expiryDate()).isEqualTo(LocalDate.of(2027, 12, 31));
        assertThat(item.elements())
                .containsExactly(
                        new Element("01", "06901234567892"),
                        new Element("17", "271231"),
                        new Element("10", "LOT7"),
                        new Element("21", "S-1"));
    }

    @Test
    void a_lot_at_the_end_that_hides_no_valid_field_is_read_without_a_separator() {
        assertThat(read("]d2" + GTIN + "1727123110LOT7").lot()).isEqualTo("LOT7");
        assertThat(read(GTIN + "10ABC").lot()).isEqualTo("ABC");
    }

    @Test
    void a_lot_at_the_end_that_hides_a_serial_number_is_ambiguous_with_any_symbology_identifier() {
        for (String identifier : new String[] {"", "]d2", "]C1", "]Q3"}) {
            assertThat(ScanReader.read(identifier + GTIN + "10ABC2112345"))
                    .isInstanceOfSatisfying(
                            Reading.Ambiguous.class,
                            ambiguous ->
                                    assertThat(ambiguous.candidates())
                                            .extracting(ScannedItem::lot)
                                            .contains("ABC2112345", "ABC"));
        }
        assertThat(read(GTIN + "10ABC2112345" + GS).lot()).isEqualTo("ABC2112345");
    }

    @Test
    void
            the_other_readings_of_a_label_without_separators_are_found_where_the_longest_is_not_valid() {
        // 24 characters are too many for a lot, so the serial number must begin in it
        assertThat(read(GTIN + "10ABCDEFGHIJKLMNOPQ21XYZXYZ").serial()).isEqualTo("XYZXYZ");
    }

    @Test
    void separators_that_lead_or_follow_are_taken_off() {
        assertThat(read(GS + GTIN).di()).isEqualTo("06901234567892");
        assertThat(read(GTIN + GS + "10A1" + GS).lot()).isEqualTo("A1");
        assertThat(read("]C1" + GTIN + "10A1" + GS + "\r\n").lot()).isEqualTo("A1");
    }

    @ParameterizedTest
    @CsvSource({
        "6901234567892, 06901234567892",
        "]E06901234567892, 06901234567892",
        "012345678905, 00012345678905",
        "]E496385074, 00000096385074",
        "]E3690123456789212, 06901234567892",
        "16901234567899, 16901234567899",
        "]e00106901234567892, 06901234567892",
        "]J10106901234567892, 06901234567892",
        "]d10106901234567892, 06901234567892"
    })
    void trade_item_numbers_are_padded_to_14_digits(String symbol, String gtin) {
        assertThat(read(symbol).di()).isEqualTo(gtin);
    }

    @ParameterizedTest
    @CsvSource({
        "0106901234567893, check-digit",
        "010690123456789217151300, bad-date",
        "010690123456789217260230, bad-date",
        "01069012345678921726, bad-length",
        "0106901234567892<GS><GS>10A, misplaced-separator",
        "0106901234567892<GS>10<GS>21A, bad-length",
        "010690123456789210A B<GS>, bad-character",
        "010690123456789210A1<GS>10A2, repeated-element",
        "01069012345678920106901234567885, repeated-element",
        "010690123456789202069012345678923712, conflicting-elements",
        "01069012345678922505<GS>, missing-element",
        "0106901234567892<GS>3012345678901<GS>, bad-length",
        "0106901234567892<GS>4409A<GS>, unknown-element",
        "]E06901234567893, check-digit",
        "]E0ABC, bad-length",
        "]E096385074, bad-length",
        "]E0690123456789, bad-length",
        "]E06901234567892X, bad-length",
        "]E316901234567892, bad-length",
        "]E46901234567892, bad-length",
        "]E112, bad-length",
        "]d2, empty",
        "(01)06901234567893, check-digit",
        "(01)06901234567892(10)A(10)B, repeated-element",
        "(99x)A, unknown-element",
        "HELLO, unknown-grammar",
        "12, bad-length"
    })
    void what_breaks_a_rule_is_a_typed_error(String symbol, String code) {
        assertThat(ScanReader.read(symbol.replace("<GS>", GS)))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        error -> {
                            assertThat(error.code()).isEqualTo(code);
                            assertThat(error.problem()).matches("(?s)[A-Z\"].*[.]");
                        });
    }

    @Test
    void the_same_element_twice_with_the_same_value_is_no_error() {
        assertThat(read(GTIN + "10A1" + GS + "10A1" + GS).lot()).isEqualTo("A1");
    }

    @Test
    void day_zero_is_the_last_day_of_the_month() {
        assertThat(read(GTIN + "17280200").expiryDate()).isEqualTo(LocalDate.of(2028, 2, 29));
    }

    @Test
    void two_digit_years_lie_49_years_back_to_50_ahead() {
        assertThat(read(GTIN + "17760101").expiryDate()).isEqualTo(LocalDate.of(2076, 1, 1));
        assertThat(read(GTIN + "17770101").expiryDate()).isEqualTo(LocalDate.of(1977, 1, 1));
        Reading later = ScanReader.read(GTIN + "17010101", 2080);
        assertThat(((Reading.Read) later).item().expiryDate()).isEqualTo(LocalDate.of(2101, 1, 1));
    }

    @Test
    void a_logistic_unit_keeps_its_content_in_its_elements_and_counts_it() {
        ScannedItem item =
                read("]C100369012345000000012" + "0206901234567892" + "37120" + GS + "10L1");

        assertThat(item.sscc()).isEqualTo("369012345000000012");
        assertThat(item.di()).isNull();
        assertThat(item.quantity()).isEqualTo(120);
        assertThat(item.lot()).isEqualTo("L1");
        assertThat(item.elements()).contains(new Element("02", "06901234567892"));
    }

    @Test
    void an_expiry_with_a_time_gives_the_day() {
        assertThat(read(GTIN + "7003" + "2712311530" + GS).expiryDate())
                .isEqualTo(LocalDate.of(2027, 12, 31));
    }

    @Test
    void brackets_may_hold_a_bracket_in_a_value() {
        assertThat(read("(01)06901234567892 (10)A(B)\\(21)C").lot()).isEqualTo("A(B)(21)C");
    }

    /// Two labels that a widely used open-source reader gets wrong: see the readings asserted here.
    @Test
    void a_missing_separator_is_never_swallowed_into_the_lot() {
        assertThat(ScanReader.read(GTIN + "10LOT1" + "17261231"))
                .isInstanceOf(Reading.Ambiguous.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"11260101", "1126010117271231", "112601011727123110A" + GS})
    void a_label_with_a_production_date_is_read(String rest) {
        assertThat(read(GTIN + rest).productionDate()).isEqualTo(LocalDate.of(2026, 1, 1));
    }

    @Test
    void every_application_identifier_is_known() {
        assertThat(Gs1Dictionary.all()).hasSizeGreaterThan(500);
        for (ApplicationIdentifier identifier : Gs1Dictionary.all()) {
            assertThat(Gs1Dictionary.named(identifier.ai())).isSameAs(identifier);
            assertThat(identifier.maxLength()).isBetween(1, Gs1Dictionary.MAX_VALUE_LENGTH);
        }
    }

    private static ScannedItem read(String symbol) {
        Reading reading = ScanReader.read(symbol);
        assertThat(reading).isInstanceOf(Reading.Read.class);
        assertThat(((Reading.Read) reading).item().symbol()).isEqualTo(symbol);
        return ((Reading.Read) reading).item();
    }
}
