package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.testing.Poll;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Promises that were taken back, as owners, staff and the admin see what becomes of them.
class AutomationsFlowTest {
    private static final RunningLotline LOTLINE =
            RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NAME = "when-promises-broken-then-allocate-again";

    private final TestPark park = new TestPark(LOTLINE);

    @AfterAll
    static void end() {
        LOTLINE.close();
    }

    private String promised(int quantity) {
        String order = park.order("O", quantity);
        park.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        return order;
    }

    private JsonNode line(Client who, String order) {
        return seen(who, "/v1/orders/" + order).at("/lines/0");
    }

    /// Views have loops of their own: what one shows, another may show a moment later.
    private JsonNode seen(Client who, String path) {
        String head = park.admin.get("/v1/log/head").expect(200).json().path("position").asString();
        return who.get(path, "Wait-For-Position", head).expect(200).json();
    }

    private String lots(String order) {
        return park.admin.get("/v1/pick-lists?order=" + order).expect(200).text();
    }

    private void awaitLots(String order, String with, String without) {
        Poll.until(
                "another lot",
                PATIENCE,
                () -> {
                    String lots = lots(order);
                    return lots.contains(with) && !lots.contains(without);
                });
    }

    private JsonNode item(String order) {
        return seen(park.admin, "/v1/work-items/promises-" + order);
    }

    @Test
    void a_recalled_lot_is_replaced_and_staff_and_owner_see_it() {
        park.stock("B1", 4);
        String order = promised(4);
        park.stock("B2", 4);
        park.recall("R", "B1").expect(201);

        awaitLots(order, "\"B2\"", "\"B1\"");

        Client owner = park.admin.newKey("enterprise", park.owner);
        assertThat(line(owner, order).path("allocated").asInt()).isEqualTo(4);
        assertThat(item(order).path("how").asString()).isEqualTo("SETTLED");
        assertThat(item(order).path("kind").asString()).isEqualTo("BROKEN_PROMISE");
    }

    @Test
    void a_held_lot_without_another_leaves_work_that_names_the_line() {
        park.stock("B1", 4);
        String order = promised(4);
        park.stock("B2", 1);
        park.admin
                .newKey("quality", null, park.warehouse)
                .post(
                        "/v1/holds",
                        "{\"di\":\"%s\",\"lot\":\"B1\",\"reason\":\"外观异常\"}".formatted(park.di))
                .expect(201);

        awaitLots(order, "\"B2\"", "\"B1\"");

        assertThat(item(order).path("state").asString()).isEqualTo("OPEN");
        assertThat(item(order).path("left").asInt()).isEqualTo(3);
        assertThat(item(order).path("what").asString()).endsWith(": 3");
        assertThat(line(park.admin, order).path("allocated").asInt()).isEqualTo(1);
        assertThat(line(park.admin, order).path("short").asInt()).isEqualTo(3);
    }

    @Test
    void lost_goods_are_replaced_once_and_the_admin_sees_the_run() {
        park.stock("B1", 4);
        String order = promised(4);
        park.stock("B2", 4);
        long position =
                park.admin
                        .newKey("quality", null, park.warehouse)
                        .post("/v1/adjustments", park.adjustmentBody("ADJ", "LOST", "B1", 1))
                        .expect(201)
                        .position();

        Poll.until("the rest", PATIENCE, () -> lots(order).contains("\"B2\""));
        Poll.until("the run", PATIENCE, () -> runs().contains("\"about\":\"" + order + "\""));

        JsonNode one = park.admin.get("/v1/automations").expect(200).json().at("/items/0");
        assertThat(one.path("automation").asString()).isEqualTo(NAME);
        assertThat(one.path("position").asLong()).isGreaterThanOrEqualTo(position);
        assertThat(one.path("stopped").isMissingNode()).isTrue();
        assertThat(
                        park.admin
                                .send("GET", "/v1/automations", null, "Accept-Language", "zh-CN")
                                .text())
                .contains("自动：重新分配");
        assertThat(park.admin.get("/v1/views").expect(200).text()).contains(NAME);
        assertThat(park.admin.post("/v1/views/" + NAME + "/rebuild", null).status()).isEqualTo(404);
        assertThat(park.admin.get("/v1/automations/nobody/runs").status()).isEqualTo(404);
    }

    private String runs() {
        return park.admin.get("/v1/automations/" + NAME + "/runs?limit=1000").expect(200).text();
    }
}
