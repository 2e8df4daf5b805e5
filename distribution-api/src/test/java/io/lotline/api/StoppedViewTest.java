package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.Poll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An event that one view cannot fold, in the whole application: a document of the orders' view is
/// damaged in the store, so that the fold of the next event of that order fails.
class StoppedViewTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Path data = RunningLotline.temporaryDirectory();

    @Test
    void a_view_that_stops_is_named_holds_up_no_other_and_goes_on_when_told_to() {
        String order;
        long position;
        Document sound;
        try (RunningLotline lotline = RunningLotline.start(data, Map.of())) {
            TestPark park = new TestPark(lotline);
            park.stock("LOT7", 5);
            order = park.order("O", 2);
            waited(park.admin, "/v1/orders/" + order, head(park.admin)).expect(200);
            sound = damage(lotline, order);

            park.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
            position = head(park.admin);
            mustBeStopped(park.admin, position);

            waited(park.admin, "/v1/stock?owner=" + park.owner, position).expect(200);
            waited(park.admin, "/v1/devices/" + park.di, position).expect(200);
            assertThat(waited(park.admin, "/v1/orders/" + order, position).expect(503).problem())
                    .isEqualTo("/problems/view-behind");
        }
        try (RunningLotline lotline = RunningLotline.start(data, Map.of())) {
            Client admin = lotline.admin();
            mustBeStopped(admin, position);
            JsonNode still = admin.post("/v1/views/orders/resume", null).expect(200).json();
            assertThat(still.at("/stopped/position").asLong()).isEqualTo(position);

            orders(lotline).replaceOne(Filters.eq("_id", order), sound);
            JsonNode resumed = admin.post("/v1/views/orders/resume", null).expect(200).json();

            assertThat(resumed.path("stopped").isMissingNode()).isTrue();
            JsonNode shown = waited(admin, "/v1/orders/" + order, position).expect(200).json();
            assertThat(shown.at("/state").asString()).isEqualTo("ALLOCATED");
            assertThat(shown.at("/lines/0/allocated").asInt()).isEqualTo(2);
            Poll.until("no row", PATIENCE, () -> stoppedRows(admin).isEmpty());
            assertThat(health(admin).path("status").asString()).isEqualTo("UP");
        }
    }

    @Test
    void a_view_is_rebuilt_through_the_door_and_nobody_else_may() {
        RunningLotline lotline = RunningLotline.shared();
        TestPark park = new TestPark(lotline);
        Client admin = park.admin;
        String order = park.order("R", 2);
        String before = waited(admin, "/v1/orders/" + order, head(admin)).expect(200).text();
        int build = view(admin, "orders").path("build").asInt();
        assertThat(admin.newKey("operator", null).post("/v1/views/orders/rebuild", null).status())
                .isEqualTo(403);
        admin.post("/v1/views/no-such-view/rebuild", null).expect(404);

        admin.post("/v1/views/orders/rebuild", null).expect(200);
        Poll.until(
                "the new build",
                PATIENCE,
                () -> view(admin, "orders").path("build").asInt() == build + 1);

        assertThat(view(admin, "orders").path("rebuild").isMissingNode()).isTrue();
        assertThat(waited(admin, "/v1/orders/" + order, head(admin)).expect(200).text())
                .isEqualTo(before);
        assertThat(admin.delete("/v1/views/orders/rebuild").status()).isEqualTo(204);
    }

    private static void mustBeStopped(Client admin, long position) {
        Poll.until(
                "the view to stop",
                PATIENCE,
                () -> stoppedRows(admin).stream().anyMatch(row -> row.contains("OrderAllocated")));
        JsonNode health = health(admin);
        assertThat(health.path("status").asString()).isEqualTo("DEGRADED");
        JsonNode stopped = health.at("/components/views/details/orders/stopped");
        assertThat(stopped.path("position").asLong()).isEqualTo(position);
        assertThat(stopped.path("event").asString()).isEqualTo("lotline.OrderAllocated");
        assertThat(stopped.path("cause").asString()).contains("NullPointerException");
        assertThat(stoppedRows(admin))
                .singleElement()
                .asString()
                .contains("view=\"orders\"", "event=\"lotline.OrderAllocated\"")
                .contains("cause=\"NullPointerException\"")
                .endsWith(" " + (double) position);
        assertThat(view(admin, "stock").path("stopped").isMissingNode()).isTrue();
    }

    /// Answers what it was before. The damaged document is of another position, as if another node
    /// had written it: this one remembers what it wrote, and reads only what is not that.
    private static Document damage(RunningLotline lotline, String order) {
        Document sound = orders(lotline).find(Filters.eq("_id", order)).first();
        Document damaged = Document.parse(sound.toJson());
        damaged.put("position", sound.get("position", Number.class).longValue() - 1);
        damaged.getList("lines", Document.class).getFirst().remove("lineId");
        orders(lotline).replaceOne(Filters.eq("_id", order), damaged);
        return sound;
    }

    private static MongoCollection<Document> orders(RunningLotline lotline) {
        return lotline.bean(LotlineStore.class).database().getCollection("view_orders_v3");
    }

    private static JsonNode health(Client client) {
        return client.get("/actuator/health").expect(200).json();
    }

    private static List<String> stoppedRows(Client client) {
        return client.get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith("lotline_view_stopped{"))
                .toList();
    }

    private static JsonNode view(Client admin, String name) {
        for (JsonNode view : admin.get("/v1/views").expect(200).json().path("items")) {
            if (view.path("view").asString().equals(name)) {
                return view;
            }
        }
        throw new AssertionError("no view " + name);
    }

    private static long head(Client admin) {
        return admin.get("/v1/log/head").expect(200).json().path("position").asLong();
    }

    private static Client.Answer waited(Client client, String path, long position) {
        return client.get(path, "Wait-For-Position", Long.toString(position));
    }
}
