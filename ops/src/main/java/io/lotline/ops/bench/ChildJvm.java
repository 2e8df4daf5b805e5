package io.lotline.ops.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process of its own that speaks [LineProtocol]: another node, or a baseline whose libraries
/// would not stand beside ours.
final class ChildJvm implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;
    private long compiledMillis;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /// Starts the command and waits until it is ready.
    static ChildJvm start(String name, List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(Servers.log(name).toFile()).start();
        ChildJvm child = new ChildJvm(name, process);
        child.expect("ready");
        return child;
    }

    /// A main class of our own in a second JVM like this one.
    static ChildJvm ofOurs(String name, Class<?> main, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx2g",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return start(name, command);
    }

    /// One of its workloads, with so many writers.
    Contender workload(String title, String workload, int writers) {
        return new Contender() {
            @Override
            public String name() {
                return title;
            }

            @Override
            public double window(Duration length) throws IOException {
                return ask("%s %d %d".formatted(workload, writers, length.toMillis()));
            }

            @Override
            public long compiledMillis() {
                return compiledMillis;
            }
        };
    }

    private double ask(String question) throws IOException {
        questions.println(question);
        String[] answer = expect("rate ").split(" ", -1);
        compiledMillis = Long.parseLong(answer[1]);
        return Double.parseDouble(answer[0]);
    }

    /// The rest of the next line that begins so.
    String expect(String beginning) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new IllegalStateException(
                "%s ended early; see %s".formatted(name, Servers.log(name)));
    }

    @Override
    public void close() {
        questions.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
