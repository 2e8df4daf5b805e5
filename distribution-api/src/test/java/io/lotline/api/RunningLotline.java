package io.lotline.api;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// A whole application as it runs in production, on a port and a store of its own. Tests talk to it
/// through the front door.
final class RunningLotline implements AutoCloseable {
    static final String ADMIN_KEY = "lot_test_admin-key-of-the-tests";

    private static @Nullable RunningLotline shared;

    final ConfigurableApplicationContext context;
    final URI address;

    private RunningLotline(ConfigurableApplicationContext context) {
        this.context = context;
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        this.address = URI.create("http://127.0.0.1:" + port);
    }

    /// The one that tests share; it ends with the JVM. Nothing happens there by itself: a test may
    /// look at the log's end and know who moved it.
    static synchronized RunningLotline shared() {
        if (shared == null) {
            shared = start(temporaryDirectory(), Map.of("lotline.automations", "false"));
        }
        return shared;
    }

    /// One on the embedded store in `data`.
    static RunningLotline start(Path data, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("server.address", "127.0.0.1");
        all.put("lotline.data", data.toString());
        all.put("lotline.admin-key", ADMIN_KEY);
        all.put("lotline.zone", "Asia/Shanghai");
        all.putAll(settings);
        String[] arguments =
                all.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new);
        return new RunningLotline(new SpringApplication(LotlineApplication.class).run(arguments));
    }

    static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("lotline-test");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// A client with the administrator's key.
    Client admin() {
        return new Client(address, ADMIN_KEY);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
