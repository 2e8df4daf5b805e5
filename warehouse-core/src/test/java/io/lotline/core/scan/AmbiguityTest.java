package io.lotline.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// The readings of labels without separators, against an oracle that knows nothing of the search:
/// it cuts the string in every possible way and asks of each cut whether it would be read if it
/// were written with separators.
class AmbiguityTest {

    private static final String GS = "\u001d";

    @Property(tries = 1_500)
    void a_label_without_separators_has_exactly_the_readings_of_the_oracle(
            @ForAll("unseparated") String symbol) {
        assertSameAsOracle(symbol);
    }

    @Test
    void known_traps_have_exactly_the_readings_of_the_oracle() {
        for (String symbol :
                List.of(
                        "010690123456789210LOT117261231",
                        "0106901234567892111412311715070710A213B1",
                        "010690123456789210ABC2112345",
                        "010690123456789210A10A",
                        "0106901234567892211723010110A9121",
                        "0106901234567892305210A",
                        "010690123456789242215610A",
                        "00369012345000000012020690123456789237123710")) {
            assertSameAsOracle(symbol);
        }
    }

    private static void assertSameAsOracle(String symbol) {
        Set<List<Element>> expected = new HashSet<>();
        split(symbol, 0, new ArrayList<>(), expected);
        Set<List<Element>> found = new HashSet<>();
        switch (ScanReader.read(symbol)) {
            case Reading.Read(ScannedItem item) -> found.add(item.elements());
            case Reading.Ambiguous(List<ScannedItem> candidates) -> {
                candidates.forEach(item -> found.add(item.elements()));
                assertThat(found).hasSameSizeAs(candidates);
            }
            case Reading.Unreadable _ -> {}
        }
        assertThat(found).as(symbol).isEqualTo(expected);
    }

    private static void split(
            String symbol, int at, List<Element> path, Set<List<Element>> readings) {
        if (at == symbol.length()) {
            StringBuilder written = new StringBuilder(GS);
            path.forEach(
                    element -> written.append(element.id()).append(element.value()).append(GS));
            if (!path.isEmpty() && ScanReader.read(written.toString()) instanceof Reading.Read) {
                readings.add(List.copyOf(path));
            }
            return;
        }
        for (int length = 2; length <= 4 && at + length < symbol.length(); length++) {
            ApplicationIdentifier identifier =
                    Gs1Dictionary.named(symbol.substring(at, at + length));
            if (identifier == null) {
                continue;
            }
            for (int to = at + length + 1; to <= symbol.length(); to++) {
                String value = symbol.substring(at + length, to);
                if (identifier.accepts(value, 0, value.length())) {
                    path.add(new Element(identifier.ai(), value));
                    split(symbol, to, path, readings);
                    path.removeLast();
                }
            }
        }
    }

    @Provide
    Arbitrary<String> unseparated() {
        Arbitrary<String> piece =
                Arbitraries.oneOf(
                        Arbitraries.of(
                                "10",
                                "21",
                                "17261231",
                                "11250101",
                                "30",
                                "37",
                                "240",
                                "91",
                                "422156",
                                "7003",
                                "20"),
                        Arbitraries.strings().withChars("0129AB").ofMinLength(1).ofMaxLength(4));
        return Combinators.combine(
                        Arbitraries.of(
                                "0106901234567892", "0106901234567892", "00369012345000000012", ""),
                        Arbitraries.of("10", "21", "30", "240", "1726123110"),
                        piece.list()
                                .ofMinSize(1)
                                .ofMaxSize(4)
                                .map(pieces -> String.join("", pieces)))
                .as((key, open, rest) -> key + open + rest)
                .filter(symbol -> !Gs1ElementString.isTradeItemNumber(symbol));
    }
}
