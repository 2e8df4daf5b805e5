package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An owner follows its order to the consignee's signature, and sees nothing of who else is on that
/// vehicle.
class OrderShipmentsTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;
    private final Client owner = admin.newKey("enterprise", park.owner);

    private String picked(String suffix, String consignee) {
        String id = park.id(suffix);
        admin.put(
                        "/v1/orders/" + id,
                        park.orderBody(park.owner, 2).replace(park.hospital, consignee))
                .expect(201);
        admin.post("/v1/orders/" + id + "/allocation", null).expect(200);
        park.pick("p-" + suffix, id, "L1", 2).expect(200);
        park.check("c-" + suffix, id, "L1", 2).expect(200);
        return id;
    }

    private JsonNode shipments(Client client, String order) {
        return client.get("/v1/orders/" + order + "/shipments").expect(200).json().path("items");
    }

    private void sign(String shipment, String consignee, String by) {
        admin.post(
                        "/v1/shipments/" + shipment + "/delivery",
                        "{\"consignee\":\"%s\",\"receivedBy\":\"%s\",\"evidence\":\"POD-%s\"}"
                                .formatted(consignee, by, by))
                .expect(200);
    }

    @Test
    void an_owner_follows_its_order_to_the_signature() {
        park.stock("L1", 10);
        String clinic = park.id("CLINIC");
        park.enterprise(clinic, "CONSIGNEE");
        String mine = picked("A", park.hospital);
        String other = picked("B", clinic);
        assertThat(shipments(owner, mine)).isEmpty();

        String shipment = park.id("SH");
        admin.put(
                        "/v1/shipments/" + shipment,
                        park.shipmentBody(mine)
                                .replace(
                                        "[\"%s\"]".formatted(mine),
                                        "[\"%s\",\"%s\"]".formatted(mine, other))
                                .replace(
                                        "[\"%s\"]".formatted(park.hospital),
                                        "[\"%s\",\"%s\"]".formatted(clinic, park.hospital)))
                .expect(201);
        assertThat(shipments(owner, mine).at("/0/state").asString()).isEqualTo("PLANNED");
        park.load("l", shipment, "L1", 4).expect(200);
        assertThat(shipments(owner, mine).at("/0/state").asString()).isEqualTo("LOADING");
        admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(200);
        assertThat(shipments(owner, mine).at("/0/state").asString()).isEqualTo("DISPATCHED");

        sign(shipment, clinic, "张护士");
        assertThat(shipments(owner, mine).at("/0/state").asString()).isEqualTo("DISPATCHED");
        assertThat(shipments(owner, mine).at("/0/deliveries")).isEmpty();
        assertThat(shipments(owner, other).at("/0/state").asString()).isEqualTo("DELIVERED");

        sign(shipment, park.hospital, "李护士");
        JsonNode row = shipments(owner, mine).get(0);
        assertThat(row.path("state").asString()).isEqualTo("DELIVERED");
        assertThat(row.path("shipmentId").asString()).isEqualTo(shipment);
        assertThat(row.path("carrier").asString()).isEqualTo(park.carrier);
        assertThat(row.path("consignee").asString()).isEqualTo(park.hospital);
        assertThat(row.path("dispatched").asString()).isNotEmpty();
        assertThat(row.path("deliveries").size()).isEqualTo(1);
        assertThat(row.at("/deliveries/0/receivedBy").asString()).isEqualTo("李护士");
        assertThat(row.at("/deliveries/0/evidence").asString()).isEqualTo("POD-李护士");
        assertThat(row.toString()).doesNotContain(clinic, "张护士", other);
    }

    @Test
    void what_left_without_its_goods_is_told() {
        park.stock("L1", 10);
        String sent = picked("D", park.hospital);
        String left = picked("E", park.hospital);
        String shipment = park.id("SH-E");
        admin.put(
                        "/v1/shipments/" + shipment,
                        park.shipmentBody(sent)
                                .replace(
                                        "[\"%s\"]".formatted(sent),
                                        "[\"%s\",\"%s\"]".formatted(sent, left)))
                .expect(201);
        park.load("l-e", shipment, "L1", 2).expect(200);
        JsonNode refused =
                admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(422).json();
        admin.post(
                        "/v1/shipments/" + shipment + "/dispatch",
                        "{\"remaining\":%s}".formatted(refused.path("remaining")))
                .expect(200);
        sign(shipment, park.hospital, "李护士");

        JsonNode with = shipments(owner, sent).get(0);
        assertThat(with.path("state").asString()).isEqualTo("DELIVERED");
        assertThat(with.path("leftBehind").asBoolean()).isFalse();
        JsonNode without = shipments(owner, left).get(0);
        assertThat(without.path("leftBehind").asBoolean()).isTrue();
        assertThat(without.path("deliveries")).isEmpty();
    }

    /// Of what else was signed for at that door, with the same signature, an order tells nothing.
    @Test
    void a_signature_is_for_the_pieces_of_the_order() {
        park.stock("L1", 10);
        String mine = picked("F", park.hospital);
        String more = picked("G", park.hospital);
        String shipment = park.id("SH-F");
        admin.put(
                        "/v1/shipments/" + shipment,
                        park.shipmentBody(mine)
                                .replace(
                                        "[\"%s\"]".formatted(mine),
                                        "[\"%s\",\"%s\"]".formatted(mine, more)))
                .expect(201);
        park.load("l-f", shipment, "L1", 4).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(200);
        sign(shipment, park.hospital, "李护士");

        assertThat(shipments(owner, mine).at("/0/deliveries/0/quantity").asInt()).isEqualTo(2);
        assertThat(shipments(owner, more).at("/0/deliveries/0/quantity").asInt()).isEqualTo(2);
        assertThat(
                        admin.get("/v1/shipments/" + shipment)
                                .expect(200)
                                .json()
                                .at("/deliveries/0/quantity")
                                .asInt())
                .isEqualTo(4);
    }

    @Test
    void it_exists_for_its_owner_only() {
        park.stock("L1", 10);
        String mine = picked("C", park.hospital);
        String stranger = park.id("STRANGER");
        park.enterprise(stranger, "DEPOSITOR");
        for (Client client :
                List.of(
                        admin.newKey("enterprise", stranger),
                        admin.newKey("operator", null, "ELSEWHERE"))) {
            assertThat(client.get("/v1/orders/" + mine + "/shipments").expect(404).problem())
                    .isEqualTo("/problems/unknown-order");
        }
        assertThat(shipments(admin.newKey("quality", null, park.warehouse), mine)).isEmpty();
    }
}
