package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static io.lotline.api.TestPark.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What was recorded by mistake has a way back, through the front door.
class CorrectionsFlowTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    private long receive(String scanId, String lot, int quantity) {
        return position(
                admin.post(
                        "/v1/scans",
                        park.scan(
                                scanId,
                                "receive",
                                lot,
                                quantity,
                                reference(park.id("ASN")) + at("DOCK"))));
    }

    private static long position(Client.Answer answer) {
        return answer.expect(200).json().path("position").asLong();
    }

    private String body(String id, long position, String instead) {
        return """
               {"correctionId":"%s","position":%d,"reason":"扫错了"%s}"""
                .formatted(
                        park.id(id), position, instead.isEmpty() ? "" : ",\"instead\":" + instead);
    }

    private Client.Answer correct(String id, long position, String instead) {
        return admin.post("/v1/corrections", body(id, position, instead));
    }

    private String stock(String more) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row :
                admin.get("/v1/stock?owner=" + park.owner + more)
                        .expect(200)
                        .json()
                        .path("items")) {
            rows.add(
                    "%s %s %s %d/%d"
                            .formatted(
                                    row.path("lot").asString(),
                                    row.path("location").asString(),
                                    row.path("status").asString(),
                                    row.path("quantity").asInt(),
                                    row.path("available").asInt()));
        }
        rows.sort(null);
        return String.join(", ", rows);
    }

    @Test
    void both_truths_stay_what_was_known_and_what_was_so() {
        park.notice("ASN", "L1", 100);
        long wrong = receive("r1", "L1", 100);
        Instant then = Instant.now();
        long known = admin.get("/v1/log/head").position();
        Client.Answer answer = correct("C1", wrong, "{\"quantity\":10}").expect(201);
        assertThat(answer.json().path("corrects").asLong()).isEqualTo(wrong);
        assertThat(answer.json().path("kind").asString()).isEqualTo("RECEIPT");
        long correction = answer.json().path("position").asLong();
        long right = answer.json().path("replacements").get(0).asLong();
        assertThat(answer.position()).isEqualTo(Math.max(correction, right));

        assertThat(stock("")).isEqualTo("L1 DOCK PENDING_INSPECTION 10/0");
        assertThat(stock("&asOf=" + then)).isEqualTo("L1 DOCK PENDING_INSPECTION 10/0");
        assertThat(stock("&knownAt=" + known)).isEqualTo("L1 DOCK PENDING_INSPECTION 100/0");
        assertThat(stock("&asOf=" + then + "&knownAt=" + known))
                .isEqualTo("L1 DOCK PENDING_INSPECTION 100/0");
        JsonNode notice = admin.get("/v1/inbound-notices/" + park.id("ASN")).expect(200).json();
        assertThat(notice.at("/lines/0/received").asInt()).isEqualTo(10);

        String trace = "/v1/trace/lots/" + park.di + "/L1";
        JsonNode lot = admin.get(trace).expect(200).json();
        assertThat(lot.path("received").asInt()).isEqualTo(10);
        assertThat(lot.at("/sources/0/quantity").asInt()).isEqualTo(10);
        JsonNode first = lot.at("/history/0");
        assertThat(first.path("position").asLong()).isEqualTo(wrong);
        assertThat(first.path("correctedBy").asLong()).isEqualTo(correction);
        JsonNode last = lot.path("history").get(lot.path("history").size() - 1);
        assertThat(last.path("corrects").asLong()).isEqualTo(wrong);
        assertThat(last.at("/references/correction").asString()).isEqualTo(park.id("C1"));
        assertThat(admin.get(trace + "?knownAt=" + known).expect(200).json().at("/history/0"))
                .satisfies(step -> assertThat(((JsonNode) step).has("correctedBy")).isFalse());
        JsonNode events =
                admin.get(trace, "Accept", "application/ld+json")
                        .expect(200)
                        .json()
                        .at("/epcisBody/eventList");
        assertThat(events).hasSize(2);
        JsonNode declared = events.get(0).path("errorDeclaration");
        assertThat(declared.path("reason").asString()).isEqualTo("incorrect_data");
        assertThat(declared.path("correctiveEventIDs").get(0).asString())
                .isEqualTo(events.get(1).path("eventID").asString());
        assertThat(events.get(1).has("errorDeclaration")).isFalse();
        assertThat(admin.get(trace, "Accept", "text/csv").expect(200).text())
                .contains("correctedBy");
    }

    /// What is said instead comes from no label, and is spelt as one all the same: else there would
    /// be two lots that look like one, and a recall would reach one of them.
    @Test
    void what_is_said_instead_is_spelt_as_a_label_spells_it() {
        park.notice("ASN", "L1", 100);
        long wrong = receive("r1", "L1", 10);
        int i = 0;
        for (String lot :
                List.of(
                        "L1 ",
                        " L2",
                        "L\u200b2",
                        "\uff2c2",
                        "L\u00a02 ",
                        "L\ufeff2",
                        "\u041b2",
                        "\u0412-1",
                        "\u6279\u53f7",
                        "x".repeat(21))) {
            String instead = "{\"lot\":\"%s\"}".formatted(lot);
            assertThat(correct("M" + i++, wrong, instead).expect(422).problem())
                    .as("'%s'", lot)
                    .isEqualTo("/problems/misspelt-name");
        }
        for (String serial : List.of("S1 ", "S\u200b1", "\uff331", "x".repeat(21))) {
            String instead = "{\"serial\":\"%s\",\"quantity\":1}".formatted(serial);
            assertThat(correct("M" + i++, wrong, instead).expect(422).problem())
                    .as("'%s'", serial)
                    .isEqualTo("/problems/misspelt-name");
        }
        assertThat(stock("")).isEqualTo("L1 DOCK PENDING_INSPECTION 10/0");
    }

    @Test
    void what_is_recalled_or_held_is_corrected_by_quality_only() {
        park.notice("ASN", "L1", 100);
        Client operator = admin.newKey("operator", null, park.warehouse);
        String scan = park.scan("r1", "receive", "L1", 5, reference(park.id("ASN")) + at("DOCK"));
        long own = position(operator.post("/v1/scans", scan));
        String hold = "{\"di\":\"%s\",\"lot\":\"L1\",\"reason\":\"r\"}".formatted(park.di);
        admin.post("/v1/holds", hold).expect(201);
        for (String instead : List.of("", "{\"quantity\":4}")) {
            assertThat(operator.post("/v1/corrections", body("C1", own, instead)).problem())
                    .isEqualTo("/problems/lot-on-hold");
        }
        park.recall("R", "L1").expect(201);
        assertThat(operator.post("/v1/corrections", body("C1", own, "")).problem())
                .isEqualTo("/problems/lot-under-recall");
        Client quality = admin.newKey("quality", null, park.warehouse);
        quality.post("/v1/corrections", body("C1", own, "{\"quantity\":4}")).expect(201);
    }

    @Test
    void an_order_has_again_what_was_picked_by_mistake() {
        park.stock("L1", 10);
        String order = park.order("O", 6);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        long pick = position(park.pick("p", order, "L1", 6));
        assertThat(stock("")).isEqualTo("L1 A1 QUALIFIED 4/4");
        correct("C1", pick, "{\"quantity\":2}").expect(201);
        assertThat(stock("")).isEqualTo("L1 A1 QUALIFIED 8/4");
        JsonNode line = admin.get("/v1/orders/" + order).expect(200).json().at("/lines/0");
        assertThat(line.path("picked").asInt()).isEqualTo(2);
        assertThat(line.path("allocated").asInt()).isEqualTo(6);
        JsonNode list = admin.get("/v1/pick-lists?order=" + order).json().path("items");
        assertThat(list.get(0).path("quantity").asInt()).isEqualTo(4);
        long again = position(park.pick("p2", order, "L1", 4));
        correct("C2", again, "").expect(201);
        assertThat(stock("")).isEqualTo("L1 A1 QUALIFIED 8/4");
        assertThat(
                        admin.get(
                                        "/v1/trace/lots/" + park.di + "/L1",
                                        "Accept",
                                        "application/ld+json")
                                .text())
                .contains("did_not_occur");
    }

    @Test
    void what_depends_on_it_is_named_and_what_has_left_is_recalled() {
        park.stock("L1", 10);
        long putAway = admin.get("/v1/log/head").position();
        String order = park.order("O", 6);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        Client.Answer promised = correct("C1", putAway, "").expect(422);
        assertThat(promised.problem()).isEqualTo("/problems/correction-has-dependants");
        assertThat(promised.json().at("/dependants/0/event").asString())
                .isEqualTo("OrderAllocated");
        assertThat(promised.json().at("/dependants/0/documents/0/id").asString()).isEqualTo(order);
        assertThat(promised.json().path("left").asBoolean()).isFalse();
        park.pick("p", order, "L1", 6).expect(200);
        park.check("c", order, "L1", 6).expect(200);
        String shipment = park.shipment("S", order);
        park.load("l", shipment, "L1", 6).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", null).expect(200);
        Client.Answer left = correct("C1", putAway, "{\"quantity\":9}").expect(422);
        assertThat(left.json().path("left").asBoolean()).isTrue();
        assertThat(left.json().path("detail").asString()).contains("recall");
    }

    @Test
    void who_scans_corrects_own_scans_and_an_enterprise_sees_its_own_goods() {
        park.notice("ASN", "L1", 100);
        Client operator = admin.newKey("operator", null, park.warehouse);
        Client elsewhere = admin.newKey("operator", null, "ELSEWHERE");
        Client quality = admin.newKey("quality", null, park.warehouse);
        Client owner = admin.newKey("enterprise", park.owner);
        Client other = admin.newKey("enterprise", park.hospital);
        long own =
                position(
                        operator.post(
                                "/v1/scans",
                                park.scan(
                                        "r1",
                                        "receive",
                                        "L1",
                                        10,
                                        reference(park.id("ASN")) + at("DOCK"))));
        long others = receive("r2", "L1", 5);
        assertThat(operator.post("/v1/corrections", body("C1", others, "")).problem())
                .isEqualTo("/problems/correction-not-yours");
        assertThat(elsewhere.post("/v1/corrections", body("C1", own, "")).status()).isEqualTo(403);
        assertThat(owner.post("/v1/corrections", body("C1", own, "")).status()).isEqualTo(403);
        assertThat(operator.post("/v1/corrections", body("C1", own, "{\"quantity\":4}")).status())
                .isEqualTo(201);
        quality.post("/v1/corrections", body("C2", others, "")).expect(201);
        assertThat(stock("")).isEqualTo("L1 DOCK PENDING_INSPECTION 4/0");
        JsonNode rows = owner.get("/v1/corrections").expect(200).json().path("items");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).path("name").asString()).isEqualTo("冠状动脉支架");
        assertThat(rows.get(0).at("/instead/quantity").asInt()).isEqualTo(4);
        assertThat(rows.get(0).has("actorLabel")).isFalse();
        assertThat(other.get("/v1/corrections").expect(200).json().path("items")).isEmpty();
        assertThat(elsewhere.get("/v1/corrections").expect(200).json().path("items"))
                .noneMatch(row -> row.path("owner").asString().equals(park.owner));
        String mine = "/v1/corrections?owner=" + park.owner;
        for (String filter :
                List.of("&kind=RECEIPT", "&lot=L1", "&warehouse=" + park.warehouse, "&limit=2")) {
            assertThat(admin.get(mine + filter).expect(200).json().path("items"))
                    .as(filter)
                    .hasSize(2);
        }
        assertThat(admin.get(mine + "&kind=MOVE").expect(200).json().path("items")).isEmpty();
        assertThat(admin.get(mine + "&position=" + own).expect(200).json().path("items"))
                .hasSize(1);
        assertThat(admin.get(mine + "&limit=1").expect(200).header("Link")).contains("next");
    }

    @Test
    void a_correction_is_done_once_whoever_sends_it_again() {
        park.notice("ASN", "L1", 100);
        long wrong = receive("r1", "L1", 10);
        Client.Answer first = correct("C1", wrong, "{\"quantity\":4}").expect(201);
        long head = admin.get("/v1/log/head").position();
        assertThat(correct("C1", wrong, "{\"quantity\":4}").expect(200).json())
                .isEqualTo(first.json());
        assertThat(correct("C1", wrong, "{\"quantity\":5}").status()).isEqualTo(409);
        assertThat(correct("C2", wrong, "").problem()).isEqualTo("/problems/already-corrected");
        assertThat(correct("C3", first.json().path("position").asLong(), "").problem())
                .isEqualTo("/problems/correction-of-correction");
        assertThat(admin.get("/v1/log/head").position()).isEqualTo(head);
        correct("C4", first.json().path("replacements").get(0).asLong(), "{\"quantity\":5}")
                .expect(201);
        assertThat(stock("")).isEqualTo("L1 DOCK PENDING_INSPECTION 5/0");
    }

    /// Inputs of the kinds of faults that were found before: each is refused by name, in one
    /// sentence and an advice, and nothing is recorded.
    @Test
    void odd_corrections_are_refused_by_name() {
        park.notice("ASN", "L1", 100);
        park.stock("L2", 10);
        long putAway = admin.get("/v1/log/head").position();
        long inspection = putAway - 1;
        long receipt = receive("r1", "L1", 10);
        long move =
                position(
                        admin.post(
                                "/v1/scans",
                                park.scan("m", "move", "L2", 2, at("A1") + to(bin()))));
        long notice = notice();
        long head = admin.get("/v1/log/head").position();
        List<String> wrong = new ArrayList<>();
        for (String line :
                """
                400|{}
                400|[]
                400|null
                400|{"correctionId":"C","position":%1$d}
                400|{"correctionId":"C","position":%1$d,"reason":""}
                400|{"correctionId":"C","position":%1$d,"reason":"   "}
                400|{"correctionId":"C","position":%1$d,"reason":"a\\u0000b"}
                400|{"correctionId":"C","position":0,"reason":"r"}
                400|{"correctionId":"C","position":-1,"reason":"r"}
                400|{"correctionId":"C","position":1.5,"reason":"r"}
                400|{"correctionId":"C","position":"x","reason":"r"}
                400|{"correctionId":"C","position":null,"reason":"r"}
                400|{"correctionId":"C","position":99999999999999999999,"reason":"r"}
                400|{"correctionId":"C","reason":"r"}
                400|{"position":%1$d,"reason":"r"}
                400|{"correctionId":"C/1","position":%1$d,"reason":"r"}
                400|{"correctionId":" C","position":%1$d,"reason":"r"}
                400|{"correctionId":"","position":%1$d,"reason":"r"}
                400|{"correctionId":"C","position":%1$d,"reason":"r","other":1}
                404|{"correctionId":"C","position":999999999,"reason":"r"}
                404|{"correctionId":"C","position":9223372036854775807,"reason":"r"}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"quantity":-1}}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"quantity":1.5}}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"quantity":99999999999}}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"quantity":2147483648}}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"other":1}}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":[]}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":"no"}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"expiryDate":"31.12.2027"}}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"expiryDate":"2027-02-30"}}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"conclusion":"MAYBE"}}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"lot":""}}
                400|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"location":"a b"}}
                422 nothing-to-correct|{"correctionId":"C","position":%1$d,"reason":"r","instead":{}}
                422 nothing-to-correct|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"quantity":10}}
                422 nothing-to-correct|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"lot":"L1","location":"DOCK"}}
                422 nothing-instead|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"quantity":0}}
                422 field-not-of-event|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"toLocation":"A1"}}
                422 field-not-of-event|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"conclusion":"QUALIFIED"}}
                422 field-not-of-event|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"order":"O"}}
                422 field-not-of-event|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"reason":"x"}}
                422 over-receipt|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"quantity":101}}
                422 lot-not-on-notice|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"lot":"L9"}}
                422 lot-not-on-notice|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"lot":"l1"}}
                422 expiry-conflict|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"expiryDate":"2030-01-01"}}
                422 lot-expired|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"expiryDate":"2001-01-01"}}
                422 wrong-location|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"location":"A1"}}
                422 unknown-location|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"location":"NOWHERE"}}
                422 unknown-notice|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"notice":"NONE"}}
                422 unknown-device|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"di":"00000000000000"}}
                422|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"serial":"S1"}}
                422|{"correctionId":"C","position":%1$d,"reason":"r","instead":{"quantity":5,"serial":"S1"}}
                422 field-not-of-event|{"correctionId":"C","position":%2$d,"reason":"r","instead":{"lot":"L1"}}
                422 correction-has-dependants|{"correctionId":"C","position":%2$d,"reason":"r","instead":{"quantity":11}}
                422 correction-has-dependants|{"correctionId":"C","position":%2$d,"reason":"r","instead":{"conclusion":"NON_CONFORMING"}}
                422 correction-has-dependants|{"correctionId":"C","position":%2$d,"reason":"r"}
                400|{"correctionId":"C","position":%2$d,"reason":"r","instead":{"serials":[]}}
                400|{"correctionId":"C","position":%2$d,"reason":"r","instead":{"serials":["S1","S1"]}}
                400|{"correctionId":"C","position":%2$d,"reason":"r","instead":{"serials":[null]}}
                422|{"correctionId":"C","position":%2$d,"reason":"r","instead":{"serials":["S1"]}}
                422 correction-has-dependants|{"correctionId":"C","position":%3$d,"reason":"r"}
                422 field-not-of-event|{"correctionId":"C","position":%3$d,"reason":"r","instead":{"expiryDate":"2030-01-01"}}
                422 wrong-location|{"correctionId":"C","position":%4$d,"reason":"r","instead":{"toLocation":"A1"}}
                422 wrong-location|{"correctionId":"C","position":%4$d,"reason":"r","instead":{"toLocation":"DOCK"}}
                422 unknown-location|{"correctionId":"C","position":%4$d,"reason":"r","instead":{"location":"NOWHERE"}}
                422|{"correctionId":"C","position":%4$d,"reason":"r","instead":{"lot":"L1"}}
                422 insufficient-stock|{"correctionId":"C","position":%4$d,"reason":"r","instead":{"quantity":11}}
                422 not-correctable|{"correctionId":"C","position":%5$d,"reason":"r"}
                422|{"correctionId":"C","position":1,"reason":"r"}
                """
                        .formatted(receipt, inspection, putAway, move, notice)
                        .lines()
                        .toList()) {
            String[] parts = line.split("\\|", 2);
            String[] expected = parts[0].split(" ");
            Client.Answer answer = admin.post("/v1/corrections", parts[1]);
            boolean named = expected.length == 1 || answer.problem().endsWith("/" + expected[1]);
            String detail = answer.json().path("detail").asString();
            if (answer.status() != Integer.parseInt(expected[0]) || !named || detail.isEmpty()) {
                wrong.add(parts[0] + " " + parts[1] + " -> " + answer.text());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(admin.get("/v1/log/head").position()).isEqualTo(head);
        assertThat(admin.get("/v1/corrections?kind=NONE").status()).isEqualTo(400);
        assertThat(admin.get("/v1/corrections?position=x").status()).isEqualTo(400);
        assertThat(admin.get("/v1/corrections?where=x").status()).isEqualTo(400);
        assertThat(admin.get("/v1/corrections?after=x").status()).isEqualTo(400);
    }

    private String bin() {
        park.location("A2", "QUALIFIED");
        return "A2";
    }

    /// The position of an event that has another way back.
    private long notice() {
        return admin.put(
                        "/v1/inbound-notices/" + park.id("OTHER"),
                        park.noticeBody(park.owner, "L7", 5))
                .expect(201)
                .position();
    }
}
