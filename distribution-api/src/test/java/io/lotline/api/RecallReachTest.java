package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whom a recall reaches, in picking, on the road and at the consignee, and how it is closed: the
/// same whether it is rehearsed or started.
class RecallReachTest {
    private static final TestPark PARK = new TestPark(RunningLotline.shared());

    /// Two are delivered, three are on the road, four are picked, and one lies in the warehouse.
    private static void goods(String lot) {
        PARK.stock(lot, 10);
        String first = order(lot, "1", 2);
        send(lot, "1", first, 2);
        PARK.admin
                .post(
                        "/v1/shipments/" + PARK.id("S-" + lot + "1") + "/delivery",
                        "{\"consignee\":\"%s\",\"receivedBy\":\"护士\"}".formatted(PARK.hospital))
                .expect(200);
        send(lot, "2", order(lot, "2", 3), 3);
        order(lot, "3", 4);
    }

    private static String order(String lot, String suffix, int quantity) {
        String order = PARK.order("O-" + lot + suffix, quantity);
        PARK.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        PARK.pick("k-" + lot + suffix, order, lot, quantity).expect(200);
        return order;
    }

    private static void send(String lot, String suffix, String order, int quantity) {
        PARK.check("c-" + lot + suffix, order, lot, quantity).expect(200);
        String shipment = PARK.shipment("S-" + lot + suffix, order);
        PARK.load("l-" + lot + suffix, shipment, lot, quantity).expect(200);
        PARK.admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(200);
    }

    private static void reachesAll(JsonNode reach, String lot) {
        assertThat(reach.path("received").asInt()).isEqualTo(10);
        assertThat(reach.path("located").asInt()).isEqualTo(1);
        assertThat(reach.path("picked").asInt()).isEqualTo(4);
        assertThat(reach.path("dispatched").asInt()).isEqualTo(3);
        assertThat(reach.path("outstanding").asInt()).isEqualTo(2);
        assertThat(reach.path("unaccounted").asInt()).isEqualTo(9);
        JsonNode picked = reach.at("/underway/0");
        assertThat(picked.path("order").asString()).isEqualTo(PARK.id("O-" + lot + "3"));
        assertThat(picked.path("consignee").asString()).isEqualTo(PARK.hospital);
        assertThat(picked.path("consigneeName").asString()).isNotEmpty();
        assertThat(picked.path("quantity").asInt()).isEqualTo(4);
        JsonNode riding = reach.at("/underway/1");
        assertThat(riding.path("shipment").asString()).isEqualTo(PARK.id("S-" + lot + "2"));
        assertThat(riding.path("carrier").asString()).isEqualTo(PARK.carrier);
        assertThat(riding.path("carrierName").asString()).isNotEmpty();
        assertThat(riding.path("quantity").asInt()).isEqualTo(3);
        assertThat(reach.path("underway")).hasSize(2);
    }

    @Test
    void a_rehearsal_reaches_what_a_recall_reaches_and_stops_and_records_nothing() {
        goods("W1");
        long before = PARK.admin.get("/v1/log/head").position();
        Client.Answer rehearsed =
                PARK.admin.post("/v1/recall-rehearsals", PARK.recallBody("W1")).expect(200);
        assertThat(rehearsed.position()).isEqualTo(before);
        assertThat(PARK.admin.get("/v1/log/head").position()).isEqualTo(before);
        reachesAll(rehearsed.json(), "W1");
        assertThat(rehearsed.json().path("answeredIn").isIntegralNumber()).isTrue();
        assertThat(rehearsed.json().at("/deadlines/notify").asString()).isNotEmpty();
        assertThat(PARK.admin.get("/v1/recalls?lot=W1").expect(200).json().path("items")).isEmpty();
        // nothing is stopped
        String last = PARK.order("O-W1-LAST", 1);
        PARK.admin.post("/v1/orders/" + last + "/allocation", null).expect(200);
        PARK.pick("k-W1-last", last, "W1", 1).expect(200);
    }

    @Test
    void what_a_recall_would_be_refused_for_its_rehearsal_is_refused_for() {
        PARK.stock("W2", 1);
        assertThat(
                        PARK.admin
                                .post("/v1/recall-rehearsals", PARK.recallBody("w2"))
                                .expect(422)
                                .problem())
                .isEqualTo(PARK.recall("R-W2", "w2").expect(422).problem());
    }

    @Test
    void a_recall_says_for_which_orders_and_on_whose_vehicles_the_goods_are() {
        goods("W3");
        PARK.recall("R-W3", "W3").expect(201);
        String recall = "/v1/recalls/" + PARK.id("R-W3");
        reachesAll(PARK.admin.get(recall).expect(200).json(), "W3");
        Client.Answer first = PARK.admin.get(recall + "/underway?limit=1").expect(200);
        assertThat(first.json().path("items")).hasSize(1);
        assertThat(first.header("Link")).contains("rel=\"next\"");
        // its owner sees it, whoever only waits for the goods does not
        Client owner = PARK.admin.newKey("enterprise", PARK.owner);
        assertThat(owner.get(recall + "/underway").expect(200).json().path("items")).hasSize(2);
        Client hospital = PARK.admin.newKey("enterprise", PARK.hospital);
        assertThat(hospital.get(recall + "/underway").expect(200).json().path("items")).isEmpty();
    }

    @Test
    void it_is_closed_when_all_is_accounted_for_or_the_absence_explained() {
        goods("W4");
        PARK.recall("R-W4", "W4").expect(201);
        String recall = "/v1/recalls/" + PARK.id("R-W4");
        JsonNode refused = PARK.admin.post(recall + "/close", null).expect(422).json();
        assertThat(refused.path("type").asString()).isEqualTo("/problems/recall-not-accounted");
        assertThat(refused.path("picked").asInt()).isEqualTo(4);
        assertThat(refused.path("onVehicles").asInt()).isEqualTo(3);
        assertThat(refused.path("outstanding").asInt()).isEqualTo(2);
        PARK.admin.post(recall + "/close", "{\"explanation\":\" \"}").expect(400);
        String explained = "{\"explanation\":\"车辆失火，货物全损\"}";
        PARK.admin.post(recall + "/close", explained, "close-W4").expect(200);
        PARK.admin.post(recall + "/close", explained, "close-W4").expect(200);
        JsonNode closed = PARK.admin.get(recall).expect(200).json();
        assertThat(closed.path("state").asString()).isEqualTo("CLOSED");
        assertThat(closed.path("explanation").asString()).isEqualTo("车辆失火，货物全损");
        PARK.admin.post(recall + "/close", "{\"explanation\":\"nobody knows\"}").expect(422);
    }
}
