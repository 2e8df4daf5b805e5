package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What people and programs get wrong about work items, and labels that no text should hold: each
/// is answered with what is wrong, and what is refused is kept whole.
class WorkItemInputsTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final TestPark PARK = new TestPark(LOTLINE);
    private static final Client OPERATOR = PARK.admin.newKey("operator", null, PARK.warehouse);
    private static final String NOTICE = PARK.notice("ASN-I", "I1", 1);
    private static final String ITEM = refused("i0", PARK.symbol("I1"), NOTICE);
    private static final String OTHER = refused("i1", PARK.symbol("I2"), NOTICE);

    /// @param body null for none
    record Input(String method, String path, @Nullable String body, int status, String problem) {}

    private static String scan(String scanId, String symbols, String reference, int quantity) {
        return """
               {"scanId":"%s","task":"receive","warehouse":"%s","symbols":[%s],"quantity":%d%s%s}"""
                .formatted(
                        PARK.id(scanId),
                        PARK.warehouse,
                        symbols,
                        quantity,
                        reference(reference),
                        at("DOCK"));
    }

    private static String quoted(String symbol) {
        return Client.JSON.writeValueAsString(symbol);
    }

    private static String refused(String scanId, String symbol, String reference) {
        return workItem(OPERATOR.post("/v1/scans", scan(scanId, quoted(symbol), reference, 5)));
    }

    private static String workItem(Client.Answer answer) {
        String id = answer.expect(422).json().path("workItem").asString("");
        assertThat(id).as(answer.text()).isNotEmpty();
        return id;
    }

    private static JsonNode item(String id) {
        return PARK.admin.get("/v1/work-items/" + id).expect(200).json();
    }

    static Stream<Input> inputs() {
        List<Input> all = new ArrayList<>();
        String list = "/v1/work-items?";
        for (String query :
                List.of(
                        "kind=nonsense",
                        "kind=",
                        "state=DONE",
                        "state=OPEN&state=OPEN",
                        "warehouse=NOPE",
                        "warehouse=%20",
                        "warehouse=" + PARK.warehouse + "%E2%80%8B",
                        "di=123",
                        "di=06909999999993",
                        "di=" + PARK.di + "%20",
                        "limit=0",
                        "limit=1001",
                        "limit=many",
                        "after=garbage",
                        "claimedBy=me",
                        "State=OPEN")) {
            all.add(new Input("GET", list + query, null, 400, "malformed-request"));
        }
        String refusals = "/v1/insight/refusals?";
        for (String query :
                List.of(
                        "by=colour",
                        "by=",
                        "by=code&by=day",
                        "from=2026-02-30",
                        "from=2026-1-1",
                        "from=yesterday",
                        "from=P3D",
                        "to=2026-01-01T00:00:00%2B08:00",
                        "from=2026-02-01&to=2026-01-01",
                        "from=2025-01-01&to=2026-01-02",
                        "warehouse=NOPE",
                        "limit=0",
                        "after=garbage",
                        "owner=" + PARK.owner)) {
            all.add(new Input("GET", refusals + query, null, 400, "malformed-request"));
        }
        all.add(new Input("GET", "/v1/work-items/none", null, 404, "unknown-work-item"));
        for (String id :
                List.of("%20", "A%2FB", ITEM.replace("-", "%EF%BC%8D"), "%E2%80%8B" + ITEM)) {
            all.add(new Input("GET", "/v1/work-items/" + id, null, 400, "malformed-request"));
        }
        all.add(
                new Input(
                        "GET",
                        "/v1/work-items/" + "A".repeat(121),
                        null,
                        400,
                        "malformed-request"));
        all.add(
                new Input(
                        "GET",
                        "/v1/work-items/" + ITEM.toUpperCase(),
                        null,
                        404,
                        "unknown-work-item"));
        String item = "/v1/work-items/" + ITEM;
        all.add(new Input("POST", "/v1/work-items/none/claim", null, 404, "unknown-work-item"));
        all.add(new Input("POST", "/v1/work-items/none/release", null, 404, "unknown-work-item"));
        all.add(new Input("DELETE", item, null, 405, "method-not-allowed"));
        all.add(new Input("POST", item, null, 405, "method-not-allowed"));
        String resolution = item + "/resolution";
        for (String body :
                List.of(
                        "",
                        "{}",
                        "[]",
                        "null",
                        "{\"how\":null}",
                        "{\"how\":\"\"}",
                        "{\"how\":\"done\"}",
                        "{\"how\":0}",
                        "{\"how\":[\"DONE\"]}",
                        "{\"how\":\"DONE\",\"note\":7}",
                        "{\"how\":\"DONE\",\"note\":\"\"}",
                        "{\"how\":\"DONE\",\"note\":\"\\u200b\"}",
                        "{\"how\":\"DONE\",\"note\":\"a\\u0007b\"}",
                        "{\"how\":\"DONE\",\"note\":\"\\u202edone\"}",
                        "{\"how\":\"DONE\",\"note\":\"\\ud800\"}",
                        "{\"how\":\"DONE\",\"note\":\"" + "字".repeat(501) + "\"}",
                        "{\"how\":\"DONE\",\"by\":\"somebody\"}")) {
            all.add(new Input("POST", resolution, body, 400, "malformed-request"));
        }
        for (String body : List.of("{\"how\":\"DONE\"", "{\"how\":\"DONE\"} x", "how: DONE")) {
            all.add(new Input("POST", resolution, body, 400, "malformed-json"));
        }
        all.add(new Input("POST", resolution, "{\"how\":\"DISMISSED\"}", 422, "note-needed"));
        all.add(new Input("POST", resolution, "{\"how\":\"SCANNED\"}", 422, "outcome-not-said"));
        all.add(new Input("POST", resolution, "{\"how\":\"SETTLED\"}", 422, "outcome-not-said"));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void what_is_wrong_is_said_and_changes_nothing(Input input) {
        Client.Answer answer =
                input.body() == null
                        ? PARK.admin.send(
                                input.method(),
                                input.path(),
                                null,
                                "Idempotency-Key",
                                UUID.randomUUID().toString())
                        : PARK.admin.post(input.path(), input.body());
        assertThat(answer.status()).as(answer.text()).isEqualTo(input.status());
        assertThat(answer.problem())
                .as(answer.text())
                .isIn(
                        "/problems/" + input.problem(),
                        // a body that is no document at all
                        input.problem().equals("malformed-request") && input.body() != null
                                ? "/problems/malformed-json"
                                : "");
        assertThat(item(ITEM).path("state").asString()).isEqualTo("OPEN");
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(inputs()).hasSizeGreaterThan(60);
    }

    @Test
    void a_handheld_has_a_name_or_none() {
        String body = scan("h1", quoted(PARK.symbol("H1")), NOTICE, 5);
        for (String name : List.of(" ", "a b", "A".repeat(65), "a;b", "a/b")) {
            Client.Answer answer =
                    OPERATOR.send(
                            "POST",
                            "/v1/scans",
                            body,
                            "Content-Type",
                            "application/json",
                            "Handheld",
                            name);
            assertThat(answer.status()).as(name + answer.text()).isEqualTo(400);
            assertThat(answer.json().path("field").asString()).isEqualTo("Handheld");
        }
    }

    @Test
    void labels_that_are_no_text_are_kept_as_far_as_they_are() {
        String half =
                "{\"scanId\":\"%s\",\"task\":\"receive\",\"warehouse\":\"%s\",\"symbols\":[\"]d2\\ud800x\"]%s%s}"
                        .formatted(PARK.id("t1"), PARK.warehouse, reference(NOTICE), at("DOCK"));
        JsonNode item = item(workItem(OPERATOR.post("/v1/scans", half)));
        assertThat(item.path("kind").asString()).isEqualTo("UNREADABLE");
        assertThat(item.at("/symbols/0/symbol").asString()).isEqualTo("]d2\ufffdx");
        for (String symbol :
                List.of(
                        "\u0000",
                        "批号",
                        "=cmd|' /C calc'!A0",
                        "<script>",
                        "]d2" + "9".repeat(4000))) {
            String id = refused("t-" + symbol.hashCode(), symbol, NOTICE);
            assertThat(item(id).at("/symbols/0/symbol").asString()).isEqualTo(symbol);
            assertThat(PARK.admin.get("/v1/work-items?state=OPEN", "Accept", "text/csv").status())
                    .isEqualTo(200);
        }
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            many.add(quoted("]d2" + "9".repeat(4000) + i));
        }
        String id =
                workItem(OPERATOR.post("/v1/scans", scan("t3", String.join(",", many), NOTICE, 1)));
        assertThat(item(id).path("symbols").size()).isEqualTo(2);
        // the log is whole, whatever was in it
        assertThat(PARK.admin.get("/actuator/health").text()).contains("UP");
    }

    @Test
    void the_same_label_is_the_same_work_however_it_is_sent() {
        String first = refused("s1", PARK.symbol("S1"), NOTICE);
        assertThat(refused("s2", PARK.symbol("S1") + "\r\n", NOTICE)).isEqualTo(first);
        assertThat(refused("s3", PARK.symbol("S1"), PARK.id("asn-i"))).isNotEqualTo(first);
        assertThat(refused("s4", PARK.symbol("s1"), NOTICE)).isNotEqualTo(first);
        String both =
                workItem(
                        OPERATOR.post(
                                "/v1/scans",
                                scan(
                                        "s5",
                                        quoted(PARK.symbol("S1")) + "," + quoted(PARK.symbol("S1")),
                                        NOTICE,
                                        5)));
        assertThat(both).isEqualTo(first);
        Client colleague = PARK.admin.newKey("operator", null, PARK.warehouse);
        assertThat(
                        workItem(
                                colleague.post(
                                        "/v1/scans",
                                        scan("s1", quoted(PARK.symbol("S1")), NOTICE, 5))))
                .isEqualTo(first);
        assertThat(item(first).path("refusals").asInt()).isEqualTo(4);
        assertThat(OTHER).isNotEqualTo(ITEM);
    }

    @Test
    void what_is_malformed_or_forbidden_leaves_no_work() {
        long head = PARK.admin.get("/v1/log/head").position();
        OPERATOR.post("/v1/scans", scan("m1", quoted(PARK.symbol("M1")), "a b", 1)).expect(400);
        OPERATOR.post("/v1/scans", scan("m2", quoted(PARK.symbol("M1")), NOTICE, 0)).expect(400);
        OPERATOR.post(
                        "/v1/scans",
                        scan("m3", quoted(PARK.symbol("M1")), NOTICE, 1)
                                .replace(PARK.warehouse, "ELSEWHERE"))
                .expect(403);
        assertThat(PARK.admin.get("/v1/log/head").position()).isEqualTo(head);
    }
}
