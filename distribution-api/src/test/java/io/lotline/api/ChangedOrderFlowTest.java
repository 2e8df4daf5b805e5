package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static io.lotline.api.TestPark.to;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Orders are changed on their way, through the front door.
class ChangedOrderFlowTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    private Client.Answer amend(String order, int quantity, @Nullable String ifMatch) {
        String body = park.orderBody(park.owner, quantity);
        return ifMatch == null
                ? admin.put("/v1/orders/" + order, body)
                : admin.send(
                        "PUT",
                        "/v1/orders/" + order,
                        body,
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        ifMatch);
    }

    private Client.Answer cancel(String order, String key) {
        return admin.post("/v1/orders/" + order + "/cancellation", "{\"reason\":\"病人转院\"}", key);
    }

    private JsonNode line(String order) {
        return admin.get("/v1/orders/" + order).expect(200).json().at("/lines/0");
    }

    private int available() {
        JsonNode items = admin.get("/v1/stock?owner=" + park.owner).json().path("items");
        int sum = 0;
        for (JsonNode item : items) {
            sum += item.path("available").asInt();
        }
        return sum;
    }

    @Test
    void an_order_is_amended_by_who_has_seen_it_as_it_is() {
        park.stock("L1", 10);
        Client.Answer placed =
                admin.put("/v1/orders/" + park.id("O"), park.orderBody(park.owner, 8)).expect(201);
        String order = park.id("O");
        assertThat(placed.header("ETag")).isEqualTo("\"1\"");
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        Client.Answer shown = admin.get("/v1/orders/" + order).expect(200);
        String seen = String.valueOf(shown.header("ETag"));
        assertThat(seen).startsWith("\"1-");
        assertThat(shown.json().path("revision").asInt()).isEqualTo(1);
        assertThat(admin.get("/v1/orders/" + order, "If-None-Match", seen).status()).isEqualTo(304);

        Client.Answer unseen = amend(order, 5, null);
        assertThat(unseen.problem()).isEqualTo("/problems/document-exists");
        assertThat(unseen.text()).contains("If-Match").doesNotContain("never changed");
        Client.Answer amended = amend(order, 5, seen).expect(200);
        assertThat(amended.header("ETag")).isEqualTo("\"2\"");
        assertThat(available()).isEqualTo(5);
        assertThat(line(order).path("ordered").asInt()).isEqualTo(5);
        assertThat(line(order).path("allocated").asInt()).isEqualTo(5);

        long head = admin.get("/v1/log/head").position();
        Client.Answer again = amend(order, 5, seen).expect(200);
        assertThat(again.header("ETag")).isEqualTo("\"2\"");
        assertThat(amend(order, 5, null).expect(200).header("ETag")).isEqualTo("\"2\"");
        Client.Answer stale = amend(order, 6, seen);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.problem()).isEqualTo("/problems/order-changed");
        assertThat(stale.json().path("revision").asInt()).isEqualTo(2);
        assertThat(amend(order, 6, "W/\"2\"").status()).isEqualTo(412);
        assertThat(amend(order, 6, "2").status()).isEqualTo(400);
        assertThat(amend(park.id("NONE"), 6, "*").status()).isEqualTo(412);
        assertThat(admin.get("/v1/log/head").position()).isEqualTo(head);
        amend(order, 6, "\"7\", \"2\"").expect(200);
        amend(order, 7, "*").expect(200);
    }

    @Test
    void a_cancelled_order_gives_back_what_it_was_promised_and_what_was_picked() {
        park.stock("L1", 10);
        String order = park.order("O", 6);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        park.pick("p", order, "L1", 4).expect(200);
        assertThat(line(order).path("allocated").asInt()).isEqualTo(6);
        park.check("c", order, "L1", 4).expect(200);
        String shipment = park.shipment("S", order);
        park.load("l", shipment, "L1", 1).expect(200);

        Client.Answer cancelled = cancel(order, park.id("k")).expect(200);
        JsonNode said = cancelled.json();
        assertThat(said.at("/lines/0/quantity").asInt()).isEqualTo(6);
        assertThat(said.at("/released/0/quantity").asInt()).isEqualTo(2);
        assertThat(said.path("putBack")).hasSize(2);
        assertThat(cancel(order, park.id("k")).expect(200).text()).isEqualTo(cancelled.text());
        assertThat(cancel(order, park.id("k2")).expect(200).json().path("lines")).isEmpty();
        assertThat(admin.get("/v1/orders/" + order).json().path("state").asString())
                .isEqualTo("CANCELLED");
        assertThat(line(order).path("toPutBack").asInt()).isEqualTo(4);
        assertThat(line(order).path("allocated").asInt()).isZero();
        assertThat(admin.get("/v1/pick-lists?order=" + order).json().path("items")).isEmpty();
        assertThat(available()).isEqualTo(6);
        assertThat(admin.post("/v1/shipments/" + shipment + "/dispatch", null).problem())
                .isEqualTo("/problems/unwanted-loaded");

        assertThat(putBack("b0", "putaway", order, 4, at("A1") + to("A1")).problem())
                .isEqualTo("/problems/not-to-put-back");
        putBack("b1", "putaway", order, 1, to("A1")).expect(200);
        Client.Answer moved = putBack("b2", "move", order, 2, at("A1") + to("A1")).expect(200);
        assertThat(putBack("b2", "move", order, 2, at("A1") + to("A1")).text())
                .isEqualTo(moved.text());
        admin.post("/v1/scans", park.scan("u", "unload", "L1", 1, reference(shipment))).expect(200);
        JsonNode task = admin.get("/v1/put-backs?warehouse=" + park.warehouse).json().path("items");
        assertThat(task).hasSize(1);
        assertThat(task.get(0).at("/goods/0/quantity").asInt()).isEqualTo(1);
        assertThat(task.get(0).at("/goods/0/loaded").asBoolean()).isFalse();
        putBack("b3", "putaway", order, 1, at("A1") + to("A1")).expect(200);
        assertThat(admin.get("/v1/put-backs?order=" + order).json().path("items")).isEmpty();
        assertThat(available()).isEqualTo(10);
        assertThat(admin.post("/v1/shipments/" + shipment + "/dispatch", null).problem())
                .isEqualTo("/problems/nothing-to-dispatch");
        JsonNode history =
                admin.get("/v1/trace/lots/" + park.di + "/L1").expect(200).json().path("history");
        assertThat(history.findValuesAsString("event")).contains("ItemPutBack");
    }

    private Client.Answer putBack(
            String scanId, String task, String order, int quantity, String places) {
        return admin.post(
                "/v1/scans", park.scan(scanId, task, "L1", quantity, reference(order) + places));
    }

    @Test
    void what_is_promised_is_free_again_when_its_allocation_is_deleted() {
        park.stock("L1", 10);
        String order = park.order("O", 6);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        assertThat(available()).isEqualTo(4);

        JsonNode freed = admin.delete("/v1/orders/" + order + "/allocation").expect(200).json();
        assertThat(freed.at("/released/0/quantity").asInt()).isEqualTo(6);
        assertThat(available()).isEqualTo(10);
        assertThat(admin.get("/v1/orders/" + order).json().path("state").asString())
                .isEqualTo("PLACED");
        assertThat(admin.get("/v1/pick-lists?order=" + order).json().path("items")).isEmpty();
        assertThat(
                        admin.delete("/v1/orders/" + order + "/allocation")
                                .expect(200)
                                .json()
                                .path("released"))
                .isEmpty();
        admin.delete("/v1/orders/" + park.id("NONE") + "/allocation").expect(404);
    }

    @Test
    void a_shipment_leaves_without_what_the_caller_says_remains_behind() {
        park.stock("L1", 10);
        String order = park.order("O", 6);
        park.pick("p", order, "L1", 5).expect(200);
        park.check("c", order, "L1", 5).expect(200);
        String shipment = park.shipment("S", order);
        park.load("l", shipment, "L1", 3).expect(200);

        Client.Answer refused = admin.post("/v1/shipments/" + shipment + "/dispatch", null);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/not-loaded-yet");
        JsonNode remaining = refused.json().path("remaining");
        assertThat(remaining).hasSize(2);
        String body = "{\"remaining\":%s}".formatted(remaining);
        Client.Answer left =
                admin.post("/v1/shipments/" + shipment + "/dispatch", body).expect(200);
        assertThat(left.json().at("/goods/0/quantity").asInt()).isEqualTo(3);
        JsonNode shown = admin.get("/v1/shipments/" + shipment).json();
        assertThat(shown.path("leftBehind")).isEqualTo(remaining);
        assertThat(line(order).path("shipped").asInt()).isEqualTo(3);
        assertThat(admin.get("/v1/orders/" + order).json().path("state").asString())
                .isEqualTo("PICKING");

        String second = park.shipment("S2", order);
        park.pick("p2", order, "L1", 1).expect(200);
        park.check("c2", order, "L1", 1).expect(200);
        park.load("l2", second, "L1", 3).expect(200);
        admin.post("/v1/shipments/" + second + "/dispatch", null).expect(200);
        assertThat(admin.get("/v1/orders/" + order).json().path("state").asString())
                .isEqualTo("SHIPPED");
        assertThat(cancel(order, park.id("late")).status()).isEqualTo(409);
    }

    @Test
    void an_enterprise_changes_its_own_orders_only() {
        park.enterprise(park.id("OTHER"), "DEPOSITOR");
        Client own = admin.newKey("enterprise", park.owner);
        Client other = admin.newKey("enterprise", park.id("OTHER"));
        String order = park.order("O", 2);
        String path = "/v1/orders/" + order;
        String reason = "{\"reason\":\"r\"}";

        other.post(path + "/cancellation", reason).expect(404);
        other.delete(path + "/allocation").expect(404);
        assertThat(
                        other.send(
                                        "PUT",
                                        path,
                                        park.orderBody(park.id("OTHER"), 3),
                                        "Content-Type",
                                        "application/json",
                                        "If-Match",
                                        "*")
                                .status())
                .isEqualTo(412);
        own.send(
                        "PUT",
                        path,
                        park.orderBody(park.owner, 3),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"1\"")
                .expect(200);
        own.delete(path + "/allocation").expect(200);
        own.post(path + "/cancellation", reason).expect(200);
    }
}
