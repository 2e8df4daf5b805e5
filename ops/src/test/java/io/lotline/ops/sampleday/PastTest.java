package io.lotline.ops.sampleday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A short past of a small park, on the embedded store.
@Timeout(400)
class PastTest {
    private static final String ADMIN_KEY = "lk_of_the_test_of_the_past";
    private static final List<String> SETTINGS = List.of("--lotline.mongodb-uri=");
    private static final double SCALE = 0.1;
    private static final int DAYS = 6;

    /// A Friday, five in the afternoon.
    private static final Instant BEGAN = Instant.parse("2026-03-13T09:00:00Z");

    /// How late a step may be recorded, plus the time from the scan to the server.
    private static final Duration LATE = Duration.ofSeconds(50);

    @TempDir private Path scratch;

    /// What is to be compared: all stock, the figures of the wall, and all that was recorded.
    private record Park(String stock, String figures, List<JsonNode> events) {}

    @Test
    void a_seed_gives_one_park_whose_past_lies_in_business_hours() throws Exception {
        Path first = folder("first", 7);
        Park park = played(first, 7, DAYS);
        assertThat(played(folder("again", 7), 7, DAYS))
                .returns(park.stock(), Park::stock)
                .returns(park.figures(), Park::figures);
        assertThat(played(folder("other", 8), 8, 2).stock()).isNotEqualTo(park.stock());
        assertThat(park.figures()).contains("\"dispatchedQuantity\":");

        LocalDate today = LocalDate.ofInstant(BEGAN, Day.ZONE);
        Set<LocalDate> days = new TreeSet<>();
        Instant latest = Instant.EPOCH;
        for (JsonNode event : park.events()) {
            Instant at = OffsetDateTime.parse(event.path("at").asString()).toInstant();
            assertThat(at).as("%s", event).isAfter(latest.minus(LATE));
            latest = at.isAfter(latest) ? at : latest;
            ZonedDateTime local = at.atZone(Day.ZONE);
            if (local.toLocalDate().isBefore(today)) {
                days.add(local.toLocalDate());
                assertThat(local.getHour()).as("%s", event).isBetween(7, 20);
                assertThat(local.getDayOfWeek()).isNotEqualTo(DayOfWeek.SUNDAY);
            }
            JsonNode scanned = event.path("data").path("scan").path("scannedAt");
            if (scanned.isString()) {
                Instant then = OffsetDateTime.parse(scanned.asString()).toInstant();
                assertThat(Duration.between(then, at)).isBetween(Duration.ZERO, LATE);
            }
        }
        assertThat(days).containsExactlyElementsOf(Past.workingDays(BEGAN, DAYS)).hasSize(5);
    }

    @Test
    void what_was_recorded_is_found_again_and_not_recorded_twice() throws Exception {
        Path data = folder("twice", 7);
        new SampleDay(data, ADMIN_KEY, 7, SCALE).stage(4, SETTINGS);
        long position = position(data);
        new SampleDay(data, ADMIN_KEY, 7, SCALE).stage(4, SETTINGS);
        assertThat(position(data)).isEqualTo(position);

        try (StagedPark server = StagedPark.open(data, ADMIN_KEY, BEGAN, SETTINGS)) {
            SampleDay unstaged = new SampleDay(data, ADMIN_KEY, 7, SCALE);
            assertThatThrownBy(() -> unstaged.live(server.url()))
                    .isInstanceOf(DayFailed.class)
                    .hasMessageContaining("half recorded");
        }
    }

    @Test
    void a_log_that_has_begun_gets_no_past() throws Exception {
        Path data = folder("begun", 7);
        try (StagedPark server = StagedPark.open(data, ADMIN_KEY, BEGAN, SETTINGS)) {
            new WarehouseClient(server.url())
                    .put(
                            ADMIN_KEY,
                            "/v1/enterprises/somebody",
                            WarehouseClient.object(
                                    "name",
                                    "某某医疗",
                                    "roles",
                                    List.of("CARRIER"),
                                    "licences",
                                    List.of()))
                    .orFail("An enterprise");
        }
        long position = position(data);
        SampleDay sample = new SampleDay(data, ADMIN_KEY, 7, SCALE);
        sample.stage(DAYS, SETTINGS);
        assertThat(position(data)).isEqualTo(position);
        try (StagedPark server = StagedPark.open(data, ADMIN_KEY, BEGAN, SETTINGS)) {
            assertThat(sample.live(server.url())).isTrue();
        }
    }

    private Path folder(String name, long seed) throws Exception {
        Path data = Files.createDirectory(scratch.resolve(name));
        Files.writeString(
                data.resolve("sample-day.json"),
                "{\"seed\":%d,\"scale\":%s,\"began\":\"%s\",\"keys\":{}}"
                        .formatted(seed, SCALE, BEGAN));
        return data;
    }

    private static Park played(Path data, long seed, int days) {
        SampleDay sample = new SampleDay(data, ADMIN_KEY, seed, SCALE);
        sample.stage(days, SETTINGS);
        try (StagedPark server = StagedPark.open(data, ADMIN_KEY, BEGAN, SETTINGS)) {
            assertThat(sample.live(server.url())).isTrue();
            WarehouseClient client = new WarehouseClient(server.url());
            String stock = client.list(ADMIN_KEY, "/v1/stock?limit=1000").toString();
            client.get(ADMIN_KEY, "/v1/log/head").orFail("The head");
            ObjectNode figures = (ObjectNode) client.get(ADMIN_KEY, "/v1/insight/overview").body();
            // ids that the server chooses, and how many events a commit that was tried again took
            figures.remove(List.of("position", "at", "holds"));
            return new Park(stock, figures.toString(), events(client));
        }
    }

    private static List<JsonNode> events(WarehouseClient client) {
        List<JsonNode> events = new ArrayList<>();
        while (true) {
            JsonNode page =
                    client.get(ADMIN_KEY, "/v1/log/events?limit=1000&from=" + (events.size() + 1))
                            .orFail("The events")
                            .body()
                            .path("items");
            if (page.isEmpty()) {
                return events;
            }
            page.forEach(events::add);
        }
    }

    private static long position(Path data) {
        try (StagedPark server = StagedPark.open(data, ADMIN_KEY, BEGAN, SETTINGS)) {
            return new WarehouseClient(server.url())
                    .get(ADMIN_KEY, "/v1/log/head")
                    .body()
                    .path("position")
                    .asLong();
        }
    }
}
