package io.lotline.core.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The reference files beside the project: published vectors and standards' tables.
final class SharedFiles {

    private SharedFiles() {}

    static Path path(String name) {
        String root = System.getProperty("lotline.root");
        if (root == null) {
            throw new IllegalStateException(
                    "The system property lotline.root must name the project's root folder.");
        }
        return Path.of(root).resolve("../shared/data").resolve(name).normalize();
    }

    /// The rows of a tab-separated file with its header; only `\n` ends a row.
    static List<String[]> rows(String name) {
        try {
            return List.of(
                            new String(Files.readAllBytes(path(name)), StandardCharsets.UTF_8)
                                    .split("\n"))
                    .stream()
                    .filter(line -> !line.startsWith("#") || line.indexOf('\t') > 0)
                    .map(line -> line.replaceFirst("^# ", "").split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
