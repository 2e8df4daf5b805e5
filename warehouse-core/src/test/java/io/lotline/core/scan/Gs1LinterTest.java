package io.lotline.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Gs1LinterTest {

    /// The rows we answer otherwise, on purpose: they come from a build of the reference with a
    /// look-up service of company prefixes that refuses everything or is offline. We ship no list
    /// of allocations, so form alone counts.
    private static final Set<String> DELIBERATE_DIFFERENCES =
            Set.of(
                    "gcppos1 1234567 INVALID_GCP_PREFIX",
                    "gcppos1 1234567 GCP_DATASOURCE_OFFLINE",
                    "gcppos2 I1234567 INVALID_GCP_PREFIX",
                    "gcppos2 I1234567 GCP_DATASOURCE_OFFLINE",
                    "couponcode 012345612345611110123 INVALID_GCP_PREFIX",
                    "couponcode 012345612345611110123 GCP_DATASOURCE_OFFLINE",
                    "couponcode 012345612345611110123101101230123456 INVALID_GCP_PREFIX",
                    "couponcode 012345612345611110123101101230123456 GCP_DATASOURCE_OFFLINE",
                    "couponcode 01234561234561111012321101230123456 INVALID_GCP_PREFIX",
                    "couponcode 01234561234561111012321101230123456 GCP_DATASOURCE_OFFLINE",
                    "couponcode 012345612345611110123611234567 INVALID_GCP_PREFIX",
                    "couponcode 012345612345611110123611234567 GCP_DATASOURCE_OFFLINE");

    private static final Map<String, Character> CHARACTER_SETS =
            Map.of("csetnumeric", 'N', "cset82", 'X', "cset39", 'Y', "cset64", 'Z');

    @Test
    void every_published_vector_is_answered_as_published_but_for_the_named_differences() {
        Set<String> names = linterNames();
        Set<String> differences = new TreeSet<>();
        int rows = 0;
        for (String[] row : TestVectors.rows("linter-vectors.tsv")) {
            if (!names.contains(row[0])) {
                continue;
            }
            rows++;
            String value = row[2];
            String broken =
                    Gs1Linter.valueOf(row[0].toUpperCase(Locale.ROOT))
                            .check(value, 0, value.length());
            if (!Objects.equals(Objects.toString(broken, ""), row[3])) {
                differences.add(row[0] + " " + value + " " + row[3]);
            }
        }
        assertThat(differences).isEqualTo(new TreeSet<>(DELIBERATE_DIFFERENCES));
        assertThat(rows).isGreaterThan(4_400);
    }

    @Test
    void the_character_sets_are_as_published() {
        int rows = 0;
        for (String[] row : TestVectors.rows("linter-vectors.tsv")) {
            Character type = CHARACTER_SETS.get(row[0]);
            if (type == null) {
                continue;
            }
            rows++;
            String value = row[2];
            boolean valid =
                    Gs1Characters.firstOutside(type, value, 0, value.length()) == value.length();
            assertThat(valid).as(String.join(" ", row)).isEqualTo(row[1].equals("valid"));
        }
        assertThat(rows).isGreaterThan(800);
    }

    @Test
    void every_linter_that_the_dictionary_names_has_vectors() {
        assertThat(
                        TestVectors.rows("linter-vectors.tsv").stream()
                                .map(row -> row[0])
                                .collect(Collectors.toSet()))
                .containsAll(linterNames());
        assertThat(Gs1Linter.values())
                .extracting(linter -> linter.name().toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(linterNames());
    }

    @ParameterizedTest
    @CsvSource({
        "gs1-syntax-dictionary.txt,"
                + " 1ea02f4e3b81d3092e095987600e01c7fd55310f4da5181f5a070262ff6ffc94",
        "LICENSE-gs1-syntax-dictionary,"
                + " a6cba85bc92e0cff7a450b1d873c0eaa2e9fc96bf472df0247a26bec77bf3ff9"
    })
    void the_shipped_dictionary_is_the_published_one_with_its_licence(String name, String published)
            throws Exception {
        try (InputStream shipped = Gs1Dictionary.class.getResourceAsStream(name)) {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(Objects.requireNonNull(shipped).readAllBytes());
            assertThat(HexFormat.of().formatHex(hash)).isEqualTo(published);
        }
    }

    private static Set<String> linterNames() {
        return Gs1Dictionary.all().stream()
                .flatMap(identifier -> identifier.components().stream())
                .flatMap(component -> List.of(component.linters()).stream())
                .map(linter -> linter.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
