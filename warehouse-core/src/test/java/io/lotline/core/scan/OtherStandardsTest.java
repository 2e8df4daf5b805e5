package io.lotline.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherStandardsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            quoteCharacter = '\'',
            value = {
                "+A123BJC5D6E71G, A123BJC5D6E71, -, -, -, -",
                "*+A123BJC5D6E71G*, A123BJC5D6E71, -, -, -, -",
                "+EHWD3551419/$$900100F, EHWD3551419, -, -, -, 100",
                "+EHWD3551419/$/Q100X, EHWD3551419, -, -, -, 100",
                "+E308T800206X0/$230513/14D20260413C, E308T800206X0, 230513, -, 2026-04-13, -",
                "+E203PB414109/$$8243280112R00089525J, E203PB414109, R00089525, -, 2028-01-12, 24",
                "+$$8053290331260301104+$, -, 260301104, -, 2029-03-31, 5",
                "+$$+52001510X3GB, -, -, 10X3, 2020-01-15, -"
            })
    void published_hibc_labels_are_read(
            String symbol, String di, String lot, String serial, String expiry, Integer quantity) {
        ScannedItem item = read(symbol);
        assertThat(item.standard()).isEqualTo(Standard.HIBC);
        assertThat(item.di()).isEqualTo(di);
        assertThat(item.lot()).isEqualTo(lot);
        assertThat(item.serial()).isEqualTo(serial);
        assertThat(Objects.toString(item.expiryDate(), null)).isEqualTo(expiry);
        assertThat(item.quantity()).isEqualTo(quantity);
    }

    @ParameterizedTest
    @CsvSource({
        "$$0928LOT, 2028-09-30, LOT",
        "$$2092528LOT, 2028-09-25, LOT",
        "$$3280925LOT, 2028-09-25, LOT",
        "$$428092514LOT, 2028-09-25, LOT",
        "$$528269LOT, 2028-09-25, LOT",
        "$$62826914LOT, 2028-09-25, LOT",
        "$$7LOT, , LOT",
        "28269LOT, 2028-09-25, LOT",
        "$LOT, , LOT",
        "$$9001233280925LOT, 2028-09-25, LOT",
        "$LOT/14D20280925, 2028-09-25, LOT"
    })
    void every_date_form_of_a_hibc_secondary_is_read(String secondary, String expiry, String lot) {
        ScannedItem item = read(hibc("+A123PROD0/" + secondary));
        assertThat(Objects.toString(item.expiryDate(), null)).isEqualTo(expiry);
        assertThat(item.lot()).isEqualTo(lot);
    }

    @Test
    void supplements_give_serial_production_date_and_quantity() {
        ScannedItem item = read(hibc("+A123PROD0/$$7LOT/SXYZ/16D20240229/Q500"));
        assertThat(item.serial()).isEqualTo("XYZ");
        assertThat(item.productionDate()).hasToString("2024-02-29");
        assertThat(item.quantity()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "$$1328LOT, bad-date",
        "$$3280932LOT, bad-date",
        "$$528367LOT, bad-date",
        "$$428092524LOT, bad-date",
        "$$LOT, bad-date",
        "$$82, bad-quantity",
        "$$7LOT/Q9999999999, bad-quantity",
        "$$7LOT/Q, bad-quantity",
        "$$8243280925LOT/Q25, repeated-element",
        "$$7LOT/14D20280230, bad-date",
        "$ABCDEFGHIJKLMNOPQRS, bad-length",
        "$LOT//, unknown-element",
        "$LO-T, bad-character",
        "$LO.T, bad-character",
        "$LO T, bad-character",
        "$$7LO+T, bad-character",
        "$+S%1, bad-character",
        "$LOT/SX-1, bad-character",
        "$LOT/Z99, unknown-element",
        "$LOT/13D20280925, unknown-element",
        "$LOT/14D20280925/14D20280925, repeated-element"
    })
    void what_breaks_a_hibc_rule_is_a_typed_error(String secondary, String code) {
        assertError(hibc("+A123PROD0/" + secondary), code);
    }

    @Test
    void a_hibc_primary_without_a_product_code_is_not_read() {
        assertError(hibc("+A1231"), "bad-length");
        assertThat(read(hibc("+A123P1")).di()).isEqualTo("A123P1");
    }

    @Test
    void a_hibc_label_with_a_wrong_check_character_is_not_read() {
        assertError(
                "+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202C",
                "check-digit");
        assertError("+a123bjc5d6e71g", "bad-character");
    }

    @Test
    void ma_fields_come_in_any_order_and_unknown_ones_are_kept() {
        ScannedItem item = read("MA.156.M0.100761.21234561.V20301231.L1.M20260102.Y77.C3");
        assertThat(item.di()).isEqualTo("MA.156.M0.100761.21234561");
        assertThat(item.lot()).isEqualTo("1");
        assertThat(item.productionDate()).hasToString("2026-01-02");
        assertThat(item.expiryDate()).hasToString("2030-12-31");
        assertThat(item.elements()).contains(new Element("Y", "77"), new Element("C", "3"));
        assertThat(read("MA.156.M0.100761.21234561.P220117.V24M").productionDate())
                .hasToString("2022-01-17");
    }

    @ParameterizedTest
    @CsvSource({
        "MA.156.M0.100761, bad-length",
        "MA.1X6.M0.100761.21234561, bad-length",
        "MA.156.M0.100761.21234561., unknown-element",
        "MA.156.M0.100761.21234561.LA.LB, repeated-element",
        "MA.156.M0.100761.21234561.M221317, bad-date",
        "MA.156.M0.100761.21234561.E2213, bad-date"
    })
    void what_breaks_an_ma_rule_is_a_typed_error(String symbol, String code) {
        assertError(symbol, code);
    }

    @Test
    void a_blood_bag_gives_its_container_and_lot() {
        ScannedItem item = read("=)0NPBIABC12&)0000012345");
        assertThat(item.di()).isEqualTo("0NPBIABC12");
        assertThat(item.lot()).isEqualTo("0000012345");
    }

    @Test
    void a_compound_message_is_read_like_its_structures() {
        String structures = "=/A9999XYZ100T0476=,000025=A99971712345600=>019032=}017032";
        ScannedItem plain = read(structures);
        ScannedItem item = read("=+05000" + structures);
        assertThat(item.elements()).isEqualTo(plain.elements());
        assertThat(item.di()).isEqualTo("A9999XYZ100T0476");
        assertThat(item.serial()).isEqualTo("000025");
        assertThat(item.piece()).isEqualTo("A999717123456-000025");
        assertThat(read("=+05037" + structures).expiryDate()).hasToString("2019-02-01");
        assertThat(read("=+02000=/A9999XYZ100T0476&,4" + "X".repeat(40)).elements())
                .contains(new Element("&,4", "X".repeat(40)));
    }

    @Test
    void a_piece_is_its_donation_and_its_division() {
        String bone = "=/A9999XYZ100T0476";
        assertThat(read(bone + "=,000000=A99971712345600").piece())
                .isNotEqualTo(read(bone + "=,000000=A99971712345700").piece());
        assertThat(read(bone + "=<T0476V00=A99971712345600").piece()).isEqualTo("A999717123456-00");
        assertThat(read(bone + "=,000000").piece()).isNull();
        assertThat(read(bone + "=A99971712345600").piece()).isNull();
        assertThat(ItemAssembly.assemble(List.of(bone, "=A99971712345600", "=A99971712345700")))
                .isInstanceOf(Assembled.Contradiction.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'=+03000=/A9999XYZ100T0476=,000025', bad-length",
        "=+0X000=/A9999XYZ100T0476, bad-length",
        "=/A9999XYZ100T0476=+01000, misplaced-element",
        "'=+03034=/A9999XYZ100T0476=A99971712345600=,000025', misplaced-element",
        "=A99971712345600=A99971712345700, repeated-element",
        "=/A9999XYZ, bad-length",
        "=>014400, bad-date",
        "=>01403X, bad-date",
        "=/A9999XYZ100T0944?, unknown-element",
        "=?, unknown-grammar"
    })
    void what_breaks_an_iccbba_rule_is_a_typed_error(String symbol, String code) {
        assertError(symbol, code);
    }

    private static String hibc(String body) {
        return body + Hibc.checkCharacter(body);
    }

    private static void assertError(String symbol, String code) {
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
}
