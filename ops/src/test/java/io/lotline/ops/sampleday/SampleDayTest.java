package io.lotline.ops.sampleday;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.LotlineApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// A small day against the whole application, in this process, on the embedded store.
@Timeout(300)
class SampleDayTest {
    private static final long SEED = 7;
    private static final double SCALE = 0.05;
    private static final String ADMIN_KEY = "lk_of_the_sample_day_test";

    @TempDir private Path data;

    @Test
    void a_day_ends_with_the_planned_stock_and_changes_nothing_when_it_is_run_again()
            throws Exception {
        Files.writeString(data.resolve("admin.key"), ADMIN_KEY);
        SpringApplication application = new SpringApplication(LotlineApplication.class);
        application.setDefaultProperties(Map.of());
        List<String> settings =
                List.of(
                        "--server.port=0",
                        "--lotline.data=" + data,
                        "--lotline.mongodb-uri=",
                        "--lotline.admin-key=" + ADMIN_KEY);
        try (ConfigurableApplicationContext context =
                application.run(settings.toArray(String[]::new))) {
            String url =
                    "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");

            assertThat(SampleDay.run(url, data, SEED, SCALE)).isTrue();
            WarehouseClient client = new WarehouseClient(url);
            String stock = stock(client);
            assertThat(stock).contains("ON_HOLD");

            assertThat(SampleDay.run(url, data, SEED, SCALE)).isTrue();
            assertThat(stock(client)).isEqualTo(stock);
        }
        assertThat(Files.getPosixFilePermissions(data.resolve("sample-day.json"))).hasSize(2);
    }

    private static String stock(WarehouseClient client) {
        return client.list(ADMIN_KEY, "/v1/stock?limit=1000").toString();
    }
}
