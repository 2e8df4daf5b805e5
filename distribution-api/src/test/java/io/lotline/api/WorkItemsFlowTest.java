package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.http.Language;
import io.lotline.api.http.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is refused at the dock is not lost, through HTTP: it is a work item until somebody has seen
/// to it, or the scan is accepted after all.
class WorkItemsFlowTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final TestPark PARK = new TestPark(LOTLINE);
    private static final Client OPERATOR = PARK.admin.newKey("operator", null, PARK.warehouse);
    private static final Client QUALITY = PARK.admin.newKey("quality", null, PARK.warehouse);

    private static Client.Answer receive(
            Client by, String scanId, String lot, String notice, int n) {
        return by.post(
                "/v1/scans", PARK.scan(scanId, "receive", lot, n, reference(notice) + at("DOCK")));
    }

    private static JsonNode resolved(Client.Answer accepted) {
        return accepted.expect(200).json().at("/resolved/0");
    }

    private static JsonNode item(String id) {
        return PARK.admin.get("/v1/work-items/" + id).expect(200).json();
    }

    private static String workItem(Client.Answer refused) {
        String id = refused.json().path("workItem").asString("");
        assertThat(id).as(refused.text()).isNotEmpty();
        return id;
    }

    private static void until(String what, Supplier<Boolean> so) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!so.get()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void a_work_item_is_told_in_the_readers_language() {
        String notice = PARK.notice("ASN-ZH", "ZH1", 2);
        Client.Answer refused = receive(OPERATOR, "zh1", "ZH1", notice, 5).expect(422);
        String path = "/v1/work-items/" + workItem(refused);
        Client.Answer chinese = OPERATOR.get(path, "Accept-Language", "zh-CN").expect(200);
        JsonNode problem = chinese.json().path("problem");
        assertThat(problem.path("title").asString())
                .isEqualTo(Wording.get().title("over-receipt", Language.ZH));
        assertThat(problem.path("detail").asString())
                .isEqualTo(Wording.get().say(refused.json().path("detail").asString(), Language.ZH))
                .contains(notice)
                .doesNotContain("Maybe");
        assertThat(chinese.json().path("advice").asString()).doesNotContain("Maybe");
        assertThat(chinese.headers().firstValue("Content-Language")).contains("zh-CN");
        assertThat(OPERATOR.get(path).json().at("/problem/detail"))
                .isEqualTo(refused.json().path("detail"));
        String table =
                OPERATOR.get(
                                "/v1/work-items?reference=" + notice,
                                "Accept-Language",
                                "zh-CN",
                                "Accept",
                                "text/csv")
                        .expect(200)
                        .text();
        assertThat(table).contains(problem.path("title").asString()).doesNotContain("Maybe");
    }

    @Test
    void what_cannot_be_read_is_told_in_the_readers_language() {
        Client.Answer refused =
                OPERATOR.post(
                        "/v1/scans",
                        PARK.scan("zh2", "move", "ZH2", 1, "")
                                .replace(
                                        Client.JSON.writeValueAsString(PARK.symbol("ZH2")),
                                        "\"?\""));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        JsonNode item =
                OPERATOR.get("/v1/work-items/" + workItem(refused), "Accept-Language", "zh-CN")
                        .expect(200)
                        .json();
        assertThat(item.at("/symbols/0/problem").asString()).containsPattern("\\p{IsHan}");
    }

    @Test
    void a_refused_scan_is_a_work_item_that_says_all_that_is_known() {
        String notice = PARK.notice("ASN-W1", "W1", 2);
        Client.Answer refused = receive(OPERATOR, "w1", "W1", notice, 5).expect(422);
        assertThat(refused.problem()).isEqualTo("/problems/over-receipt");
        JsonNode item = item(workItem(refused));
        assertThat(item.path("kind").asString()).isEqualTo("EXTRA");
        assertThat(item.path("state").asString()).isEqualTo("OPEN");
        assertThat(item.path("warehouse").asString()).isEqualTo(PARK.warehouse);
        assertThat(item.path("task").asString()).isEqualTo("receive");
        assertThat(item.path("reference").asString()).isEqualTo(notice);
        assertThat(item.path("location").asString()).isEqualTo("DOCK");
        assertThat(item.path("di").asString()).isEqualTo(PARK.di);
        assertThat(item.path("name").asString()).isEqualTo("冠状动脉支架");
        assertThat(item.path("lot").asString()).isEqualTo("W1");
        assertThat(item.path("quantity").asInt()).isEqualTo(5);
        assertThat(item.path("supplier").asString()).isEqualTo(PARK.supplier);
        assertThat(item.path("scannedByLabel").asString()).isEqualTo("a key of the tests");
        assertThat(item.at("/symbols/0/symbol").asString()).isEqualTo(PARK.symbol("W1"));
        assertThat(item.at("/symbols/0/lot").asString()).isEqualTo("W1");
        assertThat(item.at("/problem/type").asString()).isEqualTo("/problems/over-receipt");
        assertThat(item.at("/problem/members").toString())
                .contains("{\"name\":\"scanId\",\"value\":\"" + PARK.id("w1") + "\"}");
        assertThat(item.path("next").asString()).isEqualTo("SET_ASIDE");
        assertThat(item.path("advice").asString()).startsWith("Maybe");
        assertThat(
                        OPERATOR.get(
                                        "/v1/work-items?state=OPEN&kind=EXTRA&warehouse=%s&di=%s&reference=%s"
                                                .formatted(PARK.warehouse, PARK.di, notice))
                                .expect(200)
                                .json()
                                .path("items"))
                .hasSize(1);
    }

    @Test
    void the_same_again_counts_up_and_is_no_other_item() {
        String notice = PARK.notice("ASN-W2", "W2", 1);
        String first = workItem(receive(OPERATOR, "w2", "W2", notice, 5).expect(422));
        long head = PARK.admin.get("/v1/log/head").position();
        for (int i = 0; i < 300; i++) {
            assertThat(workItem(receive(OPERATOR, "w2", "W2", notice, 5).expect(422)))
                    .isEqualTo(first);
        }
        // another scan of the same label, somewhere else: the same work
        Client.Answer elsewhere =
                OPERATOR.post(
                        "/v1/scans",
                        PARK.scan("w2b", "receive", "W2", 6, reference(notice) + at("A1")));
        assertThat(workItem(elsewhere)).isEqualTo(first);
        until("all are counted", () -> item(first).path("attempts").asInt() == 302);
        assertThat(item(first).path("refusals").asInt()).isEqualTo(2);
        // an event for the second scan, and a few for the counts, of which a second's are one
        assertThat(PARK.admin.get("/v1/log/head").position() - head).isLessThan(60);
    }

    @Test
    void the_scan_that_is_accepted_after_all_ends_it_and_says_so() {
        Client.Answer unknown = receive(OPERATOR, "w3", "W3", PARK.id("ASN-W3"), 1).expect(422);
        String item = workItem(unknown);
        String notice = PARK.notice("ASN-W3", "W3", 4);
        Client.Answer accepted = receive(OPERATOR, "w3", "W3", notice, 1).expect(200);
        assertThat(accepted.json().at("/resolved/0").asString()).isEqualTo(item);
        JsonNode ended = item(item);
        assertThat(ended.path("state").asString()).isEqualTo("RESOLVED");
        assertThat(ended.path("how").asString()).isEqualTo("SCANNED");
        assertThat(ended.path("settledBy").asString()).isEqualTo(PARK.id("w3"));
        assertThat(ended.path("left").asInt()).isZero();
        assertThat(ended.path("next").isMissingNode()).isTrue();
        // the same once more: a replay, and the same answer
        assertThat(receive(OPERATOR, "w3", "W3", notice, 1).expect(200).json())
                .isEqualTo(accepted.json());
    }

    @Test
    void another_scan_of_the_same_label_ends_it_too_where_it_does_as_much() {
        String notice = PARK.id("ASN-W4");
        String item = workItem(receive(OPERATOR, "w4", "W4", notice, 2).expect(422));
        PARK.notice("ASN-W4", "W4", 5);
        // one is not two: they are still to be received
        assertThat(resolved(receive(OPERATOR, "w4-one", "W4", notice, 1)).isMissingNode()).isTrue();
        assertThat(item(item).path("state").asString()).isEqualTo("OPEN");
        Client colleague = PARK.admin.newKey("operator", null, PARK.warehouse);
        assertThat(resolved(receive(colleague, "w4-again", "W4", notice, 2)).asString())
                .isEqualTo(item);
        notice = PARK.notice("ASN-W4a", "W4", 1);
        // and another label does not
        String other = workItem(receive(OPERATOR, "w4-c", "W4", notice, 2).expect(422));
        assertThat(other).isNotEqualTo(item);
        String next = PARK.notice("ASN-W4b", "W4b", 1);
        receive(OPERATOR, "w4-d", "W4b", next, 1).expect(200);
        assertThat(item(other).path("state").asString()).isEqualTo("OPEN");
    }

    @Test
    void the_same_scan_for_the_right_document_ends_what_it_left_for_the_wrong_one() {
        String item = workItem(receive(OPERATOR, "w5", "W5", PARK.id("ASN-WRONG"), 1).expect(422));
        String notice = PARK.notice("ASN-W5", "W5", 1);
        assertThat(
                        receive(OPERATOR, "w5", "W5", notice, 1)
                                .expect(200)
                                .json()
                                .at("/resolved/0")
                                .asString())
                .isEqualTo(item);
    }

    @Test
    void what_a_batch_refuses_is_named_in_its_line() {
        String notice = PARK.notice("ASN-W6", "W6", 1);
        String lines =
                PARK.scan("w6a", "receive", "W6", 1, reference(notice) + at("DOCK"))
                        + "\n"
                        + PARK.scan("w6b", "receive", "W6", 1, reference(notice) + at("DOCK"))
                        + "\n"
                        + PARK.scan("w6c", "pick", "W6", 1, reference(PARK.id("NO")) + at("A1"));
        Client.Answer answer =
                OPERATOR.send(
                        "POST",
                        "/v1/scans/batch",
                        lines,
                        "Content-Type",
                        "application/x-ndjson",
                        "Handheld",
                        "CT60-0815");
        List<String> items = new ArrayList<>();
        for (String line : answer.expect(200).text().split("\n")) {
            items.add(Client.JSON.readTree(line).path("workItem").asString(""));
        }
        assertThat(items.getFirst()).isEmpty();
        assertThat(item(items.get(1)).path("kind").asString()).isEqualTo("EXTRA");
        assertThat(item(items.get(1)).path("handheld").asString()).isEqualTo("CT60-0815");
        assertThat(item(items.get(2)).path("task").asString()).isEqualTo("pick");
    }

    @Test
    void a_label_with_two_readings_waits_for_a_person_and_ends_with_the_answer() {
        String symbol = "]d201" + PARK.di + "17310531" + "10" + "L1" + "21S1";
        String body =
                PARK.scan(
                                "w7",
                                "receive",
                                "X",
                                1,
                                reference(PARK.notice("ASN-W7", "L1", 9)) + at("DOCK"))
                        .replace(PARK.symbol("X"), symbol);
        String ambiguous = body.replace(PARK.id("ASN-W7"), PARK.id("ASN-W7x"));
        PARK.admin
                .put(
                        "/v1/inbound-notices/" + PARK.id("ASN-W7x"),
                        PARK.noticeBody(PARK.owner, "L1", 9).replace("\"lot\":\"L1\",", ""))
                .expect(201);
        Client.Answer asked = OPERATOR.post("/v1/scans", ambiguous).expect(422);
        assertThat(asked.problem()).isEqualTo("/problems/ambiguous-scan");
        JsonNode item = item(workItem(asked));
        assertThat(item.path("kind").asString()).isEqualTo("AMBIGUOUS");
        assertThat(item.path("next").asString()).isEqualTo("CHOOSE_READING");
        assertThat(item.at("/problem/members").toString()).contains("candidates", "L121S1");
        assertThat(item.at("/symbols/0/outcome").asString()).isEqualTo("ambiguous");
        String settled =
                ambiguous.substring(0, ambiguous.length() - 1)
                        + ",\"reading\":{\"lot\":\"L121S1\",\"expiryDate\":\"2031-05-31\"}}";
        assertThat(
                        OPERATOR.post("/v1/scans", settled)
                                .expect(200)
                                .json()
                                .at("/resolved/0")
                                .asString())
                .isEqualTo(item.path("id").asString());
    }

    @Test
    void one_person_sees_to_it_at_a_time_and_says_what_was_done() {
        String item =
                workItem(
                        receive(OPERATOR, "w8", "W8", PARK.notice("ASN-W8", "W8", 1), 3)
                                .expect(422));
        String path = "/v1/work-items/" + item;
        Client colleague = PARK.admin.newKey("operator", null, PARK.warehouse);
        OPERATOR.post(path + "/claim", null).expect(200);
        OPERATOR.post(path + "/claim", null).expect(200);
        Client.Answer taken = colleague.post(path + "/claim", null).expect(422);
        assertThat(taken.problem()).isEqualTo("/problems/work-item-claimed-by-other");
        assertThat(taken.json().path("claimedByLabel").asString()).isEqualTo("a key of the tests");
        assertThat(item(item).path("state").asString()).isEqualTo("CLAIMED");
        colleague.post(path + "/release", null).expect(422);
        colleague.post(path + "/resolution", "{\"how\":\"DONE\"}").expect(422);
        QUALITY.post(path + "/release", null).expect(200);
        assertThat(item(item).path("state").asString()).isEqualTo("OPEN");
        colleague.post(path + "/claim", null).expect(200);
        assertThat(
                        colleague
                                .post(path + "/resolution", "{\"how\":\"DISMISSED\"}")
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/note-needed");
        assertThat(
                        colleague
                                .post(path + "/resolution", "{\"how\":\"SCANNED\"}")
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/outcome-not-said");
        colleague.post(path + "/resolution", "{\"how\":\"FINISHED\"}").expect(400);
        colleague.post(path + "/resolution", "{\"how\":\"DONE\",\"note\":\" \"}").expect(400);
        String key = "once-" + PARK.prefix;
        String done = "{\"how\":\"SENT_BACK\",\"note\":\"两箱退回\"}";
        colleague.post(path + "/resolution", done, key).expect(200);
        assertThat(
                        colleague
                                .post(path + "/resolution", done, key)
                                .expect(200)
                                .header("Idempotent-Replay"))
                .isEqualTo("true");
        assertThat(QUALITY.post(path + "/resolution", done).expect(422).problem())
                .isEqualTo("/problems/work-item-resolved-already");
        JsonNode ended = item(item);
        assertThat(ended.path("how").asString()).isEqualTo("SENT_BACK");
        assertThat(ended.path("note").asString()).isEqualTo("两箱退回");
        assertThat(ended.path("resolvedByLabel").asString()).isEqualTo("a key of the tests");
        // a handheld that still sends the scan is work again, which is open
        String again = workItem(receive(OPERATOR, "w8", "W8", PARK.id("ASN-W8"), 3).expect(422));
        assertThat(again).isNotEqualTo(item);
        assertThat(item(again).path("state").asString()).isEqualTo("OPEN");
        assertThat(workItem(receive(OPERATOR, "w8", "W8", PARK.id("ASN-W8"), 3).expect(422)))
                .isEqualTo(again);
        // and who scans the label anew is refused for the same
        assertThat(workItem(receive(OPERATOR, "w8-new", "W8", PARK.id("ASN-W8"), 3).expect(422)))
                .isEqualTo(again);
    }

    @Test
    void others_warehouses_and_enterprises_see_none_of_it() {
        String item =
                workItem(
                        receive(OPERATOR, "w9", "W9", PARK.notice("ASN-W9", "W9", 1), 3)
                                .expect(422));
        Client elsewhere = PARK.admin.newKey("operator", null, "ELSEWHERE");
        elsewhere.get("/v1/work-items/" + item).expect(404);
        elsewhere.post("/v1/work-items/" + item + "/claim", null).expect(404);
        assertThat(elsewhere.get("/v1/work-items").expect(200).text()).doesNotContain(item);
        assertThat(elsewhere.get("/v1/work-items?warehouse=" + PARK.warehouse).problem())
                .isEqualTo("/problems/not-your-warehouse");
        PARK.admin.newKey("enterprise", PARK.owner).get("/v1/work-items").expect(403);
        PARK.admin.newKey("regulator", null).get("/v1/work-items/" + item).expect(200);
        Client both = PARK.admin.newKey("operator", null, "ELSEWHERE", PARK.warehouse);
        assertThat(both.get("/v1/work-items?limit=1000").expect(200).text()).contains(item);
    }

    @Test
    void refusals_are_counted_by_what_they_say_of_labels_suppliers_and_work() {
        TestPark park = new TestPark(LOTLINE);
        Client operator = park.admin.newKey("operator", null, park.warehouse);
        String notice = park.notice("ASN-R", "R1", 1);
        for (int i = 0; i < 3; i++) {
            operator.post(
                            "/v1/scans",
                            park.scan("r" + i, "receive", "R1", 2, reference(notice) + at("DOCK")))
                    .expect(422);
        }
        operator.post(
                        "/v1/scans",
                        park.scan("r9", "pick", "R1", 1, reference(park.id("NO")) + at("A1")))
                .expect(422);
        String query = "/v1/insight/refusals?warehouse=" + park.warehouse + "&by=";
        JsonNode codes = operator.get(query + "code").expect(200).json().path("items");
        assertThat(codes).hasSize(2);
        assertThat(codes.at("/0/value").asString()).isEqualTo("over-receipt");
        assertThat(codes.at("/0/refusals").asInt()).isEqualTo(3);
        assertThat(codes.at("/1/value").asString()).isEqualTo("unknown-order");
        JsonNode suppliers = operator.get(query + "supplier").expect(200).json().path("items");
        assertThat(suppliers.at("/0/value").asString()).isEqualTo(park.supplier);
        assertThat(suppliers.at("/0/name").asString()).isEqualTo(park.supplier);
        assertThat(suppliers.at("/0/refusals").asInt()).isEqualTo(3);
        assertThat(suppliers.at("/1/value").isMissingNode()).isTrue();
        JsonNode items =
                operator.get("/v1/work-items?supplier=" + park.supplier)
                        .expect(200)
                        .json()
                        .path("items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/reference").asString()).isEqualTo(notice);
        assertThat(
                        operator.get("/v1/work-items?supplier=" + park.carrier)
                                .expect(200)
                                .json()
                                .path("items"))
                .isEmpty();
        JsonNode devices = operator.get(query + "device").expect(200).json().path("items");
        assertThat(devices.at("/0/name").asString()).isEqualTo("冠状动脉支架");
        assertThat(devices.at("/0/attempts").asInt()).isEqualTo(4);
        JsonNode operators = QUALITY.get("/v1/insight/refusals?by=operator").expect(200).json();
        assertThat(operators.path("items").toString()).doesNotContain(park.prefix);
        assertThat(operator.get(query + "operator").expect(200).json().path("items")).hasSize(1);
        Client colleague = park.admin.newKey("operator", null, park.warehouse);
        assertThat(colleague.get(query + "operator").expect(200).json().path("items")).isEmpty();
        assertThat(operator.get(query + "day&limit=1").expect(200).json().path("items")).hasSize(1);
        Client.Answer first = operator.get(query + "code&limit=1").expect(200);
        String next = String.valueOf(first.header("Link"));
        assertThat(next).contains("rel=\"next\"");
        assertThat(
                        operator.get(next.substring(1, next.indexOf('>')))
                                .expect(200)
                                .json()
                                .at("/items/0/value")
                                .asString())
                .isEqualTo("unknown-order");
        for (String wrong :
                List.of(
                        query + "colour",
                        query + "code&from=2026-13-01",
                        query + "code&from=2026-02-01&to=2026-01-01",
                        query + "code&from=2024-01-01&to=2026-01-01")) {
            assertThat(operator.get(wrong).status()).as(wrong).isEqualTo(400);
        }
        operator.get("/v1/insight/refusals?by=code&warehouse=NOWHERE").expect(403);
        park.admin.get("/v1/insight/refusals?by=code&warehouse=NOWHERE").expect(400);
        park.admin.newKey("enterprise", park.owner).get("/v1/insight/refusals?by=code").expect(403);
    }

    @Test
    void what_an_order_does_not_want_any_more_is_work_until_it_is_back() {
        TestPark park = new TestPark(LOTLINE);
        park.stock("P1", 9);
        String order = park.order("O", 4);
        park.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        park.pick("p", order, "P1", 3).expect(200);
        park.admin.post("/v1/orders/" + order + "/cancellation", "{\"reason\":\"取消\"}").expect(200);
        String id = "put-back-" + order;
        assertThat(item(id).path("kind").asString()).isEqualTo("PUT_BACK");
        assertThat(item(id).path("left").asInt()).isEqualTo(3);
        assertThat(item(id).path("reference").asString()).isEqualTo(order);
        Client operator = park.admin.newKey("operator", null, park.warehouse);
        operator.post("/v1/work-items/" + id + "/claim", null).expect(200);
        park.admin
                .post(
                        "/v1/scans",
                        park.scan("b1", "putaway", "P1", 2, reference(order) + TestPark.to("A1")))
                .expect(200);
        assertThat(item(id).path("left").asInt()).isEqualTo(1);
        assertThat(item(id).path("state").asString()).isEqualTo("CLAIMED");
        // one lies between the bins: nobody may say that this is done
        for (String how :
                List.of("{\"how\":\"DONE\"}", "{\"how\":\"DISMISSED\",\"note\":\"没事\"}")) {
            Client.Answer early =
                    operator.post("/v1/work-items/" + id + "/resolution", how).expect(422);
            assertThat(early.problem()).isEqualTo("/problems/still-to-put-back");
            assertThat(early.json().path("left").asInt()).isEqualTo(1);
        }
        assertThat(item(id).path("left").asInt()).isEqualTo(1);
        park.admin
                .post(
                        "/v1/scans",
                        park.scan("b2", "putaway", "P1", 1, reference(order) + TestPark.to("A1")))
                .expect(200);
        assertThat(item(id).path("how").asString()).isEqualTo("SETTLED");
        assertThat(operator.post("/v1/work-items/" + id + "/claim", null).expect(422).problem())
                .isEqualTo("/problems/work-item-resolved-already");
    }

    @Test
    void an_order_whose_promise_was_broken_is_work_until_it_is_promised_others() {
        TestPark park = new TestPark(LOTLINE);
        park.stock("B1", 4);
        String order = park.order("O", 4);
        park.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        park.admin
                .newKey("quality", null, park.warehouse)
                .post("/v1/adjustments", park.adjustmentBody("ADJ", "LOST", "B1", 1))
                .expect(201);
        String id = "promises-" + order;
        assertThat(item(id).path("kind").asString()).isEqualTo("BROKEN_PROMISE");
        assertThat(item(id).path("left").asInt()).isEqualTo(1);
        park.stock("B2", 1);
        park.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        assertThat(item(id).path("how").asString()).isEqualTo("SETTLED");
    }
}
