package io.lotline.ops.testing;

import io.lotline.api.LotlineApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// The server in a process of its own, which can be killed.
public record ServerProcess(Process process, String url, Path data) implements AutoCloseable {
    public static final String ADMIN_KEY = "lk_of_a_server_process";
    private static final Duration DEADLINE = Duration.ofSeconds(120);

    /// @param mongodbUri empty for the embedded store
    /// @param options    more options for its JVM
    public static ServerProcess start(
            Path data, String mongodbUri, String database, String... options) throws IOException {
        Files.writeString(data.resolve("admin.key"), ADMIN_KEY);
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        LotlineApplication.class.getName(),
                        "--lotline.mongodb-database=" + database));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LOTLINE_PORT", Integer.toString(port));
        builder.environment().put("LOTLINE_DATA", data.toString());
        builder.environment().put("LOTLINE_ADMIN_KEY", ADMIN_KEY);
        builder.environment().put("MONGODB_URI", mongodbUri);
        File log = data.resolve("server.log").toFile();
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        ServerProcess server = new ServerProcess(builder.start(), "http://127.0.0.1:" + port, data);
        server.await("no start, see " + log, () -> server.position() >= 0);
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public void awaitPosition(long position) {
        await("position " + position + " was not reached", () -> position() >= position);
    }

    /// A client with the administrator's key.
    public ServerClient client() {
        return new ServerClient(url, ADMIN_KEY);
    }

    /// kill -9
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// All stock, without what differs between two days of the same plan.
    public String stock() {
        List<String> rows = new ArrayList<>();
        for (JsonNode item : client().list("/v1/stock?limit=1000")) {
            rows.add(item.toString());
        }
        return String.join("\n", rows.stream().sorted().toList());
    }

    private long position() {
        try {
            return client().get("/v1/log/head").json().path("position").asLong(-1);
        } catch (UncheckedIOException notYet) {
            return -1;
        }
    }

    private void await(String failure, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError(failure);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
