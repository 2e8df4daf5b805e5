package io.lotline.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ItemAssemblyTest {

    private static final String GTIN = "0106901234567892";
    private static final String GS = "\u001d";

    @Test
    void lot_and_expiry_in_a_second_symbol_complete_the_first_in_any_order() {
        String second = "]C11727123110LOT7" + GS;
        ScannedItem item = item(List.of(GTIN, second));

        assertThat(item.di()).isEqualTo("06901234567892");
        assertThat(item.lot()).isEqualTo("LOT7");
        assertThat(item.expiryDate()).hasToString("2027-12-31");
        assertThat(item.symbol()).isEqualTo(GTIN + "\n" + second);
        assertThat(item(List.of(second, GTIN))).isEqualTo(item);
        assertThat(item(List.of(second, GTIN, second))).isEqualTo(item);
    }

    @Test
    void an_ean_number_is_completed_by_an_element_string() {
        assertThat(item(List.of("6901234567892", "10LOT7")).lot()).isEqualTo("LOT7");
    }

    @Test
    void a_lot_of_digits_that_would_pass_for_an_ean_number_stays_a_lot() {
        String lot = "1000000000009";
        assertThat(Gs1ElementString.isTradeItemNumber(lot)).isTrue();
        assertThat(item(List.of(GTIN, lot)).lot()).isEqualTo("00000000009");
    }

    @Test
    void a_hibc_secondary_joins_the_primary_that_its_link_names() {
        ScannedItem item = item(List.of("+$$8053290331260301104+$", "+E260PPAUXEMO19+"));

        assertThat(item.di()).isEqualTo("E260PPAUXEMO19");
        assertThat(item.lot()).isEqualTo("260301104");
        assertThat(item.quantity()).isEqualTo(5);
        assertThat(ItemAssembly.assemble(List.of("+$$8053290331260301104+$", "+A123BJC5D6E71G")))
                .isEqualTo(new Assembled.Contradiction("link", "G", "+"));
    }

    @Test
    void another_symbol_settles_an_ambiguous_one() {
        String ambiguous = GTIN + "10LOT117261231";

        assertThat(item(List.of(ambiguous, "10LOT1")).expiryDate()).hasToString("2026-12-31");
        assertThat(item(List.of("(10)LOT117261231", ambiguous)).expiryDate()).isNull();
        assertThat(ItemAssembly.assemble(List.of(ambiguous)))
                .isInstanceOfSatisfying(
                        Assembled.AmbiguousItem.class,
                        item -> assertThat(item.candidates()).hasSize(2));
        assertThat(ItemAssembly.assemble(List.of(ambiguous, "6901234567892")))
                .isInstanceOf(Assembled.AmbiguousItem.class);
    }

    @Test
    void symbols_that_disagree_are_a_contradiction() {
        assertThat(ItemAssembly.assemble(List.of(GTIN + "10A" + GS, GTIN + "10B" + GS)))
                .isEqualTo(new Assembled.Contradiction("lot", "A", "B"));
        assertThat(ItemAssembly.assemble(List.of(GTIN, "6901234567885")))
                .isInstanceOfSatisfying(
                        Assembled.Contradiction.class,
                        found -> assertThat(found.what()).isEqualTo("di"));
        assertThat(ItemAssembly.assemble(List.of(GTIN, "+A123BJC5D6E71G")))
                .isInstanceOfSatisfying(
                        Assembled.Contradiction.class,
                        found -> assertThat(found.what()).isEqualTo("standard"));
        assertThat(ItemAssembly.assemble(List.of(GTIN + "240A" + GS, "240B" + GS)))
                .isEqualTo(new Assembled.Contradiction("240", "A", "B"));
    }

    @Test
    void a_symbol_that_cannot_be_read_or_lacks_its_item_is_named() {
        assertThat(ItemAssembly.assemble(List.of(GTIN, "HELLO")))
                .isInstanceOfSatisfying(
                        Assembled.UnreadableItem.class,
                        found -> {
                            assertThat(found.symbol()).isEqualTo("HELLO");
                            assertThat(found.code()).isEqualTo("unknown-grammar");
                        });
        assertThat(ItemAssembly.assemble(List.of(GTIN + "2505" + GS)))
                .isInstanceOfSatisfying(
                        Assembled.UnreadableItem.class,
                        found -> assertThat(found.code()).isEqualTo("missing-element"));
        assertThat(ItemAssembly.assemble(List.of())).isInstanceOf(Assembled.UnreadableItem.class);
    }

    @Test
    void one_symbol_alone_says_what_the_reader_says() {
        for (String symbol :
                List.of(
                        GTIN,
                        "9120012345676",
                        "MA.156.M0.100761.21234561",
                        "+$$+52001510X3GB",
                        "https://id.gs1.org/01/06901234567892")) {
            assertThat(item(List.of(symbol)))
                    .isEqualTo(((Reading.Read) ScanReader.read(symbol)).item());
        }
    }

    private static ScannedItem item(List<String> symbols) {
        Assembled assembled = ItemAssembly.assemble(symbols);
        assertThat(assembled).isInstanceOf(Assembled.Item.class);
        return ((Assembled.Item) assembled).item();
    }
}
