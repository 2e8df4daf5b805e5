package io.lotline.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ScanFuzzTest {

    private static final String GS = "\u001d";
    private static final List<String> VALID =
            List.of(
                    "0106901234567892111412311715070710A213B1" + GS + "211234",
                    "]d20106901234567892111412311715070710A213B1" + GS + "211234",
                    "(01)06901234567892(11)141231(17)150707(10)A213B1(21)1234",
                    "https://id.gs1.org/01/06901234567892/10/A213B1/21/1234?11=141231&17=150707",
                    "010690123456789210LOT117261231",
                    "]C100369012345000000012020690123456789237120",
                    "+E203PB414109/$$8243280112R00089525J",
                    "+E308T800206X0/$230513/14D20260413C",
                    "+$$8053290331260301104+$",
                    "MA.156.M0.100761.21234561.Sx00008.M220117.L20220117.D20220118.E220130.V220117.C3",
                    "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123",
                    "]E06901234567892");

    @Property(tries = 3_000)
    void no_string_crashes_the_reader(@ForAll String symbol) {
        check(symbol);
    }

    @Property(tries = 3_000)
    void no_string_of_label_characters_crashes_the_reader(@ForAll("labelLike") String symbol) {
        check(symbol);
    }

    @Property(tries = 5_000)
    void no_damaged_label_crashes_the_reader(@ForAll("damaged") String symbol) {
        check(symbol);
    }

    @Property(tries = 500)
    void no_set_of_symbols_crashes_the_assembly(@ForAll("symbolSets") List<String> symbols) {
        assertThat(ItemAssembly.assemble(symbols)).isNotNull();
    }

    /// The strings with the most splits that the grammar has: each must be answered within its
    /// bound.
    @Test
    void no_string_stalls_the_reader() {
        List<String> worst =
                List.of(
                        "9".repeat(4_096),
                        "91".repeat(2_048),
                        "10".repeat(2_048),
                        "8110".repeat(1_024),
                        "0106901234567892" + "9".repeat(4_080),
                        "0106901234567892" + "21".repeat(2_040),
                        "0106901234567892" + "10A".repeat(1_360),
                        "0106901234567892" + "90919293949596979899".repeat(204),
                        "(01)".repeat(1_024),
                        "(91)(".repeat(800),
                        "https://x/" + "01/".repeat(1_300),
                        "https://x/01/06901234567892?" + "91=A&".repeat(800),
                        "https://x/01/06901234567892/10/" + "%41".repeat(1_300),
                        "+" + "/".repeat(4_094),
                        "MA." + ".".repeat(4_000),
                        "=A99971312345600".repeat(256),
                        GS.repeat(4_096));
        for (String symbol : worst) {
            assertThat(symbol.length()).isLessThanOrEqualTo(ScanReader.MAX_LENGTH);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> check(symbol), () -> symbol.substring(0, 20));
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> ItemAssembly.assemble(List.of(symbol, "0106901234567892")),
                    () -> symbol.substring(0, 20));
        }
        assertThat(ScanReader.read("1".repeat(1_000_000)))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        error -> assertThat(error.code()).isEqualTo("too-long"));
    }

    @Property(tries = 2_000)
    void what_an_encoder_writes_is_read_back(@ForAll("items") Item item, @ForAll Random random) {
        for (String symbol : item.symbols(random)) {
            Reading reading = ScanReader.read(symbol);
            assertThat(reading).as(symbol).isInstanceOf(Reading.Read.class);
            ScannedItem read = ((Reading.Read) reading).item();
            assertThat(read.di()).isEqualTo(item.gtin);
            assertThat(read.lot()).isEqualTo(item.lot);
            assertThat(read.serial()).isEqualTo(item.serial);
            assertThat(read.expiryDate()).hasToString("20" + item.date("-"));
            assertThat(read.symbol()).isEqualTo(symbol);
        }
    }

    @Property(tries = 500)
    void an_item_in_several_symbols_is_the_same_in_any_order(
            @ForAll("items") Item item, @ForAll Random random) {
        List<String> symbols =
                new ArrayList<>(
                        List.of(
                                "01" + item.gtin,
                                "17" + item.date("") + "10" + item.lot + GS,
                                "21" + item.serial + GS));
        Assembled first = ItemAssembly.assemble(symbols);
        Collections.shuffle(symbols, random);

        assertThat(ItemAssembly.assemble(symbols)).isEqualTo(first);
        assertThat(first).isInstanceOf(Assembled.Item.class);
        ScannedItem assembled = ((Assembled.Item) first).item();
        assertThat(assembled.di()).isEqualTo(item.gtin);
        assertThat(assembled.lot()).isEqualTo(item.lot);
        assertThat(assembled.serial()).isEqualTo(item.serial);
    }

    /// A generated item and the ways to write it.
    record Item(String gtin, String lot, String serial, int year, int month, int day) {

        String date(String between) {
            return String.format("%02d%s%02d%s%02d", year, between, month, between, day);
        }

        List<String> symbols(Random random) {
            String fixed =
                    random.nextBoolean()
                            ? "01" + gtin + "17" + date("")
                            : "17" + date("") + "01" + gtin;
            String encodedLot = encode(lot);
            return List.of(
                    fixed + "10" + lot + GS + "21" + serial,
                    "]d2" + fixed + "21" + serial + GS + "10" + lot + GS,
                    "]C1" + fixed + GS + "10" + lot + GS + "21" + serial,
                    "(01)"
                            + gtin
                            + "(17)"
                            + date("")
                            + "(10)"
                            + lot.replace("(", "\\(")
                            + "(21)"
                            + serial.replace("(", "\\("),
                    "https://example.com/x/01/"
                            + gtin
                            + "/10/"
                            + encodedLot
                            + "/21/"
                            + encode(serial)
                            + "?17="
                            + date(""));
        }

        private static String encode(String value) {
            StringBuilder encoded = new StringBuilder();
            for (char c : value.toCharArray()) {
                encoded.append(
                        Character.isLetterOrDigit(c) ? "" + c : String.format("%%%02X", (int) c));
            }
            return encoded.toString();
        }
    }

    @Provide
    Arbitrary<Item> items() {
        Arbitrary<String> gtin =
                Arbitraries.strings().numeric().ofLength(13).map(ScanFuzzTest::withCheckDigit);
        Arbitrary<String> text =
                Arbitraries.strings()
                        .withChars(
                                "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
                        .ofMinLength(1)
                        .ofMaxLength(20);
        return Combinators.combine(
                        gtin,
                        text,
                        text,
                        Arbitraries.integers().between(0, 76),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 28))
                .as(Item::new);
    }

    @Provide
    Arbitrary<String> labelLike() {
        return Combinators.combine(
                        Arbitraries.of(
                                "",
                                "]d2",
                                "]C1",
                                "]E0",
                                "(",
                                "+",
                                "MA.",
                                "=",
                                "https://a/01/",
                                "0106901234567892"),
                        Arbitraries.strings()
                                .withChars("0123456789ABC()/.$+=&,-%#?" + GS)
                                .ofMaxLength(80))
                .as(String::concat);
    }

    @Provide
    Arbitrary<String> damaged() {
        return Combinators.combine(
                        Arbitraries.of(VALID),
                        Arbitraries.integers().between(0, 90),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.chars().all(),
                        Arbitraries.of(VALID))
                .as(
                        (label, place, kind, character, other) -> {
                            int at = Math.min(place, label.length() - 1);
                            return switch (kind) {
                                case 0 -> label.substring(0, at) + label.substring(at + 1);
                                case 1 -> label.substring(0, at) + character + label.substring(at);
                                case 2 ->
                                        label.substring(0, at)
                                                + character
                                                + label.substring(at + 1);
                                case 3 -> label.substring(0, at);
                                default -> label.substring(0, at) + other;
                            };
                        });
    }

    @Provide
    Arbitrary<List<String>> symbolSets() {
        return Arbitraries.oneOf(Arbitraries.of(VALID), damaged(), labelLike()).list().ofMaxSize(5);
    }

    private static void check(String symbol) {
        switch (ScanReader.read(symbol)) {
            case Reading.Read(ScannedItem item) -> assertThat(item.symbol()).isEqualTo(symbol);
            case Reading.Ambiguous(List<ScannedItem> candidates) ->
                    assertThat(Set.copyOf(candidates))
                            .hasSizeGreaterThan(1)
                            .hasSameSizeAs(candidates);
            case Reading.Unreadable(String code, String problem) -> {
                assertThat(code).matches("[a-z]+(-[a-z]+)*");
                assertThat(problem).isNotBlank().hasSizeLessThan(600);
            }
        }
    }

    private static String withCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * ((digits.length() - i) % 2 == 1 ? 3 : 1);
        }
        return digits + (10 - sum % 10) % 10;
    }
}
