package io.lotline.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
        for (String[] row : SharedFiles.rows("gs1/linter-vectors.tsv")) {
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
        for (String[] row : SharedFiles.rows("gs1/linter-vectors.tsv")) {
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
                        SharedFiles.rows("gs1/linter-vectors.tsv").stream()
                                .map(row -> row[0])
                                .collect(Collectors.toSet()))
                .containsAll(linterNames());
        assertThat(Gs1Linter.values())
                .extracting(linter -> linter.name().toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(linterNames());
    }

    @Test
    void the_shipped_dictionary_is_the_published_one_with_its_licence() throws IOException {
        for (String name : List.of("gs1-syntax-dictionary.txt", "LICENSE-gs1-syntax-dictionary")) {
            try (var shipped = Gs1Dictionary.class.getResourceAsStream(name)) {
                assertThat(Objects.requireNonNull(shipped).readAllBytes())
                        .isEqualTo(Files.readAllBytes(SharedFiles.path("gs1/" + name)));
            }
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
