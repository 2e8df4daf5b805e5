package io.lotline.core.testing;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A real replica set of three `mongod` on this machine, with nodes that can be killed.
public final class MongoSet implements AutoCloseable {
    private static final int NODES = 3;
    private static final String NAME = "lotline";
    private static final Duration START_DEADLINE = Duration.ofSeconds(60);

    private final Path mongod = Mongod.binary();
    private final Path folder;
    private final int[] ports = new int[NODES];
    private final Process[] processes = new Process[NODES];
    private @Nullable Partition network;

    private MongoSet() {
        try {
            folder = Files.createTempDirectory("lotline-mongo-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /// Starts three nodes and waits for their primary.
    public static MongoSet start() {
        return start(false);
    }

    /// Starts three nodes whose network can be cut.
    public static MongoSet startPartitionable() {
        return start(true);
    }

    private static MongoSet start(boolean partitionable) {
        MongoSet set = new MongoSet();
        try {
            List<ServerSocket> reserved = new ArrayList<>();
            for (int node = 0; node < NODES; node++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                reserved.add(socket);
                set.ports[node] = socket.getLocalPort();
            }
            for (ServerSocket socket : reserved) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (partitionable) {
            set.network = new Partition(set.ports);
        }
        for (int node = 0; node < NODES; node++) {
            set.restart(node);
        }
        set.initiate();
        Poll.until("a primary", START_DEADLINE, () -> set.primary() >= 0);
        return set;
    }

    /// Starts a node again on its port and files.
    public void restart(int node) {
        try {
            Path files = Files.createDirectories(folder.resolve("node" + node));
            processes[node] =
                    new ProcessBuilder(
                                    mongod.toString(),
                                    "--replSet",
                                    NAME,
                                    "--bind_ip",
                                    "127.0.0.1",
                                    "--port",
                                    String.valueOf(ports[node]),
                                    "--dbpath",
                                    files.toString(),
                                    "--nounixsocket",
                                    "--wiredTigerCacheSizeGB",
                                    "0.25",
                                    "--oplogSize",
                                    "128",
                                    "--setParameter",
                                    "diagnosticDataCollectionEnabled=false")
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            new File(folder.toFile(), "node" + node + ".log")))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends a node as `kill -9` does.
    public void kill(int node) {
        try {
            if (!processes[node].destroyForcibly().waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("node " + node + " does not die");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Freezes a node as it is, or lets it go on.
    public void freeze(int node, boolean frozen) {
        Signals.freeze(processes[node], frozen);
    }

    /// Makes the primary hand over.
    public void stepDown() {
        int primary = primary();
        try (MongoClient client = direct(primary)) {
            client.getDatabase("admin")
                    .runCommand(
                            new Document("replSetStepDown", 5)
                                    .append("secondaryCatchUpPeriodSecs", 2));
        }
    }

    /// Leaves a node alone with the clients whose application has this name.
    public void isolate(int node, String client) {
        Objects.requireNonNull(network, "not partitionable").isolate(node, client);
    }

    /// Ends the isolation.
    public void heal() {
        Objects.requireNonNull(network, "not partitionable").heal();
    }

    /// Waits until one node is primary and the others follow it.
    public void awaitWhole() {
        Poll.until("a whole replica set", START_DEADLINE, () -> followers() == NODES - 1);
    }

    private int followers() {
        int primary = primary();
        if (primary < 0) {
            return 0;
        }
        try (MongoClient client = direct(primary)) {
            Document status =
                    client.getDatabase("admin").runCommand(new Document("replSetGetStatus", 1));
            return (int)
                    status.getList("members", Document.class).stream()
                            .filter(member -> "SECONDARY".equals(member.getString("stateStr")))
                            .count();
        } catch (MongoException e) {
            return 0;
        }
    }

    private String address(int node) {
        return "127.0.0.1:" + (network == null ? ports[node] : network.port(node));
    }

    private void initiate() {
        List<Document> members = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            members.add(new Document("_id", node).append("host", address(node)));
        }
        Document config =
                new Document("_id", NAME)
                        .append("members", members)
                        .append(
                                "settings",
                                new Document("electionTimeoutMillis", 2_000)
                                        .append("heartbeatIntervalMillis", 500));
        try (MongoClient client = direct(0)) {
            Poll.until(
                    "the first node answers",
                    START_DEADLINE,
                    () -> {
                        try {
                            client.getDatabase("admin")
                                    .runCommand(new Document("replSetInitiate", config));
                            return true;
                        } catch (MongoException e) {
                            return e.getMessage().contains("already initialized");
                        }
                    });
        }
    }

    /// The node that accepts writes now, or -1.
    public int primary() {
        for (int node = 0; node < NODES; node++) {
            if (processes[node].isAlive()) {
                try (MongoClient client = direct(node)) {
                    Document hello =
                            client.getDatabase("admin").runCommand(new Document("hello", 1));
                    if (Boolean.TRUE.equals(hello.getBoolean("isWritablePrimary"))) {
                        return node;
                    }
                } catch (MongoException e) {
                    // not up: not the primary
                    continue;
                }
            }
        }
        return -1;
    }

    private MongoClient direct(int node) {
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(
                                new ConnectionString(
                                        "mongodb://127.0.0.1:"
                                                + ports[node]
                                                + "/?directConnection=true"
                                                + "&serverSelectionTimeoutMS=2000"
                                                + "&connectTimeoutMS=2000&socketTimeoutMS=5000"))
                        .build());
    }

    public String uri() {
        return "mongodb://"
                + IntStream.range(0, NODES).mapToObj(this::address).collect(Collectors.joining(","))
                + "/?replicaSet="
                + NAME;
    }

    /// Ends all nodes and deletes their files.
    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
        for (Process process : processes) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
        for (int node = 0; node < NODES; node++) {
            if (processes[node] != null) {
                kill(node);
            }
        }
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
