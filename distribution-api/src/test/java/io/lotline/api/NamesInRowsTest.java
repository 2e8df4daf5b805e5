package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Rows say what people call the things whose ids are in them: no client has to join.
class NamesInRowsTest {
    private static final String STENT = "冠状动脉支架";

    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    private JsonNode first(Client caller, String path) {
        JsonNode items = caller.get(path).expect(200).json().path("items");
        assertThat(items).as(path).isNotEmpty();
        return items.get(0);
    }

    private void hasNames(JsonNode row) {
        assertThat(row.path("di").asString()).isEqualTo(park.di);
        assertThat(row.path("name").asString("")).isEqualTo(STENT);
        assertThat(row.path("owner").asString()).isEqualTo(park.owner);
        assertThat(row.path("ownerName").asString("")).isEqualTo(park.owner);
    }

    @Test
    void stock_now_and_then_has_the_names_of_devices_and_owners() {
        park.stock("L1", 5);
        long position = admin.get("/v1/log/head").position();
        hasNames(first(admin, "/v1/stock?owner=" + park.owner));
        hasNames(first(admin, "/v1/stock?owner=%s&knownAt=%d".formatted(park.owner, position)));
    }

    @Test
    void orders_and_what_is_to_pick_and_to_put_back_have_names() {
        park.stock("L1", 5);
        String order = park.order("O", 3);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        hasNames(first(admin, "/v1/pick-lists?order=" + order));
        List<JsonNode> orders = new ArrayList<>();
        orders.add(admin.get("/v1/orders/" + order).expect(200).json());
        orders.add(first(admin, "/v1/orders?owner=" + park.owner));
        for (JsonNode each : orders) {
            assertThat(each.path("orderId").asString()).isEqualTo(order);
            assertThat(each.path("ownerName").asString("")).isEqualTo(park.owner);
            assertThat(each.path("consigneeName").asString("")).isEqualTo(park.hospital);
            assertThat(each.path("lines")).hasSize(1);
            assertThat(each.at("/lines/0/name").asString("")).isEqualTo(STENT);
            assertThat(each.at("/lines/0/ordered").asInt()).isEqualTo(3);
            assertThat(each.at("/lines/0/short").asInt(-1)).isZero();
        }
        park.pick("p", order, "L1", 3).expect(200);
        admin.post("/v1/orders/" + order + "/cancellation", "{\"reason\":\"改期\"}").expect(200);
        JsonNode waiting = first(admin, "/v1/put-backs?owner=" + park.owner);
        assertThat(waiting.path("ownerName").asString("")).isEqualTo(park.owner);
        assertThat(waiting.at("/goods/0/name").asString("")).isEqualTo(STENT);
        assertThat(first(admin, "/v1/put-backs?order=" + order)).isEqualTo(waiting);
    }

    @Test
    void staff_is_told_who_did_something_and_an_enterprise_is_not() {
        park.stock("L1", 5);
        admin.newKey("quality", null)
                .post("/v1/adjustments", park.adjustmentBody("A", "LOST", "L1", 1))
                .expect(201);
        admin.post(
                        "/v1/holds",
                        "{\"di\":\"%s\",\"owner\":\"%s\",\"reason\":\"待查\"}"
                                .formatted(park.di, park.owner))
                .expect(201);
        String adjustments = "/v1/adjustments?owner=" + park.owner;
        String holds = "/v1/holds?di=" + park.di;
        JsonNode adjustment = first(admin, adjustments);
        hasNames(adjustment);
        assertThat(adjustment.path("requestedByLabel").asString(""))
                .isEqualTo("a key of the tests");
        JsonNode hold = first(admin, holds);
        hasNames(hold);
        assertThat(hold.path("heldByLabel").asString("")).isNotEmpty();
        Client owner = admin.newKey("enterprise", park.owner);
        hasNames(first(owner, adjustments));
        assertThat(first(owner, adjustments).has("requestedByLabel")).isFalse();
        assertThat(first(owner, holds).has("heldByLabel")).isFalse();
    }

    @Test
    void where_recalled_goods_lie_says_whose_they_are() {
        park.stock("L1", 5);
        park.recall("R", "L1").expect(201);
        String recall = "/v1/recalls/" + park.id("R");
        JsonNode located = admin.get(recall).expect(200).json().at("/locations/0");
        assertThat(located.path("owner").asString()).isEqualTo(park.owner);
        assertThat(located.path("ownerName").asString("")).isEqualTo(park.owner);
        assertThat(first(admin, recall + "/locations")).isEqualTo(located);
    }
}
