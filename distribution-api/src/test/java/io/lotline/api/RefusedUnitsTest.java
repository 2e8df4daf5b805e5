package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is refused at a door in its box, and comes back in it or without it: what the consignee has
/// is what it took, whichever label is scanned.
class RefusedUnitsTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;
    private final String shipment = park.id("SH");
    private String order = "";

    private String sscc(int number) {
        String digits = "1" + park.di.substring(0, 13) + "00" + number;
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return digits + (10 - sum % 10) % 10;
    }

    @BeforeEach
    void aReturnsBin() {
        park.location("RT", "RETURNS");
    }

    /// Pieces of L1 on the road, so many of them in each box.
    private void onTheRoad(int pieces, Map<Integer, Integer> boxes) {
        park.stock("L1", pieces + 5);
        order = park.order("O", pieces);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        park.pick("p", order, "L1", pieces).expect(200);
        park.check("c", order, "L1", pieces).expect(200);
        boxes.forEach(
                (number, quantity) ->
                        admin.post(
                                        "/v1/scans",
                                        park.scan(
                                                "k" + number,
                                                "pack",
                                                "L1",
                                                quantity,
                                                TestPark.reference(order)
                                                        + ",\"container\":\""
                                                        + sscc(number)
                                                        + "\""))
                                .expect(200));
        park.shipment("SH", order);
        park.load("l", shipment, "L1", pieces).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(200);
    }

    private void refuse(int quantity) {
        admin.post(
                        "/v1/shipments/" + shipment + "/delivery",
                        """
                        {"consignee":"%s","receivedBy":"李护士",
                         "refused":[{"di":"%s","lot":"L1","quantity":%d,"reason":"外箱破损"}]}"""
                                .formatted(park.hospital, park.di, quantity))
                .expect(200);
    }

    private Client.Answer bringBack(int box) {
        return admin.post(
                "/v1/scans",
                """
                {"scanId":"%s","task":"return","warehouse":"%s","reference":"%s","location":"RT",
                 "symbols":["]C100%s"]}"""
                        .formatted(UUID.randomUUID(), park.warehouse, order, sscc(box)));
    }

    private Client.Answer bringBackLoose(int quantity) {
        return admin.post(
                "/v1/scans",
                park.scan(
                        UUID.randomUUID().toString(),
                        "return",
                        "L1",
                        quantity,
                        TestPark.reference(order) + TestPark.at("RT")));
    }

    /// What the consignee has, what rides, and what came back to the warehouse's returns.
    private void assertWhere(int atConsignee, int riding, int back) {
        JsonNode trace = admin.get("/v1/trace/lots/" + park.di + "/L1").expect(200).json();
        int delivered = 0;
        for (JsonNode each : trace.path("consignees")) {
            delivered += each.path("quantity").asInt() - each.path("returned").asInt();
        }
        int onBoard = 0;
        for (JsonNode each : trace.path("inTransit")) {
            onBoard += each.path("quantity").asInt();
        }
        int returned = 0;
        for (JsonNode each : trace.path("onHand")) {
            if (each.path("location").asString().equals("RT")) {
                returned += each.path("quantity").asInt();
            }
        }
        Map<String, Integer> seen = new TreeMap<>();
        seen.put("consignee", delivered);
        seen.put("riding", onBoard);
        seen.put("back", returned);
        assertThat(seen)
                .isEqualTo(
                        new TreeMap<>(
                                Map.of("consignee", atConsignee, "riding", riding, "back", back)));
        JsonNode line = admin.get("/v1/orders/" + order).expect(200).json().at("/lines/0");
        assertThat(line.path("toBringBack").asInt()).isEqualTo(riding);
        assertThat(line.path("delivered").asInt() - line.path("returned").asInt())
                .isEqualTo(atConsignee);
    }

    private JsonNode unit(int box) {
        return admin.get("/v1/units/" + sscc(box)).expect(200).json();
    }

    private int contents(int box) {
        int pieces = 0;
        for (JsonNode row : unit(box).path("contents")) {
            pieces += row.path("quantity").asInt();
        }
        return pieces;
    }

    @Test
    void a_box_that_is_refused_whole_comes_back_by_its_label() {
        onTheRoad(4, Map.of(1, 4));
        refuse(4);
        assertThat(unit(1).path("state").asString()).isEqualTo("SHIPPED");
        assertWhere(0, 4, 0);
        bringBack(1).expect(200);
        assertWhere(0, 0, 4);
        assertThat(unit(1).path("state").asString()).isEqualTo("CLOSED");
        assertThat(contents(1)).isEqualTo(4);
    }

    @Test
    void what_is_refused_of_the_only_box_leaves_it() {
        onTheRoad(10, Map.of(1, 10));
        refuse(4);
        assertThat(unit(1).path("state").asString()).isEqualTo("DELIVERED");
        assertThat(contents(1)).isEqualTo(6);
        bringBackLoose(4).expect(200);
        assertWhere(6, 0, 4);
        // and the box itself, later
        bringBack(1).expect(200);
        assertWhere(0, 0, 10);
    }

    @Test
    void the_box_may_come_back_before_what_was_refused_of_it() {
        onTheRoad(10, Map.of(1, 10));
        refuse(4);
        bringBack(1).expect(200);
        assertWhere(0, 4, 6);
        bringBackLoose(4).expect(200);
        assertWhere(0, 0, 10);
    }

    @Test
    void of_equal_boxes_the_one_that_comes_back_was_refused() {
        onTheRoad(8, Map.of(1, 4, 2, 4));
        refuse(4);
        assertWhere(4, 4, 0);
        bringBack(2).expect(200);
        assertWhere(4, 0, 4);
        assertThat(unit(1).path("state").asString()).isEqualTo("DELIVERED");
        assertThat(contents(1)).isEqualTo(4);
        // the other one is sent back by the hospital
        bringBack(1).expect(200);
        assertWhere(0, 0, 8);
    }

    @Test
    void where_nobody_knows_out_of_which_box_it_was_taken_pieces_are_scanned() {
        onTheRoad(9, Map.of(1, 4, 2, 3));
        refuse(5);
        assertWhere(4, 5, 0);
        assertThat(bringBack(1).problem()).isEqualTo("/problems/unit-ended");
        bringBackLoose(5).expect(200);
        assertWhere(4, 0, 5);
        bringBackLoose(4).expect(200);
        assertWhere(0, 0, 9);
        assertThat(bringBackLoose(1).problem()).isEqualTo("/problems/not-returnable");
    }

    @Test
    void what_rides_undelivered_does_not_come_back_as_refused() {
        onTheRoad(4, Map.of(1, 4));
        Client.Answer answer = bringBack(1);
        assertThat(answer.problem()).isEqualTo("/problems/not-returnable");
        assertThat(answer.json().path("refused").asInt()).isZero();
    }
}
