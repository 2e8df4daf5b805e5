package io.lotline.core.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The text files that are shipped beside the classes.
final class ScanResources {

    private ScanResources() {}

    static List<String> lines(String name) {
        try (InputStream file = ScanResources.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(
                        "The resource " + name + " is not on the class path.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + name + " cannot be read.", e);
        }
    }
}
