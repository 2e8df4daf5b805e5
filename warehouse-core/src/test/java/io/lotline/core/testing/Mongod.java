package io.lotline.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Finds the real `mongod` of the tests, and fetches one where there is none.
final class Mongod {
    private Mongod() {}

    /// A missing mongod is a failure, never a skipped test.
    static Path binary() {
        return named(System.getProperty("lotline.mongod"))
                .or(() -> named(System.getenv("MONGOD")))
                .or(Mongod::onPath)
                .or(Mongod::cached)
                .orElseGet(Mongod::install);
    }

    private static Optional<Path> named(String path) {
        return Optional.ofNullable(path)
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable);
    }

    private static Optional<Path> onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "mongod"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> cached() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder =
                (cache == null || cache.isBlank()
                                ? Path.of(System.getProperty("user.home"), ".cache")
                                : Path.of(cache))
                        .resolve("lotline");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files =
                Files.find(
                        folder,
                        4,
                        (file, attributes) ->
                                attributes.isRegularFile()
                                        && file.getFileName().toString().equals("mongod"))) {
            return files.filter(Files::isExecutable).sorted().findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `ops/mongo/install` prints the path of the binary on its last line.
    private static Path install() {
        Path script = root().resolve("ops/mongo/install");
        try {
            Process process =
                    new ProcessBuilder(script.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String output = new String(process.getInputStream().readAllBytes()).strip();
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(script + " failed: " + output);
            }
            return Path.of(output.substring(output.lastIndexOf('\n') + 1));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "No mongod: not in -Dlotline.mongod, MONGOD, PATH or the cache, and "
                            + script
                            + " cannot be run.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while installing mongod", e);
        }
    }

    private static Path root() {
        String root = System.getProperty("lotline.root");
        return Path.of(root == null || root.isBlank() ? ".." : root);
    }
}
