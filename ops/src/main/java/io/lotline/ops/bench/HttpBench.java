package io.lotline.ops.bench;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LotlineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The whole way of a scan: HTTP, key, label, decision with its boundary, durable append, answer.
/// One a request, and many in one.
final class HttpBench {
    private static final String DEVICE = BenchEvents.DEVICE.value();
    private static final int SCANS_PER_NOTICE = 50;
    private static final int BATCH_ITEMS = 64;

    /// What a notice may announce at most.
    private static final int MOST_PIECES = 10_000_000;

    /// The scan by scan receipt of one notice: how many serial numbers, and how many are compared.
    private static final int SERIALS = 10_000;

    private static final int COMPARED = 1_000;

    private HttpBench() {}

    static void scans(Figures figures, Bench.Writers clients) throws Exception {
        figures.heading(
                "POST /v1/scans: a box received, a new scan each time",
                """
                http/scan/CLIENTS/STORE   scans answered a second, each client on a connection of its own that it keeps
                http/empty/CLIENTS/STORE  the same clients with a request that does nothing: what HTTP itself costs
                                          here, client and key included, and so what no scan can exceed
                append/CLIENTS/STORE      plain appends to a log on the same store by as many writers, in turn with it
                Clients, server, views and store share this machine.""");
        for (Store store : Store.values()) {
            try (BenchServer server = BenchServer.start(store);
                    PlainLog plain = PlainLog.on(store)) {
                for (int count : clients.of(16, 64)) {
                    Contender appends =
                            Appends.to(
                                    plain.log(),
                                    "append/%d/%s".formatted(count, store),
                                    "h" + count,
                                    count);
                    Contender empty =
                            empty("http/empty/%d/%s".formatted(count, store), server, count);
                    Contender scans =
                            scans("http/scan/%d/%s".formatted(count, store), server, count);
                    Rate.Rates rates = Rate.race(Rate.Pace.DEFAULT, appends, empty, scans);
                    figures.add(
                            scans.name(),
                            rates.of(scans),
                            "scans/s",
                            appends.name(),
                            rates.of(appends));
                    figures.add(
                            empty.name(),
                            rates.of(empty),
                            "requests/s",
                            appends.name(),
                            rates.of(appends));
                }
            }
        }
    }

    static void batch(Figures figures) throws Exception {
        figures.heading(
                "POST /v1/scans/batch: boxes received, all in one request",
                """
                http/batch/STORE   lines answered a second, one client that sends without end and reads as it is answered;
                                   the lines are of 64 notices in turn, each of which has received more from window to window
                command/64/STORE   whole commands of 64 callers on the same store, in turn with it""");
        for (Store store : Store.values()) {
            try (BenchServer server = BenchServer.start(store);
                    PlainLog plain = PlainLog.on(store);
                    BenchDesk desk = new BenchDesk(plain.log())) {
                Contender commands =
                        new Commands(
                                "command/%d/%s".formatted(BATCH_ITEMS, store),
                                plain.log(),
                                desk,
                                BATCH_ITEMS,
                                true);
                Contender batch = batch("http/batch/%s".formatted(store), server);
                Rate.Rates rates = Rate.race(Rate.Pace.DEFAULT, commands, batch);
                figures.add(
                        batch.name(),
                        rates.of(batch),
                        "lines/s",
                        commands.name(),
                        rates.of(commands));
            }
        }
    }

    static void serials(Figures figures) throws Exception {
        figures.heading(
                "POST /v1/scans: 10,000 serial numbers of one notice, one after the other",
                """
                http/serials/STORE   milliseconds a scan, p50 of the last thousand against the first thousand, after
                                     another notice of as many has woken the compiler""");
        for (Store store : Store.values()) {
            try (BenchServer server = BenchServer.start(store);
                    HttpConnection connection = server.connect()) {
                receiveSerials(server, connection, "warm");
                double[] millis = receiveSerials(server, connection, "cool");
                figures.add(
                        "http/serials/%s".formatted(store),
                        Rate.median(Arrays.copyOfRange(millis, SERIALS - COMPARED, SERIALS)),
                        "ms",
                        "the first thousand",
                        Rate.median(Arrays.copyOfRange(millis, 0, COMPARED)));
            }
        }
    }

    /// Milliseconds of each scan.
    private static double[] receiveSerials(
            BenchServer server, HttpConnection connection, String notice) throws IOException {
        server.defineDock("DOCK-S");
        server.fileNotice(connection, notice, BenchServer.SERIALLED, SERIALS);
        double[] millis = new double[SERIALS];
        for (int i = 0; i < SERIALS; i++) {
            byte[] scan =
                    server.scanOfSerial(
                            "sn-%s-%d".formatted(notice, i), notice, "%s%05d".formatted(notice, i));
            long started = System.nanoTime();
            connection.post("/v1/scans", scan);
            millis[i] = (System.nanoTime() - started) / 1e6;
        }
        return millis;
    }

    /// Each client asks for the log's head, which the server has in memory.
    private static Contender empty(String name, BenchServer server, int clients) {
        Connections connections = new Connections(server, clients);
        return ClosedLoop.of(
                name,
                clients,
                client -> {
                    connections.of(client).get("/v1/log/head");
                    return 1;
                });
    }

    /// The clients' connections, each made when its client needs it: a server closes those that are
    /// silent while another contender warms up.
    private static final class Connections {
        private static final long GOOD_NANOS = Duration.ofSeconds(20).toNanos();

        private final BenchServer server;
        private final @Nullable HttpConnection[] kept;
        private final long[] usedAt;

        Connections(BenchServer server, int clients) {
            this.server = server;
            this.kept = new HttpConnection[clients];
            this.usedAt = new long[clients];
        }

        HttpConnection of(int client) throws IOException {
            long now = System.nanoTime();
            HttpConnection connection = kept[client];
            if (connection == null || now - usedAt[client] > GOOD_NANOS) {
                if (connection != null) {
                    connection.close();
                }
                connection = server.connect();
                kept[client] = connection;
            }
            usedAt[client] = now;
            return connection;
        }
    }

    /// Each client receives at a dock of its own, fifty boxes a notice.
    private static Contender scans(String name, BenchServer server, int clients) throws Exception {
        AtomicLong sequence = new AtomicLong();
        long[] scans = new long[clients];
        String[] notices = new String[clients];
        Connections connections = new Connections(server, clients);
        for (int i = 0; i < clients; i++) {
            server.defineDock("DOCK-" + i);
        }
        return ClosedLoop.of(
                name,
                clients,
                client -> {
                    HttpConnection connection = connections.of(client);
                    if (scans[client]++ % SCANS_PER_NOTICE == 0) {
                        notices[client] =
                                "ASN-%d-%d".formatted(clients, sequence.incrementAndGet());
                        server.fileNotice(connection, notices[client], DEVICE, SCANS_PER_NOTICE);
                    }
                    connection.post(
                            "/v1/scans",
                            server.scan(
                                    "s-" + clients + "-" + sequence.incrementAndGet(),
                                    notices[client],
                                    "DOCK-" + client,
                                    "LOT" + client));
                    return 1;
                });
    }

    /// One request a window, which lasts as long as the window does.
    private static Contender batch(String name, BenchServer server) throws Exception {
        String[] notices = new String[BATCH_ITEMS];
        try (HttpConnection connection = server.connect()) {
            for (int i = 0; i < BATCH_ITEMS; i++) {
                server.defineDock("DOCK-" + i);
                notices[i] = "BATCH-" + i;
                server.fileNotice(connection, notices[i], DEVICE, MOST_PIECES);
            }
        }
        return new BatchLoop(name, server, notices);
    }

    /// What the plain appends and commands are measured on: a log of its own on the same store,
    /// that no view follows.
    private record PlainLog(LotlineStore store, AutoCloseable closing) implements AutoCloseable {
        static PlainLog on(Store store) throws IOException {
            return switch (store) {
                case REPLICA_SET -> {
                    BenchLog log = BenchLog.on(Servers.replicaSet());
                    yield new PlainLog(log.store(), log);
                }
                case EMBEDDED -> {
                    Path data = Files.createTempDirectory("lotline-bench");
                    LotlineStore embedded = EmbeddedBench.open(data);
                    yield new PlainLog(
                            embedded,
                            () -> {
                                embedded.close();
                                Folders.delete(data);
                            });
                }
            };
        }

        EventLog log() {
            return store.log();
        }

        @Override
        public void close() throws Exception {
            closing.close();
        }
    }

    /// Sends lines without end on one request and counts the answers.
    private record BatchLoop(String name, BenchServer server, String[] notices, AtomicLong sent)
            implements Contender {
        private static final Duration RAMP = Duration.ofMillis(250);

        BatchLoop(String name, BenchServer server, String[] notices) {
            this(name, server, notices, new AtomicLong());
        }

        @Override
        public double window(Duration length) throws Exception {
            try (BatchRequest request = BatchRequest.open(server.port(), this::line)) {
                Thread.sleep(RAMP);
                long before = request.answered();
                long started = System.nanoTime();
                Thread.sleep(length);
                return (request.answered() - before) * 1e9 / (System.nanoTime() - started);
            }
        }

        private byte[] line() {
            long number = sent.incrementAndGet();
            int item = (int) (number % notices.length);
            return server.scan("b-" + number, notices[item], "DOCK-" + item, "LOT" + item);
        }
    }
}
