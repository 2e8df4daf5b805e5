package io.lotline.ops.testing;

import io.lotline.api.LotlineApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server that must not start, in a process of its own.
///
/// @param said everything that it printed
public record FailedStart(int exitCode, List<String> said) {
    private static final int SECONDS = 120;

    /// @param environment as `ops/run` would set it
    public static FailedStart of(Path scratch, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(scratch, "start", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LotlineApplication.class.getName());
        builder.environment().remove("MONGODB_URI");
        builder.environment().put("LOTLINE_PORT", "0");
        builder.environment().put("LOTLINE_DATA", scratch.resolve("data").toString());
        builder.environment().put("LOTLINE_ADMIN_KEY", "lk_never_used_by_anybody");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + Files.readString(log));
            }
            return new FailedStart(
                    process.exitValue(), Files.readAllLines(log, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
