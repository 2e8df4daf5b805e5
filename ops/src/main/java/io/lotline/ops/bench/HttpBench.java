package io.lotline.ops.bench;

import io.lotline.api.LotlineApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole way of a scan: HTTP, key, label, decision with its boundary, durable append, answer.
final class HttpBench {
    private static final String KEY = "lk_bench_0123456789abcdef0123456789abcdef";
    private static final String DEVICE = BenchEvents.DEVICE.value();
    private static final int SCANS_PER_NOTICE = 50;

    private HttpBench() {}

    static void run(Figures figures, Bench.Writers clients) throws Exception {
        figures.heading(
                "POST /v1/scans: a box received, a new scan each time",
                """
                http/CLIENTS/STORE: scans answered a second. Clients, server, views and store share this machine.
                append/CLIENTS: plain appends of the event log on three nodes by as many writers, in turn with it""");
        int[] counts = clients.of(16, 64);
        measure(figures, "replica-set", Servers.replicaSet(), counts);
        measure(figures, "embedded", "", counts);
    }

    private static void measure(Figures figures, String store, String uri, int[] counts)
            throws Exception {
        String database = BenchLog.newDatabase();
        Path data = Files.createTempDirectory("lotline-bench");
        Progress.say("starting the application on the %s", store);
        // only warnings, on standard error: the table is what is printed
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try (BenchLog log = BenchLog.on(Servers.replicaSet());
                ConfigurableApplicationContext application =
                        new SpringApplicationBuilder(LotlineApplication.class)
                                .run(
                                        "--server.port=0",
                                        "--server.address=127.0.0.1",
                                        "--lotline.data=" + data,
                                        "--lotline.admin-key=" + KEY,
                                        "--spring.main.banner-mode=off",
                                        "--lotline.mongodb-uri=" + within(uri, database));
                HttpClient http = HttpClient.newHttpClient()) {
            String port = application.getEnvironment().getProperty("local.server.port");
            Caller caller = new Caller(http, "http://127.0.0.1:" + port);
            caller.put(
                    "/v1/enterprises/kangda",
                    "{\"name\":\"康达\",\"roles\":[\"DEPOSITOR\"],\"licences\":[]}");
            caller.put(
                    "/v1/enterprises/maker",
                    "{\"name\":\"华器\",\"roles\":[\"SUPPLIER\"],\"licences\":[]}");
            caller.put(
                    "/v1/devices/" + DEVICE,
                    "{\"name\":\"导管\",\"riskClass\":\"II\",\"implantable\":false,\"packages\":[],"
                            + "\"identifiers\":{\"lot\":true,\"serial\":false,\"productionDate\":false,\"expiryDate\":true}}");
            for (int count : counts) {
                Contender appends =
                        Appends.to(log.log(), "append/%d".formatted(count), "h" + count, count);
                Contender scans = scans("http/%d/%s".formatted(count, store), caller, count);
                Rate.Rates rates = Rate.race(Rate.Pace.DEFAULT, appends, scans);
                figures.add(
                        scans.name(),
                        rates.of(scans),
                        "scans/s",
                        appends.name(),
                        rates.of(appends));
            }
        } finally {
            BenchLog.drop(Servers.replicaSet(), database);
            Folders.delete(data);
        }
    }

    /// The connection string with this database in it; nothing stays nothing.
    private static String within(String uri, String database) {
        return uri.replaceFirst("^(mongodb://[^/]+)/[^?]*", "$1/" + database);
    }

    /// Each client receives at a dock of its own, fifty boxes a notice.
    private static Contender scans(String name, Caller caller, int clients) throws Exception {
        AtomicLong sequence = new AtomicLong();
        long[] scans = new long[clients];
        String[] notices = new String[clients];
        for (int i = 0; i < clients; i++) {
            caller.put("/v1/warehouses/W1/locations/DOCK-" + i, "{\"zone\":\"QUARANTINE\"}");
        }
        return ClosedLoop.of(
                name,
                clients,
                client -> {
                    if (scans[client]++ % SCANS_PER_NOTICE == 0) {
                        notices[client] =
                                "ASN-%d-%d".formatted(clients, sequence.incrementAndGet());
                        caller.put(
                                "/v1/inbound-notices/" + notices[client],
                                "{\"owner\":\"kangda\",\"supplier\":\"maker\",\"warehouse\":\"W1\",\"lines\":[{\"di\":\"%s\",\"quantity\":%d}]}"
                                        .formatted(DEVICE, SCANS_PER_NOTICE));
                    }
                    caller.post(
                            "/v1/scans",
                            "{\"scanId\":\"s-%d-%d\",\"task\":\"receive\",\"reference\":\"%s\",\"warehouse\":\"W1\",\"location\":\"DOCK-%d\",\"symbols\":[\"]d201%s1729123110LOT%d\\u001d\"],\"quantity\":1,\"scannedAt\":\"2026-01-05T08:00:00+08:00\"}"
                                    .formatted(
                                            clients,
                                            sequence.incrementAndGet(),
                                            notices[client],
                                            client,
                                            DEVICE,
                                            client));
                    return 1;
                });
    }

    private record Caller(HttpClient http, String url) {
        void put(String path, String body) throws IOException, InterruptedException {
            send(path, "PUT", body);
        }

        void post(String path, String body) throws IOException, InterruptedException {
            send(path, "POST", body);
        }

        private void send(String path, String method, String body)
                throws IOException, InterruptedException {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(url + path))
                                    .header("Authorization", "Bearer " + KEY)
                                    .header("Content-Type", "application/json")
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
            }
        }
    }
}
