package io.lotline.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitalLinkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.gs1.org/01/06901234567892/10/A%2F1/21/S1?17=271231",
                "http://example.com/some/stem/01/06901234567892/10/A%2f1/21/S1?utm_source=x&5=y&17=271231#part",
                "HTTPS://example.com/01/06901234567892/10/A%2F1/21/S1/?17=271231;linkType=all",
                "]Q1https://example.com:8443/01/06901234567892/10/A%2F1/21/S1?17=271231"
            })
    void any_domain_stem_and_foreign_parameter_is_read(String symbol) {
        ScannedItem item = read(symbol);
        assertThat(item.standard()).isEqualTo(Standard.GS1_DIGITAL_LINK);
        assertThat(item.di()).isEqualTo("06901234567892");
        assertThat(item.lot()).isEqualTo("A/1");
        assertThat(item.serial()).isEqualTo("S1");
        assertThat(item.expiryDate()).hasToString("2027-12-31");
    }

    @Test
    void a_value_that_looks_like_a_key_is_not_taken_for_one() {
        assertThat(read("https://example.com/01/06901234567892/10/01/21/5").lot()).isEqualTo("01");
    }

    @Test
    void a_logistic_unit_has_a_link_too() {
        assertThat(read("https://example.com/00/369012345000000012").sscc())
                .isEqualTo("369012345000000012");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/, unknown-grammar",
        "https://example.com/products/12, unknown-grammar",
        "https://, unknown-grammar",
        "https://example.com/01/06901234567893, check-digit",
        "https://example.com/01/06901234567892/21/S1/10/L1, bad-link",
        "https://example.com/01/06901234567892/17/271231, bad-link",
        "https://example.com/01/06901234567892?10=L1%2, bad-link",
        "https://example.com/01/06901234567892?21=S1, bad-link",
        "https://example.com/01/06901234567892?17=271331, bad-date",
        "https://example.com/01/06901234567892?05=271331, unknown-element",
        "https://example.com/01/06901234567892/10/A%C3%BC, bad-character",
        "https://example.com/01/06901234567892/10/A?10=B, repeated-element",
        "https://example.com/01/06901234567892/10/A?10=A, repeated-element",
        "https://example.com/01/06901234567892?17=271231&17=271231, repeated-element",
        "https://example.com/01/06901234567885/01/06901234567892, repeated-element",
        "https://example.com/01/6901234567892, bad-length",
        "https://example.com/01/012345678905/10/A, bad-length",
        "https://example.com/01/96385074, bad-length"
    })
    void what_breaks_a_rule_is_a_typed_error(String symbol, String code) {
        assertThat(ScanReader.read(symbol))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        error -> assertThat(error.code()).isEqualTo(code));
    }

    private static ScannedItem read(String symbol) {
        Reading reading = ScanReader.read(symbol);
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).item();
    }

    @Test
    void a_qualifier_without_its_value_is_named() {
        for (String path :
                java.util.List.of("/01/06901234567892/10/", "/stem/01/06901234567892/10/L1/21/")) {
            Reading reading = ScanReader.read("https://id.gs1.org" + path);
            assertThat(reading).isInstanceOf(Reading.Unreadable.class);
            assertThat(((Reading.Unreadable) reading).code()).isEqualTo("bad-length");
            assertThat(((Reading.Unreadable) reading).problem()).contains("AI ", "has 0");
        }
        assertThat(ScanReader.read("https://id.gs1.org/01/06901234567892/10/21/"))
                .isInstanceOfSatisfying(
                        Reading.Read.class, read -> assertThat(read.item().lot()).isEqualTo("21"));
    }
}
