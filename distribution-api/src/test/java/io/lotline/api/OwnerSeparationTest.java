package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// One enterprise never sees or moves another's goods, whichever way it asks.
class OwnerSeparationTest {
    private static final TestPark PARK = park();
    private static final Client OWNER = PARK.admin.newKey("enterprise", PARK.owner);
    private static final Client OTHER = PARK.admin.newKey("enterprise", PARK.id("OTHER"));

    private static TestPark park() {
        TestPark park = new TestPark(RunningLotline.shared());
        park.enterprise(park.id("OTHER"), "DEPOSITOR");
        park.stock("MINE", 5);
        String order = park.order("O", 2);
        park.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        park.pick("p", order, "MINE", 2).expect(200);
        park.recall("R", "MINE").expect(201);
        return park;
    }

    private static String here(String path) {
        return path.replace("{p}", PARK.prefix)
                .replace("{di}", PARK.di)
                .replace("{owner}", PARK.owner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/inbound-notices/{p}ASN-MINE",
                "/v1/orders/{p}O",
                "/v1/trace/lots/{di}/MINE",
                "/v1/recalls/{p}R",
                "/v1/enterprises/{owner}",
            })
    void a_document_exists_for_its_owner_only(String path) {
        OWNER.get(here(path)).expect(200);
        OTHER.get(here(path)).expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/stock?owner={owner}",
                "/v1/stock?di={di}",
                "/v1/stock?di={di}&knownAt=0",
                "/v1/stock?di={di}&asOf=2030-01-01T00:00:00Z",
                "/v1/orders",
                "/v1/orders?owner={owner}",
                "/v1/inbound-notices",
                "/v1/inbound-notices?owner={owner}",
            })
    void a_list_holds_the_callers_own_only(String path) {
        JsonNode items = OTHER.get(here(path)).expect(200).json().path("items");
        assertThat(items).isEmpty();
    }

    @Test
    void an_owner_finds_its_own_in_the_lists() {
        assertThat(OWNER.get("/v1/stock").json().path("items")).isNotEmpty();
        assertThat(OWNER.get("/v1/orders").json().path("items")).isNotEmpty();
        assertThat(OWNER.get("/v1/inbound-notices").json().path("items")).hasSize(1);
        assertThat(OWNER.get("/v1/enterprises").json().path("items")).hasSize(1);
    }

    @Test
    void the_trace_in_other_forms_is_the_owners_too() {
        String path = here("/v1/trace/lots/{di}/MINE");
        OWNER.get(path, "Accept", "application/ld+json").expect(200);
        OTHER.get(path, "Accept", "application/ld+json").expect(404);
        OTHER.get(path, "Accept", "text/csv").expect(404);
    }

    @Test
    void the_overview_shows_an_enterprise_its_own_goods() {
        assertThat(OTHER.get("/v1/insight/overview").json().at("/totals/onHand").asInt()).isZero();
        assertThat(
                        OTHER.get("/v1/insight/overview?owner=" + PARK.owner)
                                .json()
                                .at("/totals/onHand")
                                .asInt())
                .isZero();
        assertThat(OWNER.get("/v1/insight/overview").json().at("/totals/onHand").asInt())
                .isEqualTo(3);
    }

    /// Of the same device, but not of the recalled lot.
    @Test
    void the_overview_tells_nobody_of_the_holds_and_recalls_of_others() {
        String third = PARK.id("THIRD");
        PARK.enterprise(third, "DEPOSITOR");
        String notice = PARK.id("ASN-THEIRS");
        PARK.admin
                .put("/v1/inbound-notices/" + notice, PARK.noticeBody(third, "THEIRS", 2))
                .expect(201);
        PARK.admin
                .post(
                        "/v1/scans",
                        PARK.scan(
                                "theirs",
                                "receive",
                                "THEIRS",
                                2,
                                TestPark.reference(notice) + TestPark.at("DOCK")))
                .expect(200);
        Client.Answer held =
                PARK.admin
                        .post(
                                "/v1/holds",
                                "{\"di\":\"%s\",\"lot\":\"MINE\",\"reason\":\"包装破损\"}"
                                        .formatted(PARK.di))
                        .expect(201);
        JsonNode theirs =
                PARK.admin
                        .newKey("enterprise", third)
                        .get("/v1/insight/overview")
                        .expect(200)
                        .json();
        assertThat(theirs.at("/totals/onHand").asInt()).isEqualTo(2);
        assertThat(theirs.path("recalls")).isEmpty();
        assertThat(theirs.path("holds")).isEmpty();
        JsonNode mine =
                OWNER.get(
                                "/v1/insight/overview",
                                "Wait-For-Position",
                                Long.toString(held.position()))
                        .expect(200)
                        .json();
        assertThat(mine.path("recalls")).hasSize(1);
        assertThat(mine.path("holds")).hasSize(1);
    }

    @Test
    void nobody_files_or_orders_in_anothers_name() {
        assertThat(OTHER.put("/v1/orders/" + PARK.id("X"), PARK.orderBody(PARK.owner, 1)).problem())
                .isEqualTo("/problems/not-your-goods");
        assertThat(
                        OTHER.put(
                                        "/v1/inbound-notices/" + PARK.id("X"),
                                        PARK.noticeBody(PARK.owner, "L", 1))
                                .problem())
                .isEqualTo("/problems/not-your-goods");
        OWNER.put("/v1/orders/" + PARK.id("OWN"), PARK.orderBody(PARK.owner, 1)).expect(201);
    }

    @Test
    void anothers_order_cannot_be_allocated_or_overwritten() {
        OTHER.post("/v1/orders/" + PARK.id("O") + "/allocation", null).expect(404);
        Client.Answer put =
                OTHER.put("/v1/orders/" + PARK.id("O"), PARK.orderBody(PARK.id("OTHER"), 1));
        assertThat(put.status()).isEqualTo(409);
        assertThat(put.text()).doesNotContain(PARK.owner);
    }

    @Test
    void staff_of_one_warehouse_works_there_only() {
        Client elsewhere = PARK.admin.newKey("operator", null, "ELSEWHERE");
        Client here = PARK.admin.newKey("operator", null, PARK.warehouse);
        String count = TestPark.reference(PARK.id("ROUND")) + TestPark.at("A1");
        String scan = PARK.scan("w", "count", "MINE", 1, count);
        assertThat(elsewhere.post("/v1/scans", scan).problem())
                .isEqualTo("/problems/not-your-warehouse");
        here.post("/v1/scans", scan).expect(200);
        assertThat(elsewhere.post("/v1/orders/" + PARK.id("O") + "/allocation", null).problem())
                .isEqualTo("/problems/unknown-order");
        assertThat(elsewhere.get("/v1/stock?di=" + PARK.di).json().path("items")).isEmpty();
        elsewhere.get("/v1/orders/" + PARK.id("O")).expect(404);
    }

    @Test
    void goods_in_a_bin_are_held_and_released_by_who_works_there() {
        Client here = PARK.admin.newKey("quality", null, PARK.warehouse);
        Client elsewhere = PARK.admin.newKey("quality", null, "ELSEWHERE");
        String bin =
                """
                {"di":"%s","location":"%s/A1","reason":"damp"}"""
                        .formatted(PARK.di, PARK.warehouse);
        assertThat(elsewhere.post("/v1/holds", bin).problem())
                .isEqualTo("/problems/not-your-warehouse");
        String hold = here.post("/v1/holds", bin).expect(201).json().path("holdId").asString();
        String mine = "/v1/holds?state=OPEN&di=" + PARK.di;
        assertThat(elsewhere.get(mine).expect(200).text()).doesNotContain(hold);
        assertThat(elsewhere.post("/v1/holds/" + hold + "/release", null).problem())
                .isEqualTo("/problems/unknown-hold");
        assertThat(here.get(mine).expect(200).text()).contains(hold);
        here.post("/v1/holds/" + hold + "/release", null).expect(200);
    }

    /// Whatever staff of another warehouse, another enterprise, or who may do nothing tries with a
    /// document that is not theirs: neither its warehouse nor its owner is in the answer.
    @ParameterizedTest
    @ValueSource(strings = {"operator", "quality", "enterprise", "regulator"})
    void a_refusal_tells_nothing_of_a_document_that_is_not_the_callers(String role) {
        boolean enterprise = role.equals("enterprise");
        TestPark park = new TestPark(RunningLotline.shared());
        String order = park.order("TOLD-" + role, 1);
        String shipment = park.id("SH-" + role);
        park.admin.put("/v1/shipments/" + shipment, shipmentBody(park, order)).expect(201);
        String notice = park.notice("ASN-TOLD-" + role, "MINE", 1);
        Client stranger =
                enterprise
                        ? OTHER
                        : role.equals("regulator")
                                ? park.admin.newKey(role, null)
                                : park.admin.newKey(role, null, "ELSEWHERE");
        List<Client.Answer> answers = new ArrayList<>();
        answers.add(stranger.post("/v1/orders/" + order + "/allocation", null));
        answers.add(stranger.send("DELETE", "/v1/orders/" + order + "/allocation", null));
        answers.add(stranger.post("/v1/orders/" + order + "/cancellation", "{\"reason\":\"r\"}"));
        answers.add(
                stranger.send(
                        "PUT",
                        "/v1/orders/" + order,
                        park.orderBody(enterprise ? park.id("OTHER") : park.owner, 1)
                                .replace(park.warehouse, "ELSEWHERE"),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "*"));
        answers.add(stranger.post("/v1/waves", "{\"orders\":[\"%s\"]}".formatted(order)));
        answers.add(
                stranger.put("/v1/shipments/" + park.id("NEW-" + role), shipmentBody(park, order)));
        answers.add(stranger.post("/v1/shipments/" + shipment + "/dispatch", null));
        answers.add(
                stranger.post(
                        "/v1/shipments/" + shipment + "/delivery",
                        "{\"consignee\":\"%s\",\"receivedBy\":\"n\",\"evidence\":\"e\"}"
                                .formatted(park.hospital)));
        answers.add(stranger.post("/v1/inspections", park.inspectionBody(notice, "MINE", 1)));
        for (String task :
                List.of("receive", "pick", "check", "pack", "return", "putaway", "move")) {
            answers.add(
                    scanElsewhere(
                            park, stranger, task, role, task.equals("receive") ? notice : order));
        }
        for (String task : List.of("load", "unload")) {
            answers.add(scanElsewhere(park, stranger, task, role, shipment));
        }
        for (Client.Answer answer : answers) {
            assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
            assertThat(answer.text()).doesNotContain(park.warehouse, park.owner);
        }
        assertThat(answers.getFirst().problem())
                .isEqualTo(
                        switch (role) {
                            case "operator", "enterprise" -> "/problems/unknown-order";
                            default -> "/problems/forbidden";
                        });
    }

    private static String shipmentBody(TestPark park, String order) {
        return """
               {"orders":["%s"],"carrier":"%s","vehicle":"V","stops":["%s"]}"""
                .formatted(order, park.carrier, park.hospital);
    }

    /// As if the document were of the warehouse in which it is scanned.
    private static Client.Answer scanElsewhere(
            TestPark park, Client who, String task, String role, String document) {
        return who.post(
                "/v1/scans",
                """
                {"scanId":"%s","task":"%s","warehouse":"ELSEWHERE","symbols":["%s"],"quantity":1,
                 "location":"A1","toLocation":"A2","reference":"%s"}"""
                        .formatted(
                                park.id("else-" + role + task),
                                task,
                                park.symbol("MINE"),
                                document));
    }
}
