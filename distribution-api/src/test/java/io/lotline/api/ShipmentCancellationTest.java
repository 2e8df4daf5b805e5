package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A shipment that was planned by mistake does not take place, and its orders go with another one.
class ShipmentCancellationTest {
    private static final String WHY = "{\"reason\":\"承运单位写错\"}";

    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;
    private final Client operator = admin.newKey("operator", null, park.warehouse);
    private final String shipment = park.id("SH");

    private String planned() {
        park.stock("L1", 10);
        String order = park.order("O", 5);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        park.pick("p", order, "L1", 5).expect(200);
        park.check("c", order, "L1", 5).expect(200);
        park.shipment("SH", order);
        return order;
    }

    private Client.Answer cancel(String body) {
        return operator.post("/v1/shipments/" + shipment + "/cancellation", body);
    }

    @Test
    void its_orders_go_with_another_one() {
        String order = planned();
        assertThat(
                        admin.put("/v1/shipments/" + park.id("SH2"), park.shipmentBody(order))
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/order-in-other-shipment");
        Client.Answer cancelled =
                operator.post("/v1/shipments/" + shipment + "/cancellation", WHY, "once")
                        .expect(200);
        assertThat(cancelled.json().path("state").asString()).isEqualTo("CANCELLED");
        assertThat(
                        operator.post("/v1/shipments/" + shipment + "/cancellation", WHY, "once")
                                .expect(200)
                                .header("Idempotent-Replay"))
                .isEqualTo("true");
        cancel(WHY).expect(200);
        assertThat(cancel("{\"reason\":\"别的\"}").expect(409).problem())
                .isEqualTo("/problems/shipment-cancelled");

        JsonNode shown = operator.get("/v1/shipments/" + shipment).expect(200).json();
        assertThat(shown.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(shown.path("cancelled").asString()).isEqualTo("承运单位写错");
        assertThat(
                        operator.get("/v1/shipments?state=CANCELLED&warehouse=" + park.warehouse)
                                .expect(200)
                                .json()
                                .path("items"))
                .hasSize(1);
        assertThat(park.load("l", shipment, "L1", 5).expect(409).problem())
                .isEqualTo("/problems/shipment-cancelled");
        for (String path : new String[] {"/dispatch", "/delivery"}) {
            String body =
                    path.equals("/dispatch")
                            ? "{}"
                            : "{\"consignee\":\"%s\",\"receivedBy\":\"x\"}"
                                    .formatted(park.hospital);
            assertThat(operator.post("/v1/shipments/" + shipment + path, body).status())
                    .as(path)
                    .isIn(409, 422);
        }
        assertThat(
                        admin.put("/v1/shipments/" + shipment, park.shipmentBody(order))
                                .expect(409)
                                .problem())
                .isEqualTo("/problems/shipment-cancelled");

        park.shipment("SH2", order);
        park.load("l2", park.id("SH2"), "L1", 5).expect(200);
        admin.post("/v1/shipments/" + park.id("SH2") + "/dispatch", "{}").expect(200);
    }

    @Test
    void what_is_loaded_is_unloaded_first() {
        String order = planned();
        park.load("l", shipment, "L1", 2).expect(200);
        Client.Answer refused = cancel(WHY).expect(422);
        assertThat(refused.problem()).isEqualTo("/problems/goods-are-loaded");
        assertThat(refused.json().path("orders").get(0).asString()).isEqualTo(order);
        admin.post("/v1/scans", park.scan("u", "unload", "L1", 2, TestPark.reference(shipment)))
                .expect(200);
        cancel(WHY).expect(200);
    }

    @Test
    void what_has_left_is_not_cancelled() {
        planned();
        park.load("l", shipment, "L1", 5).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(200);
        assertThat(cancel(WHY).problem()).isEqualTo("/problems/already-dispatched");
        assertThat(
                        admin.newKey("operator", null, "ELSEWHERE")
                                .post("/v1/shipments/" + shipment + "/cancellation", WHY)
                                .expect(404)
                                .problem())
                .isEqualTo("/problems/unknown-shipment");
        cancel("{}").expect(400);
        cancel("{\"reason\":\" \"}").expect(400);
    }

    /// An order of which a part has left goes on with the shipment behind a cancelled one.
    @Test
    void after_a_cancelled_one_the_earlier_one_has_left_still() {
        String order = planned();
        park.load("l", shipment, "L1", 3).expect(200);
        JsonNode left =
                admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(422).json();
        admin.post(
                        "/v1/shipments/" + shipment + "/dispatch",
                        "{\"remaining\":%s}".formatted(left.path("remaining")))
                .expect(200);
        park.shipment("SH2", order);
        operator.post("/v1/shipments/" + park.id("SH2") + "/cancellation", WHY).expect(200);
        park.shipment("SH3", order);
        park.load("l3", park.id("SH3"), "L1", 2).expect(200);
        admin.post("/v1/shipments/" + park.id("SH3") + "/dispatch", "{}").expect(200);
        assertThat(
                        admin.put("/v1/shipments/" + park.id("SH4"), park.shipmentBody(order))
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/orders-dispatched");
    }
}
