package io.lotline.ops.bench;

import io.lotline.api.LotlineApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole way of a scan: HTTP, key, label, decision with its boundary, durable append, answer.
/// Client, server and three nodes share this machine.
final class HttpBench {
    private static final String KEY = "lk_bench_0123456789abcdef0123456789abcdef";
    private static final String DEVICE = "06901234567892";
    private static final int SCANS_PER_NOTICE = 50;
    private static final int[] CLIENTS = {16, 64};

    private HttpBench() {}

    static void run(Figures figures) throws Exception {
        figures.heading(
                "POST /v1/scans (receive, new scan each time), against plain appends of the same run");
        for (int clients : CLIENTS) {
            double appends = EventLogBench.appends(clients);
            figures.baseline("append/%d".formatted(clients), appends, "commits/s");
            figures.add(
                    "http/%d/replica-set".formatted(clients),
                    scans(clients, "--lotline.mongodb-uri=" + withDatabase()),
                    "scans/s",
                    "append/%d".formatted(clients),
                    appends);
            figures.add(
                    "http/%d/embedded".formatted(clients),
                    scans(clients, "--lotline.mongodb-uri="),
                    "scans/s",
                    "append/%d".formatted(clients),
                    appends);
        }
    }

    private static String withDatabase() {
        String uri = EventLogBench.replicaSet();
        String database = "bench_" + UUID.randomUUID().toString().replace("-", "");
        return uri.replaceFirst("^(mongodb://[^/]+)/[^?]*", "$1/" + database);
    }

    private static double scans(int clients, String store) throws Exception {
        Path data = Files.createTempDirectory("lotline-bench");
        try (ConfigurableApplicationContext application =
                        new SpringApplicationBuilder(LotlineApplication.class)
                                .run(
                                        "--server.port=0",
                                        "--server.address=127.0.0.1",
                                        "--lotline.data=" + data,
                                        "--lotline.admin-key=" + KEY,
                                        store);
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
            AtomicLong sequence = new AtomicLong();
            long[] scans = new long[clients];
            String[] notices = new String[clients];
            for (int i = 0; i < clients; i++) {
                caller.put("/v1/warehouses/W1/locations/DOCK-" + i, "{\"zone\":\"QUARANTINE\"}");
            }
            return Rate.measure(
                    clients,
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(2),
                    5,
                    client -> {
                        if (scans[client]++ % SCANS_PER_NOTICE == 0) {
                            notices[client] = "ASN-" + sequence.incrementAndGet();
                            caller.put(
                                    "/v1/inbound-notices/" + notices[client],
                                    "{\"owner\":\"kangda\",\"supplier\":\"maker\",\"warehouse\":\"W1\",\"lines\":[{\"di\":\"%s\",\"quantity\":%d}]}"
                                            .formatted(DEVICE, SCANS_PER_NOTICE));
                        }
                        caller.post(
                                "/v1/scans",
                                "{\"scanId\":\"s-%d\",\"task\":\"receive\",\"reference\":\"%s\",\"warehouse\":\"W1\",\"location\":\"DOCK-%d\",\"symbols\":[\"]d201%s1729123110LOT%d\\u001d\"],\"quantity\":1,\"scannedAt\":\"2026-01-05T08:00:00+08:00\"}"
                                        .formatted(
                                                sequence.incrementAndGet(),
                                                notices[client],
                                                client,
                                                DEVICE,
                                                client));
                        return 1;
                    });
        }
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
