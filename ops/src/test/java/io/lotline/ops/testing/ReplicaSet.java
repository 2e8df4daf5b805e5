package io.lotline.ops.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The replica set of the tests: the one that `ops/test` started, or one that
//// `ops/mongo/replica-set` starts here.
public final class ReplicaSet {
    private static final String NAMED = "LOTLINE_TEST_MONGODB_URI";

    private ReplicaSet() {}

    public static String uri(Path scratch) throws IOException, InterruptedException {
        String named = System.getenv(NAMED);
        if (named != null && !named.isBlank()) {
            return named;
        }
        String directory = scratch.resolve("mongo").toString();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> control("stop", directory)));
        return control("start", directory);
    }

    private static String control(String action, String directory) {
        Path command =
                Path.of(System.getProperty("lotline.root", ".."), "ops", "mongo", "replica-set");
        try {
            Process process =
                    new ProcessBuilder(
                                    command.toAbsolutePath().toString(), action, "--dir", directory)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " " + action + " failed");
            }
            return output.substring(output.lastIndexOf('\n') + 1);
        } catch (IOException unavailable) {
            throw new java.io.UncheckedIOException(unavailable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
