package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static io.lotline.api.TestPark.to;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Logistic units through the front door: what a number is used for, and what a trace says of it.
class UnitsFlowTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;
    private final String pallet = sscc(1);
    private final String box = sscc(2);

    /// A number of this park: its device's own digits are in it.
    private String sscc(int number) {
        String digits = "1" + park.di.substring(0, 13) + "00" + number;
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return digits + (10 - sum % 10) % 10;
    }

    private Client.Answer receiveUnit(String scanId, String notice, String lot, int count) {
        return admin.post(
                "/v1/scans",
                """
                {"scanId":"%s","task":"receive","warehouse":"%s","reference":"%s","location":"DOCK",
                 "symbols":["]C100%s","]C102%s17310531" ,"]C110%s\\u001d37%d"]}"""
                        .formatted(
                                park.id(scanId),
                                park.warehouse,
                                notice,
                                pallet,
                                park.di,
                                lot,
                                count));
    }

    private Client.Answer pack(String scanId, String order, String unit, int quantity) {
        return admin.post(
                "/v1/scans",
                park.scan(
                        scanId,
                        "pack",
                        "L1",
                        quantity,
                        reference(order) + ",\"container\":\"" + unit + "\""));
    }

    private String picked(String suffix, String consignee) {
        String order = park.id(suffix);
        admin.put(
                        "/v1/orders/" + order,
                        park.orderBody(park.owner, 3).replace(park.hospital, consignee))
                .expect(201);
        park.pick("pick-" + suffix, order, "L1", 3).expect(200);
        park.check("check-" + suffix, order, "L1", 3).expect(200);
        return order;
    }

    private JsonNode unit(String sscc) {
        return admin.get("/v1/trace/units/" + sscc).expect(200).json();
    }

    @Test
    void a_unit_that_is_scanned_twice_counts_once() {
        String notice = park.notice("ASN", "LOT7", 40);
        receiveUnit("r1", notice, "LOT7", 20).expect(200);

        Client.Answer again = receiveUnit("r2", notice, "LOT7", 20);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.problem()).isEqualTo("/problems/unit-already-received");
        assertThat(again.json().path("container").asString()).isEqualTo(pallet);
        assertThat(again.json().path("received").asString()).isEqualTo(notice);
        receiveUnit("r1", notice, "LOT7", 20).expect(200);
        assertThat(
                        admin.get("/v1/stock?owner=" + park.owner)
                                .json()
                                .at("/items/0/quantity")
                                .asInt())
                .isEqualTo(20);
        assertThat(unit(pallet).at("/contents/0/quantity").asInt()).isEqualTo(20);
    }

    @Test
    void a_box_is_for_one_consignee_and_ends_when_it_is_empty() {
        park.stock("L1", 20);
        String notice = park.notice("ASN", "L1", 20);
        receiveUnit("r1", notice, "L1", 20).expect(200);
        park.enterprise(park.id("CLINIC"), "CONSIGNEE");
        String first = picked("O1", park.hospital);
        String second = picked("O2", park.id("CLINIC"));

        assertThat(pack("k0", first, pallet, 2).problem()).isEqualTo("/problems/unit-of-supplier");
        pack("k1", first, box, 2).expect(200);
        Client.Answer taken = pack("k2", second, box, 2);
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.problem()).isEqualTo("/problems/unit-of-other-consignee");
        assertThat(taken.json().path("order").asString()).isEqualTo(first);
        assertThat(taken.json().path("consignee").asString()).isEqualTo(park.hospital);

        admin.post("/v1/orders/" + first + "/cancellation", "{\"reason\":\"r\"}").expect(200);
        Client.Answer back =
                admin.post(
                                "/v1/scans",
                                park.scan("b", "putaway", "L1", 3, reference(first) + to("A1")))
                        .expect(200);
        assertThat(back.json().at("/item/quantity").asInt()).isEqualTo(3);
        JsonNode emptied = unit(box);
        assertThat(emptied.path("contents")).isEmpty();
        assertThat(emptied.path("inPicking")).isEmpty();
        assertThat(emptied.path("history").findValuesAsString("event"))
                .containsExactly("ItemPacked", "ItemUnpacked");
        assertThat(pack("k3", second, box, 2).problem()).isEqualTo("/problems/unit-ended");
        assertThat(admin.get("/v1/units/" + box).json().path("state").asString())
                .isEqualTo("ENDED");
        pack("k4", second, sscc(3), 2).expect(200);
    }

    @Test
    void a_box_that_was_delivered_is_used_no_more() {
        park.stock("L1", 20);
        String first = picked("O1", park.hospital);
        String later = picked("O2", park.hospital);
        pack("k1", first, box, 3).expect(200);
        String shipment = park.shipment("S", first);
        park.load("l", shipment, "L1", 3).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", null).expect(200);

        assertThat(pack("k2", later, box, 1).problem()).isEqualTo("/problems/unit-left");
        admin.post(
                        "/v1/shipments/" + shipment + "/delivery",
                        "{\"consignee\":\"%s\",\"receivedBy\":\"王芳\"}".formatted(park.hospital))
                .expect(200);
        assertThat(pack("k3", later, box, 1).problem()).isEqualTo("/problems/unit-left");
        assertThat(unit(box).at("/consignees/0/quantity").asInt()).isEqualTo(3);
    }

    @Test
    void a_delivered_piece_is_no_new_delivery() {
        String pump = TestPark.gtin("0691" + park.di.substring(4, 13));
        admin.put(
                        "/v1/devices/" + pump,
                        """
                        {"name":"泵","riskClass":"III","implantable":true,
                         "identifiers":{"serial":true}}""")
                .expect(201);
        String notice = park.id("ASN-P");
        admin.put(
                        "/v1/inbound-notices/" + notice,
                        park.noticeBody(park.owner, "-", 9)
                                .replace(park.di, pump)
                                .replace("\"lot\":\"-\",\"expiryDate\":\"2031-05-31\",", ""))
                .expect(201);
        piece("r", "receive", pump, notice, at("DOCK")).expect(200);
        admin.post(
                        "/v1/inspections",
                        """
                        {"noticeId":"%s","di":"%s","conclusion":"QUALIFIED","quantity":1,
                         "serials":["S2"]}"""
                                .formatted(notice, pump))
                .expect(201);
        piece("p", "putaway", pump, notice, at("DOCK") + to("A1")).expect(200);
        String order = park.id("OS");
        admin.put("/v1/orders/" + order, park.orderBody(park.owner, 1).replace(park.di, pump))
                .expect(201);
        piece("k", "pick", pump, order, at("A1")).expect(200);
        piece("c", "check", pump, order, "").expect(200);
        String shipment = park.shipment("SS", order);
        piece("l", "load", pump, shipment, "").expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", null).expect(200);
        admin.post(
                        "/v1/shipments/" + shipment + "/delivery",
                        "{\"consignee\":\"%s\",\"receivedBy\":\"王芳\"}".formatted(park.hospital))
                .expect(200);

        Client.Answer refused = piece("r2", "receive", pump, notice, at("DOCK"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/serial-with-consignee");
        assertThat(refused.json().path("order").asString()).isEqualTo(order);
        assertThat(refused.json().path("consignee").asString()).isEqualTo(park.hospital);
        JsonNode trace = admin.get("/v1/trace/serials/" + pump + "/S2").expect(200).json();
        assertThat(trace.path("onHand")).isEmpty();
        assertThat(trace.path("received").asInt()).isEqualTo(1);
    }

    @Test
    void what_leaves_without_its_box_is_in_it_no_more() {
        park.stock("HALF", 4);
        String order = park.order("OH", 4);
        park.pick("kh", order, "HALF", 4).expect(200);
        park.check("ch", order, "HALF", 4).expect(200);
        String box = "106141412345999980";
        admin.post(
                        "/v1/scans",
                        park.scan(
                                park.id("ph"),
                                "pack",
                                "HALF",
                                4,
                                reference(order) + ",\"container\":\"" + box + "\""))
                .expect(200);
        String shipment = park.shipment("SH", order);
        park.load("lh", shipment, "HALF", 3).expect(200);
        String dispatch = "/v1/shipments/" + shipment + "/dispatch";
        JsonNode remaining = admin.post(dispatch, null).expect(422).json().path("remaining");
        admin.post(dispatch, "{\"remaining\":" + remaining + "}").expect(200);

        JsonNode unit = admin.get("/v1/units/" + box).expect(200).json();
        assertThat(unit.path("state").asString()).isEqualTo("OPEN");
        assertThat(unit.at("/contents/0/quantity").asInt()).isEqualTo(1);
    }

    private Client.Answer piece(
            String scanId, String task, String pump, String reference, String places) {
        return admin.post(
                "/v1/scans",
                """
                {"scanId":"%s","task":"%s","warehouse":"%s","symbols":["]d201%s21S2"]%s%s}"""
                        .formatted(
                                park.id(scanId),
                                task,
                                park.warehouse,
                                pump,
                                reference(reference),
                                places));
    }
}
