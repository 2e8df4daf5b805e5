package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static io.lotline.api.TestPark.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Logistic units as units, through the front door: one scan of the label is all that is in it.
class WholeUnitsFlowTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;
    private final String pallet = sscc(1);
    private final String box = sscc(2);
    private final String inner = sscc(3);
    private int scans;

    /// A number of this park: its device's own digits are in it.
    private String sscc(int number) {
        String digits = "1" + park.di.substring(0, 13) + "0%02d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return digits + (10 - sum % 10) % 10;
    }

    private Client.Answer whole(String task, String unit, String more) {
        return scan(task, "\"]C100" + unit + "\"", more);
    }

    private Client.Answer scan(String task, String symbols, String more) {
        return admin.post("/v1/scans", body(task, symbols, more));
    }

    private String body(String task, String symbols, String more) {
        return """
               {"scanId":"%s","task":"%s","warehouse":"%s","symbols":[%s]%s}"""
                .formatted(park.id("w" + scans++), task, park.warehouse, symbols, more);
    }

    private Client.Answer receive(String notice, String unit, String lot, int count) {
        return scan(
                "receive",
                "\"]C100%s\",\"]C102%s17310531\",\"]C110%s\\u001d37%d\""
                        .formatted(unit, park.di, lot, count),
                reference(notice) + at("DOCK"));
    }

    private Client.Answer correct(String id, long position, String instead) {
        return admin.post(
                "/v1/corrections",
                "{\"correctionId\":\"%s\",\"position\":%d,\"reason\":\"扫错了\"%s}"
                        .formatted(
                                park.id(id),
                                position,
                                instead.isEmpty() ? "" : ",\"instead\":" + instead));
    }

    private String held(String sscc, String more) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row :
                admin.get("/v1/units/" + sscc + more).expect(200).json().path("contents")) {
            rows.add(row.path("lot").asString() + " " + row.path("quantity").asInt());
        }
        return String.join(", ", rows);
    }

    private void inspect(String notice, String lot, int quantity) {
        admin.post("/v1/inspections", park.inspectionBody(notice, lot, quantity)).expect(201);
    }

    private static String into(String unit) {
        return ",\"container\":\"" + unit + "\"";
    }

    private JsonNode unit(String sscc) {
        return admin.get("/v1/units/" + sscc).expect(200).json();
    }

    private int lying(String location) {
        int sum = 0;
        for (JsonNode row :
                admin.get(
                                "/v1/stock?owner="
                                        + park.owner
                                        + "&location="
                                        + location
                                        + "&warehouse="
                                        + park.warehouse)
                        .expect(200)
                        .json()
                        .path("items")) {
            sum += row.path("quantity").asInt();
        }
        return sum;
    }

    /// A pallet of 20 of L1, accepted, in A1.
    private String stored() {
        String notice = park.notice("ASN", "L1", 60);
        receive(notice, pallet, "L1", 20).expect(200);
        inspect(notice, "L1", 20);
        whole("putaway", pallet, at("DOCK") + to("A1")).expect(200);
        return notice;
    }

    private String picked(String suffix, int quantity) {
        String order = park.order(suffix, quantity);
        whole("pick", pallet, reference(order) + at("A1")).expect(200);
        return order;
    }

    private String sent(String order) {
        whole("check", pallet, reference(order)).expect(200);
        String shipment = park.shipment("S", order);
        whole("load", pallet, reference(shipment)).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", null).expect(200);
        return shipment;
    }

    private void deliver(String shipment) {
        admin.post(
                        "/v1/shipments/" + shipment + "/delivery",
                        "{\"consignee\":\"%s\",\"receivedBy\":\"王芳\"}".formatted(park.hospital))
                .expect(200);
    }

    @Test
    void one_scan_of_its_label_is_the_whole_unit_from_door_to_door_and_back() {
        park.location("A2", "QUALIFIED");
        park.location("RET", "RETURNS");
        String notice = stored();
        JsonNode there = unit(pallet);
        assertThat(there.path("state").asString()).isEqualTo("CLOSED");
        assertThat(there.path("place").asString()).isEqualTo("location:" + park.warehouse + "/A1");
        assertThat(there.at("/contents/0/quantity").asInt()).isEqualTo(20);
        assertThat(there.at("/contents/0/lot").asString()).isEqualTo("L1");
        assertThat(there.at("/contents/0/owner").asString()).isEqualTo(park.owner);

        Client.Answer moved = whole("move", pallet, at("A1") + to("A2")).expect(200);
        assertThat(moved.json().at("/item/sscc").asString()).isEqualTo(pallet);
        assertThat(moved.json().at("/item/quantity").asInt()).isEqualTo(20);
        assertThat(lying("A2")).isEqualTo(20);
        assertThat(lying("A1")).isZero();
        whole("move", pallet, to("A1")).expect(200);
        whole("count", pallet, reference(park.id("C-1")) + at("A1")).expect(200);

        String order = picked("O", 20);
        assertThat(unit(pallet).path("place").asString()).isEqualTo("order:" + order);
        assertThat(admin.get("/v1/orders/" + order).json().at("/lines/0/picked").asInt())
                .isEqualTo(20);
        whole("check", pallet, reference(order)).expect(200);
        assertThat(admin.get("/v1/orders/" + order).json().at("/lines/0/checked").asInt())
                .isEqualTo(20);
        String shipment = park.shipment("S", order);
        whole("load", pallet, reference(shipment)).expect(200);
        whole("unload", pallet, reference(shipment)).expect(200);
        whole("load", pallet, reference(shipment)).expect(200);
        assertThat(unit(pallet).path("place").asString()).isEqualTo("vehicle:" + shipment);
        admin.post("/v1/shipments/" + shipment + "/dispatch", null).expect(200);
        assertThat(unit(pallet).path("state").asString()).isEqualTo("SHIPPED");
        assertThat(whole("load", pallet, reference(shipment)).problem())
                .isEqualTo("/problems/unit-elsewhere");
        deliver(shipment);
        assertThat(unit(pallet).path("state").asString()).isEqualTo("DELIVERED");
        assertThat(admin.get("/v1/orders/" + order).json().at("/lines/0/delivered").asInt())
                .isEqualTo(20);
        assertThat(whole("move", pallet, to("A2")).problem()).isEqualTo("/problems/unit-elsewhere");
        assertThat(receive(notice, pallet, "L1", 20).problem()).startsWith("/problems/unit-");

        whole("return", pallet, reference(order) + at("RET")).expect(200);
        assertThat(unit(pallet).path("state").asString()).isEqualTo("CLOSED");
        assertThat(lying("RET")).isEqualTo(20);
        assertThat(whole("putaway", pallet, to("A1")).problem())
                .isEqualTo("/problems/not-inspected");
    }

    @Test
    void a_piece_that_is_taken_by_its_own_label_leaves_its_unit_and_the_answer_says_so() {
        park.location("A2", "QUALIFIED");
        stored();
        park.stock("L2", 5);
        Client.Answer taken =
                admin.post("/v1/scans", park.scan("t", "move", "L1", 3, at("A1") + to("A2")))
                        .expect(200);
        assertThat(taken.json().path("unpacked").get(0).asString()).isEqualTo(pallet);
        assertThat(taken.json().at("/item/quantity").asInt()).isEqualTo(3);
        assertThat(
                        admin.get(
                                        "/v1/log/events?limit=1&from="
                                                + taken.json().path("position").asLong())
                                .json()
                                .at("/items/0/name")
                                .asString())
                .as("what is corrected if the scan was a mistake")
                .isEqualTo("lotline.GoodsMoved");
        assertThat(unit(pallet).at("/contents/0/quantity").asInt()).isEqualTo(17);
        assertThat(unit(pallet).path("state").asString()).isEqualTo("OPEN");
        assertThat(
                        admin.get("/v1/trace/units/" + pallet)
                                .expect(200)
                                .json()
                                .path("history")
                                .findValuesAsString("event"))
                .contains("ItemUnpacked", "UnitHandled");
        Client.Answer rest = whole("move", pallet, at("A1") + to("A2")).expect(200);
        assertThat(rest.json().at("/item/quantity").asInt()).isEqualTo(17);

        admin.post("/v1/scans", park.scan("u", "move", "L1", 20, at("A2") + to("A1"))).expect(200);
        assertThat(unit(pallet).path("state").asString()).isEqualTo("ENDED");
        assertThat(whole("move", pallet, to("A2")).problem()).isEqualTo("/problems/unit-ended");
        assertThat(
                        admin.post(
                                        "/v1/scans",
                                        park.scan("v", "move", "L2", 5, at("A1") + to("A2")))
                                .expect(200)
                                .json()
                                .has("unpacked"))
                .isFalse();
    }

    @Test
    void what_was_received_in_it_by_mistake_is_corrected_in_the_unit_too() {
        String notice = park.notice("ASN", "L1", 60);
        Client.Answer wrong = receive(notice, pallet, "L1", 10).expect(200);
        Client.Answer less =
                correct("C1", wrong.json().path("position").asLong(), "{\"quantity\":8}")
                        .expect(201);
        assertThat(held(pallet, "")).isEqualTo("L1 8");
        assertThat(held(pallet, "?knownAt=" + wrong.position())).isEqualTo("L1 10");
        assertThat(lying("DOCK")).isEqualTo(8);
        long right = less.json().path("replacements").get(0).asLong();
        correct("C2", right, "").expect(201);
        admin.get("/v1/units/" + pallet).expect(404);
        assertThat(lying("DOCK")).isZero();
        receive(notice, pallet, "L1", 9).expect(200);
        assertThat(held(pallet, "")).isEqualTo("L1 9");
    }

    @Test
    void loose_goods_go_before_a_unit_whose_receipt_was_corrected() {
        String notice = park.notice("ASN", "L1", 60);
        Client.Answer wrong = receive(notice, pallet, "L1", 10).expect(200);
        correct("C1", wrong.json().path("position").asLong(), "{\"quantity\":8}").expect(201);
        admin.post("/v1/scans", park.scan("r", "receive", "L1", 5, reference(notice) + at("DOCK")))
                .expect(200);
        inspect(notice, "L1", 13);
        Client.Answer loose =
                admin.post("/v1/scans", park.scan("p", "putaway", "L1", 5, at("DOCK") + to("A1")))
                        .expect(200);
        assertThat(loose.json().has("unpacked")).isFalse();
        whole("putaway", pallet, at("DOCK") + to("A1")).expect(200);
        assertThat(lying("A1")).isEqualTo(13);
        assertThat(held(pallet, "")).isEqualTo("L1 8");
    }

    @Test
    void what_a_count_books_as_lost_is_no_longer_in_its_unit() {
        park.location("A2", "QUALIFIED");
        stored();
        String count = park.id("CNT");
        admin.put("/v1/counts/" + count, park.countBody(false, "A1")).expect(201);
        park.count("c", count, "L1", 16).expect(200);
        admin.post("/v1/counts/" + count + "/booking", null).expect(200);
        assertThat(lying("A1")).isEqualTo(16);
        assertThat(held(pallet, "")).isEqualTo("L1 16");
        whole("move", pallet, at("A1") + to("A2")).expect(200);
        assertThat(lying("A2")).isEqualTo(16);
    }

    private JsonNode traced(String sscc) {
        return admin.get("/v1/trace/units/" + sscc).expect(200).json();
    }

    private String contents(String sscc) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : traced(sscc).path("contents")) {
            rows.add(
                    row.path("lot").asString()
                            + " "
                            + row.path("quantity").asInt()
                            + (row.has("orderId") || row.has("order") ? " picked" : ""));
        }
        return String.join(", ", rows);
    }

    @Test
    void a_trace_tells_what_is_in_it_however_often_it_moved() {
        park.location("A2", "QUALIFIED");
        stored();
        for (String where : List.of("A2", "A1", "A2", "A1")) {
            whole("move", pallet, to(where)).expect(200);
        }
        assertThat(contents(pallet)).isEqualTo("L1 20");
        admin.post("/v1/scans", park.scan("t", "move", "L1", 3, at("A1") + to("A2"))).expect(200);
        whole("move", pallet, to("A2")).expect(200);
        JsonNode trace = traced(pallet);
        assertThat(trace.path("received").asInt()).isEqualTo(20);
        assertThat(contents(pallet)).isEqualTo("L1 17");
    }

    @Test
    void a_trace_tells_the_ways_of_its_own_unit_only() {
        park.stock("L1", 10);
        String order = park.order("O", 6);
        park.pick("k", order, "L1", 6).expect(200);
        park.check("c", order, "L1", 6).expect(200);
        admin.post("/v1/scans", park.scan("b1", "pack", "L1", 4, reference(order) + into(inner)))
                .expect(200);
        admin.post("/v1/scans", park.scan("b2", "pack", "L1", 2, reference(order) + into(box)))
                .expect(200);
        whole("pack", inner, into(pallet)).expect(200);
        whole("pack", box, into(pallet)).expect(200);
        String shipment = park.shipment("S", order);
        whole("load", pallet, reference(shipment)).expect(200);
        assertThat(contents(pallet)).isEqualTo("L1 6 picked");
        long together = traced(inner).path("position").asLong();
        whole("unload", box, reference(shipment)).expect(200);
        whole("load", box, reference(shipment)).expect(200);
        assertThat(contents(pallet)).isEqualTo("L1 4 picked");
        assertThat(contents(inner)).isEqualTo("L1 4 picked");
        assertThat(traced(inner).path("history"))
                .allSatisfy(
                        step -> {
                            assertThat(step.path("position").asLong())
                                    .isLessThanOrEqualTo(together);
                            assertThat(step.path("quantity").asInt()).isEqualTo(4);
                        });
        assertThat(traced(box).path("history").findValuesAsString("event"))
                .filteredOn("UnitHandled"::equals)
                .hasSize(3);
    }

    @Test
    void what_lies_loose_goes_before_what_is_in_a_unit() {
        park.location("A2", "QUALIFIED");
        String notice = stored();
        admin.post("/v1/scans", park.scan("r", "receive", "L1", 5, reference(notice) + at("DOCK")))
                .expect(200);
        inspect(notice, "L1", 5);
        admin.post("/v1/scans", park.scan("p", "putaway", "L1", 5, at("DOCK") + to("A1")))
                .expect(200);
        Client.Answer loose =
                admin.post("/v1/scans", park.scan("t", "move", "L1", 5, at("A1") + to("A2")))
                        .expect(200);
        assertThat(loose.json().has("unpacked")).isFalse();
        assertThat(unit(pallet).at("/contents/0/quantity").asInt()).isEqualTo(20);
        Client.Answer mixed =
                admin.post("/v1/scans", park.scan("u", "move", "L1", 1, at("A1") + to("A2")))
                        .expect(200);
        assertThat(mixed.json().path("unpacked").get(0).asString()).isEqualTo(pallet);
        assertThat(unit(pallet).at("/contents/0/quantity").asInt()).isEqualTo(19);
    }

    @Test
    void units_are_in_units_to_any_depth_and_go_together() {
        park.location("A2", "QUALIFIED");
        park.stock("L1", 10);
        String order = park.order("O", 6);
        park.pick("k", order, "L1", 6).expect(200);
        park.check("c", order, "L1", 6).expect(200);
        admin.post("/v1/scans", park.scan("b1", "pack", "L1", 4, reference(order) + into(inner)))
                .expect(200);
        admin.post("/v1/scans", park.scan("b2", "pack", "L1", 2, reference(order) + into(box)))
                .expect(200);
        whole("pack", inner, reference(order) + into(box)).expect(200);
        whole("pack", box, into(pallet)).expect(200);
        assertThat(unit(pallet).path("children").get(0).asString()).isEqualTo(box);
        assertThat(unit(box).path("parent").asString()).isEqualTo(pallet);
        assertThat(unit(box).path("children").get(0).asString()).isEqualTo(inner);
        assertThat(whole("pack", pallet, into(inner)).problem())
                .isEqualTo("/problems/unit-in-itself");
        assertThat(whole("pack", box, into(box)).problem()).isEqualTo("/problems/unit-in-itself");
        assertThat(whole("pack", box, into(pallet)).problem())
                .isEqualTo("/problems/unit-already-in");

        String shipment = park.shipment("S", order);
        Client.Answer loaded = whole("load", pallet, reference(shipment)).expect(200);
        assertThat(loaded.json().at("/item/quantity").asInt()).isEqualTo(6);
        admin.post("/v1/shipments/" + shipment + "/dispatch", null).expect(200);
        deliver(shipment);
        for (String each : List.of(pallet, box, inner)) {
            assertThat(unit(each).path("state").asString()).as(each).isEqualTo("DELIVERED");
        }
        park.location("RET", "RETURNS");
        Client.Answer out = whole("return", inner, reference(order) + at("RET")).expect(200);
        assertThat(out.json().path("unpacked").get(0).asString()).isEqualTo(box);
        assertThat(unit(box).path("children")).isEmpty();
        assertThat(unit(inner).has("parent")).isFalse();
        assertThat(lying("RET")).isEqualTo(4);
    }

    @Test
    void a_unit_with_one_bad_piece_is_refused_naming_it_and_nothing_moves() {
        park.location("A2", "QUALIFIED");
        park.location("RED", "NON_CONFORMING");
        String first = park.notice("ASN", "L1", 60);
        String second = park.notice("ASN2", "L2", 60);
        receive(first, pallet, "L1", 4).expect(200);
        // the second lot of the unit comes under the same notice or not at all
        assertThat(receive(second, pallet, "L2", 4).problem())
                .isEqualTo("/problems/unit-already-received");
        receive(second, box, "L2", 4).expect(200);
        whole("pack", box, into(pallet)).expect(200);
        inspect(first, "L1", 4);
        inspect(second, "L2", 4);
        park.recall("R", "L2").expect(201);

        Client.Answer refused = whole("putaway", pallet, at("DOCK") + to("A1"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/lot-under-recall");
        assertThat(refused.json().path("lot").asString()).isEqualTo("L2");
        assertThat(lying("DOCK")).isEqualTo(8);
        // set apart whole, by its own label
        whole("putaway", box, at("DOCK") + to("RED")).expect(200);
        whole("putaway", pallet, at("DOCK") + to("A1")).expect(200);
        assertThat(lying("A1")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "hold, lot-on-hold",
        "recall, lot-under-recall",
        "zone, wrong-location",
        "full, location-full",
        "cold, wrong-location",
        "elsewhere, wrong-location",
        "nowhere, unknown-location",
        "promised, insufficient-stock",
        "owner, unit-of-other-owner"
    })
    void each_rule_of_single_pieces_holds_for_a_unit(String rule, String problem) {
        park.location("A2", "QUALIFIED");
        park.location("RET", "RETURNS");
        admin.put(
                        "/v1/warehouses/" + park.warehouse + "/locations/SMALL",
                        "{\"zone\":\"QUALIFIED\",\"capacity\":19}")
                .expect(201);
        stored();
        String target = "A2";
        String more = at("A1");
        switch (rule) {
            case "hold" ->
                    admin.post(
                                    "/v1/holds",
                                    "{\"di\":\"%s\",\"lot\":\"L1\",\"reason\":\"r\"}"
                                            .formatted(park.di))
                            .expect(201);
            case "recall" -> park.recall("R", "L1").expect(201);
            case "zone" -> target = "RET";
            case "full" -> target = "SMALL";
            case "cold" -> {
                admin.put(
                                "/v1/warehouses/" + park.warehouse + "/locations/COLD",
                                "{\"zone\":\"DISPATCH\",\"minCelsius\":2,\"maxCelsius\":8}")
                        .expect(201);
                target = "COLD";
                more = at("A2");
            }
            case "elsewhere" -> more = at("A2");
            case "nowhere" -> target = "NO-SUCH";
            case "promised" -> {
                String order = park.order("O", 1);
                admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
            }
            case "owner" -> more += ",\"owner\":\"" + park.supplier + "\"";
            default -> throw new AssertionError(rule);
        }
        Client.Answer refused = whole("move", pallet, more + to(target));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/" + problem);
        assertThat(lying("A1")).isEqualTo(20);
        assertThat(unit(pallet).path("place").asString())
                .isEqualTo("location:" + park.warehouse + "/A1");
    }

    @ParameterizedTest
    @CsvSource({"hold, lot-on-hold", "recall, lot-under-recall"})
    void a_unit_with_stopped_goods_is_neither_checked_nor_packed(String rule, String problem) {
        stored();
        String order = picked("O", 20);
        if (rule.equals("hold")) {
            admin.post(
                            "/v1/holds",
                            "{\"di\":\"%s\",\"lot\":\"L1\",\"reason\":\"r\"}".formatted(park.di))
                    .expect(201);
        } else {
            park.recall("R", "L1").expect(201);
        }
        assertThat(whole("check", pallet, reference(order)).problem())
                .isEqualTo("/problems/" + problem);
        assertThat(whole("pack", pallet, reference(order) + into(box)).problem())
                .isEqualTo("/problems/" + problem);
    }

    @Test
    void a_unit_in_a_bin_with_stopped_goods_is_not_packed_either() {
        stored();
        admin.post(
                        "/v1/holds",
                        "{\"di\":\"%s\",\"reason\":\"r\",\"location\":\"%s/A1\"}"
                                .formatted(park.di, park.warehouse))
                .expect(201);
        assertThat(whole("pack", pallet, into(box)).problem()).isEqualTo("/problems/lot-on-hold");
    }

    @Test
    void an_unit_is_for_one_order_of_one_consignee_and_in_one_place() {
        stored();
        String order = picked("O", 30);
        String other = park.order("O2", 30);
        assertThat(whole("pick", pallet, reference(other) + at("A1")).problem())
                .isEqualTo("/problems/unit-elsewhere");
        assertThat(whole("check", pallet, reference(other)).problem())
                .isEqualTo("/problems/unit-not-of-order");
        assertThat(whole("return", pallet, reference(other) + at("DOCK")).problem())
                .isEqualTo("/problems/unit-not-of-order");
        String shipment = park.shipment("S2", other);
        assertThat(whole("load", pallet, reference(shipment)).problem())
                .isEqualTo("/problems/not-on-shipment");
        assertThat(whole("unload", pallet, reference(shipment)).problem())
                .isEqualTo("/problems/unit-elsewhere");
        assertThat(whole("load", pallet, reference(park.shipment("S1", order))).problem())
                .isEqualTo("/problems/not-checked");
        assertThat(whole("count", pallet, reference("C") + at("A1")).problem())
                .isEqualTo("/problems/unit-elsewhere");
        // by its own label, back into a bin: nothing of it is wanted any more
        admin.post("/v1/orders/" + order + "/cancellation", "{\"reason\":\"r\"}").expect(200);
        whole("putaway", pallet, reference(order) + to("A1")).expect(200);
        assertThat(lying("A1")).isEqualTo(20);
        assertThat(unit(pallet).at("/contents/0/quantity").asInt()).isEqualTo(20);
        whole("pick", pallet, reference(other) + at("A1")).expect(200);
    }

    @Test
    void too_many_for_an_order_are_refused_as_a_whole() {
        stored();
        String order = park.order("O", 19);
        assertThat(whole("pick", pallet, reference(order) + at("A1")).problem())
                .isEqualTo("/problems/over-pick");
        assertThat(lying("A1")).isEqualTo(20);
    }

    @Test
    void an_announced_unit_is_received_by_its_label_alone() {
        String notice = park.id("ASN-U");
        admin.put(
                        "/v1/inbound-notices/" + notice,
                        """
                        {"owner":"%s","supplier":"%s","warehouse":"%s","lines":[
                         {"di":"%s","lot":"L1","expiryDate":"2031-05-31","quantity":7,"sscc":"%s"},
                         {"di":"%s","lot":"L2","expiryDate":"2031-05-31","quantity":5,"sscc":"%s"},
                         {"di":"%s","lot":"L3","expiryDate":"2031-05-31","quantity":5}]}"""
                                .formatted(
                                        park.owner,
                                        park.supplier,
                                        park.warehouse,
                                        park.di,
                                        pallet,
                                        park.di,
                                        pallet,
                                        park.di))
                .expect(201);
        Client.Answer came = whole("receive", pallet, reference(notice) + at("DOCK")).expect(200);
        assertThat(came.json().at("/item/quantity").asInt()).isEqualTo(12);
        assertThat(came.json().at("/item/contents")).hasSize(2);
        assertThat(came.json().at("/next/task").asString()).isEqualTo("inspection");
        assertThat(lying("DOCK")).isEqualTo(12);
        assertThat(whole("receive", pallet, reference(notice) + at("DOCK")).problem())
                .isEqualTo("/problems/unit-already-received");
        Client.Answer unknown = whole("receive", box, reference(notice) + at("DOCK"));
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.json().path("outcome").asString()).isEqualTo("incomplete");
        assertThat(unknown.json().path("missing").get(0).asString()).isEqualTo("di");
        assertThat(unit(pallet).path("contents")).hasSize(2);
    }

    @Test
    void a_logistic_label_of_a_known_unit_is_the_unit() {
        park.location("A2", "QUALIFIED");
        stored();
        String label =
                "\"]C100%s\",\"]C102%s17310531\",\"]C110L1\\u001d3720\"".formatted(pallet, park.di);
        Client.Answer moved = scan("move", label, at("A1") + to("A2")).expect(200);
        assertThat(moved.json().at("/item/sscc").asString()).isEqualTo(pallet);
        assertThat(unit(pallet).path("place").asString())
                .isEqualTo("location:" + park.warehouse + "/A2");
    }

    @Test
    void a_scan_of_a_unit_is_done_once() {
        park.location("A2", "QUALIFIED");
        stored();
        String body = body("move", "\"]C100" + pallet + "\"", at("A1") + to("A2"));
        Client.Answer first = admin.post("/v1/scans", body).expect(200);
        Client.Answer again = admin.post("/v1/scans", body).expect(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
    }

    @Test
    void what_was_in_it_at_any_past_moment_is_known() {
        park.location("A2", "QUALIFIED");
        stored();
        long full = admin.get("/v1/log/head").json().path("position").asLong();
        admin.post("/v1/scans", park.scan("t", "move", "L1", 3, at("A1") + to("A2"))).expect(200);
        Client.Answer past = admin.get("/v1/units/" + pallet + "?knownAt=" + full).expect(200);
        assertThat(past.json().at("/contents/0/quantity").asInt()).isEqualTo(20);
        assertThat(past.header("Log-Position")).isEqualTo(Long.toString(full));
        assertThat(unit(pallet).at("/contents/0/quantity").asInt()).isEqualTo(17);
        assertThat(admin.get("/v1/units/" + pallet + "?asOf=2020-01-01T00:00:00Z").status())
                .isEqualTo(404);
        assertThat(admin.get("/v1/units/" + pallet + "?knownAt=-1").status()).isEqualTo(400);
        assertThat(admin.get("/v1/units/" + pallet + "?nonsense=1").status()).isEqualTo(400);
    }

    @Test
    void its_history_is_told_in_gs1s_words() {
        park.location("A2", "QUALIFIED");
        stored();
        whole("move", pallet, at("A1") + to("A2")).expect(200);
        whole("move", pallet, at("A2") + to("A1")).expect(200);
        deliver(sent(picked("O", 20)));
        String id = "https://id.gs1.org/00/" + pallet;
        for (String path :
                List.of("/v1/trace/units/" + pallet, "/v1/trace/lots/" + park.di + "/L1")) {
            JsonNode events =
                    admin.get(path, "Accept", "application/ld+json")
                            .expect(200)
                            .json()
                            .at("/epcisBody/eventList");
            List<String> moved = new ArrayList<>();
            for (JsonNode event : events) {
                String step = event.path("bizStep").asString();
                if (event.path("type").asString().equals("AggregationEvent")) {
                    assertThat(event.path("parentID").asString()).isEqualTo(id);
                    assertThat(event.path("action").asString()).isEqualTo("ADD");
                } else if (event.at("/epcList/0").asString().equals(id)) {
                    moved.add(step);
                    assertThat(event.has("quantityList")).isFalse();
                }
                assertThat(event.has("readPoint")).as(event.toString()).isTrue();
                // nobody hands goods to himself
                assertThat(event.has("sourceList"))
                        .as(event.toString())
                        .isEqualTo(event.has("destinationList"));
                if (event.has("sourceList")) {
                    assertThat(event.at("/sourceList/0/source"))
                            .isNotEqualTo(event.at("/destinationList/0/destination"));
                }
            }
            assertThat(moved)
                    .containsSubsequence(
                            "storing",
                            "stocking",
                            "stocking",
                            "picking",
                            "staging_outbound",
                            "loading");
        }
        assertThat(
                        key("\"role\":\"enterprise\",\"enterpriseId\":\"%s\"", park.supplier)
                                .get("/v1/trace/units/" + pallet, "Accept", "application/ld+json")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void contents_are_paged_and_named() {
        String notice = park.notice("ASN", "L1", 60);
        String second = park.id("ASN-B");
        admin.put(
                        "/v1/inbound-notices/" + second,
                        """
                        {"owner":"%s","supplier":"%s","warehouse":"%s","lines":[
                         {"di":"%s","lot":"LA","expiryDate":"2031-05-31","quantity":1,"sscc":"%s"},
                         {"di":"%s","lot":"LB","expiryDate":"2031-05-31","quantity":2,"sscc":"%s"},
                         {"di":"%s","lot":"LC","expiryDate":"2031-05-31","quantity":3,"sscc":"%s"}]}"""
                                .formatted(
                                        park.owner,
                                        park.supplier,
                                        park.warehouse,
                                        park.di,
                                        box,
                                        park.di,
                                        box,
                                        park.di,
                                        box))
                .expect(201);
        assertThat(notice).isNotEmpty();
        whole("receive", box, reference(second) + at("DOCK")).expect(200);
        List<String> lots = new ArrayList<>();
        String path = "/v1/units/" + box + "?limit=2";
        while (path != null) {
            Client.Answer page = admin.get(path).expect(200);
            page.json().path("contents").forEach(row -> lots.add(row.path("lot").asString()));
            assertThat(page.json().at("/contents/0/name").asString()).isEqualTo("冠状动脉支架");
            String link = page.header("Link");
            path = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(lots).containsExactly("LA", "LB", "LC");
        assertThat(admin.get("/v1/units/" + box).header("ETag")).isNotNull();
    }

    private Client key(String whose, String id) {
        return admin.with(
                admin.post("/v1/keys", "{\"label\":\"l\"," + whose.formatted(id) + "}")
                        .expect(201)
                        .json()
                        .path("key")
                        .asString());
    }

    @Test
    void an_enterprise_sees_units_with_its_goods_and_staff_those_of_its_warehouses() {
        stored();
        park.enterprise(park.id("OTHER"), "DEPOSITOR");
        Client mine = key("\"role\":\"enterprise\",\"enterpriseId\":\"%s\"", park.owner);
        Client others = key("\"role\":\"enterprise\",\"enterpriseId\":\"%s\"", park.id("OTHER"));
        Client here = key("\"role\":\"operator\",\"warehouses\":[\"%s\"]", park.warehouse);
        Client there = key("\"role\":\"operator\",\"warehouses\":[\"%s\"]", "ELSEWHERE");
        assertThat(mine.get("/v1/units/" + pallet).status()).isEqualTo(200);
        assertThat(others.get("/v1/units/" + pallet).status()).isEqualTo(404);
        assertThat(here.get("/v1/units/" + pallet).status()).isEqualTo(200);
        assertThat(there.get("/v1/units/" + pallet).status()).isEqualTo(404);
        assertThat(mine.get("/v1/units/" + pallet + "?asOf=2100-01-01T00:00:00Z").status())
                .isEqualTo(200);
        assertThat(others.get("/v1/units/" + pallet + "?asOf=2100-01-01T00:00:00Z").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "putaway", "move", "pick", "check", "pack", "load", "unload", "count", "return"
            })
    void a_number_that_was_never_used_is_told_in_every_task(String task) {
        String order = park.order("O", 1);
        String shipment = park.shipment("S", order);
        park.location("RET", "RETURNS");
        String more =
                switch (task) {
                    case "putaway", "move" -> at("DOCK") + to("A1");
                    case "pick" -> reference(order) + at("A1");
                    case "check" -> reference(order);
                    case "pack" -> reference(order) + into(pallet);
                    case "load", "unload" -> reference(shipment);
                    case "count" -> reference("C") + at("A1");
                    default -> reference(order) + at("RET");
                };
        Client.Answer refused = whole(task, box, more);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/unknown-unit");
        assertThat(refused.json().path("container").asString()).isEqualTo(box);
        assertThat(admin.get("/v1/units/" + box).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "20"})
    void a_quantity_with_a_units_label_is_refused(String quantity) {
        stored();
        Client.Answer refused =
                whole("move", pallet, at("A1") + to("A1") + ",\"quantity\":" + quantity);
        assertThat(refused.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012345678",
                "10614141234567890",
                "1061414123456789080",
                "１０６１４１４１２３４５６７８９０８",
                "106141412345678908%00",
                "%20106141412345678908"
            })
    void what_is_no_sscc_is_400(String sscc) {
        assertThat(admin.get("/v1/units/" + sscc).status()).isIn(400, 404);
    }
}
