package io.lotline.ops.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The servers that benchmarks need, each started when it is first asked for. `ops/bench`, which
/// says where, stops them at the end.
final class Servers {
    private static final Map<String, String> STARTED = new ConcurrentHashMap<>();

    private Servers() {}

    /// What a benchmark needs is not to be had on this machine.
    static final class Missing extends RuntimeException {
        Missing(String message) {
            super(message);
        }
    }

    /// Three nodes, acknowledged by their majority.
    static String replicaSet() {
        return STARTED.computeIfAbsent(
                "mongo", name -> start("mongo/replica-set", "start", "--dir", inWork("mongo")));
    }

    /// One node, whose majority is its own journal.
    static String oneNode() {
        return STARTED.computeIfAbsent(
                "mongo-1",
                name ->
                        start(
                                "mongo/replica-set",
                                "start",
                                "--nodes",
                                "1",
                                "--dir",
                                inWork("mongo-1")));
    }

    /// A PostgreSQL, by its JDBC URL.
    static String postgres() {
        return STARTED.computeIfAbsent(
                "postgres",
                name -> start("bench.d/postgres", "start", environment("LOTLINE_BENCH_POSTGRES")));
    }

    /// A baseline of `ops/bench.d`, built when it is first needed.
    static ChildJvm rival(String name, String main, String... arguments) throws IOException {
        Progress.say("starting %s (its first start fetches and compiles it)", name);
        List<String> command = new ArrayList<>(List.of(script("bench.d/rival"), name, main));
        command.addAll(List.of(arguments));
        return ChildJvm.start(name, command);
    }

    /// Where children leave what they say beside their answers.
    static Path log(String name) {
        return Path.of(inWork(name + ".log"));
    }

    private static String start(String script, String... arguments) {
        Progress.say("starting %s", script);
        List<String> command = new ArrayList<>(List.of(script(script)));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            List<String> said = process.inputReader(StandardCharsets.UTF_8).readAllLines();
            if (process.waitFor() != 0 || said.isEmpty()) {
                throw new Missing(script + " gave nothing; the line above says why");
            }
            return said.getLast();
        } catch (IOException e) {
            throw new Missing(script + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Missing(script + ": interrupted");
        }
    }

    private static String script(String name) {
        return environment("LOTLINE_ROOT") + "/ops/" + name;
    }

    private static String inWork(String name) {
        return environment("LOTLINE_BENCH_WORK") + "/" + name;
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name + " is not set; use ops/bench");
    }
}
