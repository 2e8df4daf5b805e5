package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The books are brought to what is so on the floor, through the front door.
class AdjustmentsFlowTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    private JsonNode stock() {
        return admin.get("/v1/stock?owner=" + park.owner).expect(200).json().path("items");
    }

    @Test
    void a_loss_is_booked_once_and_names_the_promises_that_it_breaks() {
        park.stock("L1", 10);
        String order = park.order("O", 8);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        String body = park.adjustmentBody("ADJ", "LOST", "L1", 5);

        Client.Answer booked =
                admin.send("POST", "/v1/adjustments", body, "Content-Type", "application/json")
                        .expect(201);
        assertThat(booked.json().path("state").asString()).isEqualTo("BOOKED");
        assertThat(booked.json().path("position").asLong()).isEqualTo(booked.position());
        JsonNode broken = booked.json().path("brokenPromises");
        assertThat(broken).hasSize(1);
        assertThat(broken.get(0).path("orderId").asString()).isEqualTo(order);
        assertThat(broken.get(0).path("quantity").asInt()).isEqualTo(3);
        JsonNode line = admin.get("/v1/orders/" + order).expect(200).json().at("/lines/0");
        assertThat(line.path("allocated").asInt()).isEqualTo(5);
        assertThat(line.path("short").asInt()).isEqualTo(3);
        assertThat(stock().get(0).path("quantity").asInt()).isEqualTo(5);
        JsonNode list = admin.get("/v1/pick-lists?order=" + order).json().path("items");
        assertThat(list.get(0).path("quantity").asInt()).isEqualTo(5);

        long head = admin.get("/v1/log/head").position();
        Client.Answer again = admin.post("/v1/adjustments", body).expect(200);
        assertThat(again.json()).isEqualTo(booked.json());
        assertThat(
                        admin.post("/v1/adjustments", park.adjustmentBody("ADJ", "LOST", "L1", 4))
                                .status())
                .isEqualTo(409);
        assertThat(admin.get("/v1/log/head").position()).isEqualTo(head);
        assertThat(
                        admin.post(
                                        "/v1/adjustments",
                                        park.adjustmentBody("A2", "DESTROYED", "L1", 1))
                                .problem())
                .isEqualTo("/problems/evidence-missing");
        JsonNode history =
                admin.get("/v1/trace/lots/" + park.di + "/L1").expect(200).json().path("history");
        assertThat(history.findValuesAsString("event")).contains("StockAdjusted");
        assertThat(
                        admin.get(
                                        "/v1/trace/lots/" + park.di + "/L1",
                                        "Accept",
                                        "application/ld+json")
                                .expect(200)
                                .text())
                .contains("\"unknown\"");
    }

    @Test
    void above_a_roles_limit_a_second_person_approves() {
        park.stock("L1", 10);
        Client operator = admin.newKey("operator", null, park.warehouse);
        Client quality = admin.newKey("quality", null, park.warehouse);
        String body =
                park.adjustmentBody("ADJ", "DAMAGED", "L1", 2)
                        .replace(park.warehouse + "/A1", "A1");

        Client.Answer asked = operator.post("/v1/adjustments", body).expect(201);
        assertThat(asked.json().path("state").asString()).isEqualTo("AWAITING_APPROVAL");
        assertThat(stock()).hasSize(1);
        assertThat(operator.post("/v1/adjustments", body).expect(200).json())
                .isEqualTo(asked.json());
        String approval = "/v1/adjustments/" + park.id("ADJ") + "/approval";
        assertThat(operator.post(approval, null).status()).isEqualTo(403);
        assertThat(admin.newKey("quality", null, "ELSEWHERE").post(approval, null).status())
                .isEqualTo(404);
        JsonNode approved = quality.post(approval, null, park.id("k")).expect(200).json();
        assertThat(approved.path("state").asString()).isEqualTo("BOOKED");
        assertThat(quality.post(approval, null, park.id("k")).expect(200).json())
                .isEqualTo(approved);
        assertThat(quality.post(approval, null).expect(200).json()).isEqualTo(approved);
        assertThat(stock()).hasSize(2);

        JsonNode shown =
                admin.get("/v1/adjustments?state=BOOKED&kind=DAMAGED&di=" + park.di)
                        .expect(200)
                        .json()
                        .path("items");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).path("reason").asString()).isEqualTo("叉车碰撞");
        Client owner = admin.newKey("enterprise", park.owner);
        assertThat(owner.get("/v1/adjustments").expect(200).json().path("items")).hasSize(1);
        park.enterprise(park.id("OTHER"), "DEPOSITOR");
        Client other = admin.newKey("enterprise", park.id("OTHER"));
        assertThat(other.get("/v1/adjustments").expect(200).json().path("items")).isEmpty();
    }

    @Test
    void what_waits_for_approval_has_a_way_back() {
        park.stock("L1", 10);
        Client operator = admin.newKey("operator", null, park.warehouse);
        Client other = admin.newKey("operator", null, park.warehouse);
        Client quality = admin.newKey("quality", null, park.warehouse);
        String why = "{\"reason\":\"数错了\"}";
        for (Client way : new Client[] {operator, quality}) {
            String id = "ADJ-" + (way == operator ? "O" : "Q");
            operator.post("/v1/adjustments", park.adjustmentBody(id, "DAMAGED", "L1", 2))
                    .expect(201);
            String path = "/v1/adjustments/" + park.id(id);
            assertThat(other.post(path + "/refusal", why).problem())
                    .isEqualTo("/problems/asked-by-other");
            Client.Answer refused = way.post(path + "/refusal", why).expect(200);
            assertThat(refused.json().path("state").asString()).isEqualTo("REFUSED");
            assertThat(refused.json().path("position").asLong()).isEqualTo(refused.position());
            assertThat(way.post(path + "/refusal", why).expect(200).json())
                    .isEqualTo(refused.json());
            assertThat(quality.post(path + "/approval", null).problem())
                    .isEqualTo("/problems/adjustment-refused");
        }
        String mine = "&di=" + park.di;
        assertThat(
                        admin.get("/v1/adjustments?state=AWAITING_APPROVAL" + mine)
                                .expect(200)
                                .json()
                                .path("items"))
                .isEmpty();
        JsonNode shown =
                admin.get("/v1/adjustments?state=REFUSED" + mine).expect(200).json().path("items");
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0).path("refusalReason").asString()).isEqualTo("数错了");
        assertThat(stock()).hasSize(1);
    }

    @Test
    void what_goes_back_to_its_supplier_is_no_dispatch_of_the_day() {
        park.stock("L1", 10);
        Client owner = admin.newKey("enterprise", park.owner);
        admin.post("/v1/adjustments", park.adjustmentBody("BACK", "RETURNED_TO_SUPPLIER", "L1", 2))
                .expect(201);
        sends("L1", 3);
        JsonNode overview = owner.get("/v1/insight/overview").expect(200).json();
        JsonNode today = overview.path("days").get(overview.path("days").size() - 1);
        assertThat(today.path("dispatches").asInt()).isOne();
        assertThat(today.path("dispatchedQuantity").asInt()).isEqualTo(3);
        assertThat(
                        overview.path("hourly")
                                .valueStream()
                                .mapToInt(hour -> hour.path("dispatched").asInt())
                                .sum())
                .isEqualTo(3);
    }

    /// Delivered goods came back and some of them ended before the recall: every piece is told.
    @Test
    void the_sums_of_a_recall_add_up() {
        park.stock("L1", 30);
        String order = sends("L1", 13);
        admin.post(
                        "/v1/scans",
                        park.scan(
                                "back",
                                "return",
                                "L1",
                                10,
                                TestPark.reference(order) + TestPark.at("DOCK")))
                .expect(200);
        admin.post(
                        "/v1/adjustments",
                        park.adjustmentBody("GONE", "DESTROYED", "L1", 2)
                                .replace("}", ",\"witness\":\"王\",\"certificate\":\"C-1\"}"))
                .expect(201);
        admin.post("/v1/adjustments", park.adjustmentBody("LOST", "LOST", "L1", 1)).expect(201);
        park.recall("R", "L1").expect(201);
        JsonNode reach = admin.get("/v1/recalls/" + park.id("R")).expect(200).json();
        assertThat(reach.path("received").asInt()).isEqualTo(30);
        assertThat(reach.path("located").asInt()).isEqualTo(24);
        assertThat(reach.path("delivered").asInt()).isEqualTo(13);
        assertThat(reach.path("returned").asInt()).isEqualTo(10);
        assertThat(reach.path("recovered").asInt()).isZero();
        assertThat(reach.path("outstanding").asInt()).isEqualTo(3);
        assertThat(reach.path("ended").asInt()).isEqualTo(3);
        JsonNode consignee = reach.at("/consignees/0");
        assertThat(consignee.path("delivered").asInt()).isEqualTo(13);
        assertThat(consignee.path("returned").asInt()).isEqualTo(10);
        assertThat(consignee.path("outstanding").asInt()).isEqualTo(3);
    }

    /// Goods of a lot are ordered, picked, checked, loaded, dispatched and delivered.
    private String sends(String lot, int quantity) {
        String order = park.order("SO", quantity);
        String shipment = park.shipment("SH", order);
        park.pick("sp", order, lot, quantity).expect(200);
        park.check("sc", order, lot, quantity).expect(200);
        park.load("sl", shipment, lot, quantity).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", null).expect(200);
        admin.post(
                        "/v1/shipments/" + shipment + "/delivery",
                        "{\"consignee\":\"%s\",\"receivedBy\":\"王护士\"}".formatted(park.hospital))
                .expect(200);
        return order;
    }

    @Test
    void nobody_approves_what_they_asked_for() {
        park.stock("L1", 200);
        Client quality = admin.newKey("quality", null);
        quality.post("/v1/adjustments", park.adjustmentBody("ADJ", "LOST", "L1", 101)).expect(201);
        String approval = "/v1/adjustments/" + park.id("ADJ") + "/approval";
        assertThat(quality.post(approval, null).problem())
                .isEqualTo("/problems/second-person-needed");
        park.order("O", 150);
        park.pick("p", park.id("O"), "L1", 150).expect(200);
        assertThat(admin.post(approval, null).problem()).isEqualTo("/problems/insufficient-stock");
    }
}
