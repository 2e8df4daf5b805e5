package io.lotline.ops.bench;

import io.lotline.api.LotlineApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/// The application itself, in this JVM, with a warehouse that has goods of one owner.
final class BenchServer implements AutoCloseable {
    static final String KEY = "lk_bench_0123456789abcdef0123456789abcdef";

    /// A device whose labels bear a serial number.
    static final String SERIALLED = "06901234567908";

    private static final String SCANNED_AT = Instant.now().toString();
    private static final String DEVICE = BenchEvents.DEVICE.value();

    private final ConfigurableApplicationContext application;
    private final int port;
    private final Path data;
    private final String database;
    private final boolean replicaSet;

    private BenchServer(
            ConfigurableApplicationContext application,
            int port,
            Path data,
            String database,
            boolean replicaSet) {
        this.application = application;
        this.port = port;
        this.data = data;
        this.database = database;
        this.replicaSet = replicaSet;
    }

    static BenchServer start(Store store) throws IOException {
        Path data = Files.createTempDirectory("lotline-bench");
        String database = BenchLog.newDatabase();
        Progress.say("starting the application on the %s store", store);
        // only warnings, on standard error: the table is what is printed
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        ConfigurableApplicationContext application =
                new SpringApplicationBuilder(LotlineApplication.class)
                        .run(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--lotline.data=" + data,
                                "--lotline.admin-key=" + KEY,
                                "--spring.main.banner-mode=off",
                                "--lotline.mongodb-uri="
                                        + switch (store) {
                                            case EMBEDDED -> "";
                                            case REPLICA_SET ->
                                                    within(Servers.replicaSet(), database);
                                        });
        int port =
                application
                        .getEnvironment()
                        .getRequiredProperty("local.server.port", Integer.class);
        BenchServer server =
                new BenchServer(application, port, data, database, store == Store.REPLICA_SET);
        server.register();
        return server;
    }

    /// The connection string with this database in it.
    private static String within(String uri, String database) {
        return uri.replaceFirst("^(mongodb://[^/]+)/[^?]*", "$1/" + database);
    }

    private void register() throws IOException {
        try (HttpConnection connection = connect()) {
            connection.put(
                    "/v1/enterprises/kangda",
                    bytes("{\"name\":\"康达\",\"roles\":[\"DEPOSITOR\"],\"licences\":[]}"));
            connection.put(
                    "/v1/enterprises/maker",
                    bytes("{\"name\":\"华器\",\"roles\":[\"SUPPLIER\"],\"licences\":[]}"));
            for (String device : new String[] {DEVICE, SERIALLED}) {
                connection.put(
                        "/v1/devices/" + device,
                        bytes(
                                "{\"name\":\"导管\",\"riskClass\":\"II\",\"implantable\":false,\"packages\":[],\"identifiers\":{\"lot\":true,\"serial\":%s,\"productionDate\":false,\"expiryDate\":true}}"
                                        .formatted(device.equals(SERIALLED))));
            }
        }
    }

    int port() {
        return port;
    }

    HttpConnection connect() throws IOException {
        return new HttpConnection(port, KEY);
    }

    void defineDock(String dock) throws IOException {
        try (HttpConnection connection = connect()) {
            connection.put(
                    "/v1/warehouses/W1/locations/" + dock, bytes("{\"zone\":\"QUARANTINE\"}"));
        }
    }

    void fileNotice(HttpConnection connection, String notice, String device, int quantity)
            throws IOException {
        connection.put(
                "/v1/inbound-notices/" + notice,
                bytes(
                        "{\"owner\":\"kangda\",\"supplier\":\"maker\",\"warehouse\":\"W1\",\"lines\":[{\"di\":\""
                                + device
                                + "\",\"quantity\":"
                                + quantity
                                + "}]}"));
    }

    /// One box of a lot, received.
    byte[] scan(String id, String notice, String dock, String lot) {
        return received(id, notice, dock, "]d201" + DEVICE + "1729123110" + lot + "\\u001d");
    }

    /// One piece of the device that has serial numbers, received.
    byte[] scanOfSerial(String id, String notice, String serial) {
        return received(
                id, notice, "DOCK-S", "]d201" + SERIALLED + "1729123110LOT1\\u001d21" + serial);
    }

    private static byte[] received(String id, String notice, String dock, String symbol) {
        return bytes(
                "{\"scanId\":\""
                        + id
                        + "\",\"task\":\"receive\",\"reference\":\""
                        + notice
                        + "\",\"warehouse\":\"W1\",\"location\":\""
                        + dock
                        + "\",\"symbols\":[\""
                        + symbol
                        + "\"],\"quantity\":1,\"scannedAt\":\""
                        + SCANNED_AT
                        + "\"}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        application.close();
        Folders.delete(data);
        if (replicaSet) {
            BenchLog.drop(Servers.replicaSet(), database);
        }
    }
}
