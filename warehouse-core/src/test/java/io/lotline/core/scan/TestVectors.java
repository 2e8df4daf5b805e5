package io.lotline.core.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The tables of vectors among the tests' resources; their `README.md` says where each is from.
final class TestVectors {

    private TestVectors() {}

    /// The rows of a tab-separated file with its header; only `\n` ends a row.
    static List<String[]> rows(String name) {
        try (InputStream in =
                Objects.requireNonNull(TestVectors.class.getResourceAsStream(name), name)) {
            return Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.startsWith("#") || line.indexOf('\t') > 0)
                    .map(line -> line.replaceFirst("^# ", "").split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
