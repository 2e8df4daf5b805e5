package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static io.lotline.api.TestPark.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes in: the right status, a problem that helps, never a stack trace, nothing half
/// done.
class BadInputTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final TestPark PARK = new TestPark(LOTLINE);

    record Bad(String method, String path, String body, int status, String problem, String field) {}

    private static String container() {
        return ",\"container\":\"106141412345678908\"";
    }

    private static String owner() {
        return ",\"owner\":\"" + PARK.owner + "\"";
    }

    static Stream<Bad> bodies() {
        String scans = "/v1/scans";
        String orders = "/v1/orders/" + PARK.id("O");
        String enterprise = "/v1/enterprises/" + PARK.id("E");
        return Stream.of(
                new Bad("POST", scans, "{\"scanId\":\"1\"", 400, "malformed-json", "body"),
                new Bad("POST", scans, "[]", 400, "malformed-request", "body"),
                new Bad("POST", scans, "", 400, "malformed-request", "body"),
                new Bad("POST", scans, "{}", 400, "malformed-request", "scanId"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "fly", "L", 1, at("A1")),
                        400,
                        "malformed-request",
                        "task"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "pick", "L", 1, at("A1")),
                        400,
                        "malformed-request",
                        "reference"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "putaway", "L", 1, at("A1")),
                        400,
                        "malformed-request",
                        "toLocation"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "receive", "L", 1, reference("N") + at("DOCK") + to("A1")),
                        400,
                        "malformed-request",
                        "toLocation"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "count", "L", 1, reference("C") + at("A1") + to("A1")),
                        400,
                        "malformed-request",
                        "toLocation"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan(
                                "1", "receive", "L", 1, reference("N") + at("DOCK") + container()),
                        400,
                        "malformed-request",
                        "container"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "move", "L", 1, at("A1") + to("A1") + container()),
                        400,
                        "malformed-request",
                        "container"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "pick", "L", 1, reference("O") + at("A1") + owner()),
                        400,
                        "malformed-request",
                        "owner"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "receive", "L", 1, reference("N") + at("DOCK") + owner()),
                        400,
                        "malformed-request",
                        "owner"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "check", "L", 1, reference("")),
                        400,
                        "malformed-request",
                        "reference"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "move", "L", 1, reference("") + at("A1") + to("A1")),
                        400,
                        "malformed-request",
                        "reference"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "pick", "L", 0, at("A1")),
                        400,
                        "malformed-request",
                        "quantity"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "pick", "L", 1, ",\"colour\":\"red\""),
                        400,
                        "malformed-request",
                        "colour"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "pick", "L", 1, ",\"scannedAt\":\"2999-01-01T00:00:00Z\""),
                        400,
                        "malformed-request",
                        "scannedAt"),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "pick", "L", 1, ",\"scannedAt\":\"yesterday\""),
                        400,
                        "malformed-request",
                        "scannedAt"),
                new Bad(
                        "POST",
                        scans,
                        "{\"scanId\":\"1\",\"task\":\"check\",\"warehouse\":\"W\",\"symbols\":[]}",
                        400,
                        "malformed-request",
                        "symbols"),
                new Bad(
                        "POST",
                        scans,
                        "{\"scanId\":\"1\",\"task\":\"check\",\"warehouse\":\"W\",\"symbols\":[\""
                                + "x".repeat(5_000)
                                + "\"]}",
                        400,
                        "malformed-request",
                        "symbols[0]"),
                new Bad(
                        "POST",
                        scans,
                        "{\"scanId\":\"1\",\"task\":\"check\",\"reference\":\"O\",\"warehouse\":\"W\",\"symbols\":[\"what is this\"]}",
                        422,
                        "unreadable-scan",
                        ""),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "check", "L", 1, reference(PARK.id("none"))),
                        422,
                        "unknown-order",
                        ""),
                new Bad(
                        "POST",
                        scans,
                        PARK.scan("1", "receive", "L", 1, reference(PARK.id("none")) + at("DOCK")),
                        422,
                        "unknown-notice",
                        ""),
                new Bad(
                        "PUT",
                        orders,
                        PARK.orderBody(PARK.owner, 1).replace(":1}", ":1.5}"),
                        400,
                        "malformed-request",
                        "lines[0].quantity"),
                new Bad(
                        "PUT",
                        orders,
                        PARK.orderBody(PARK.owner, 1).replace(":1}", ":\"1\"}"),
                        400,
                        "malformed-request",
                        "lines[0].quantity"),
                new Bad(
                        "PUT",
                        orders,
                        PARK.orderBody("no such", 1),
                        400,
                        "malformed-request",
                        "owner"),
                new Bad(
                        "PUT",
                        orders,
                        PARK.orderBody(PARK.id("NOBODY"), 1),
                        422,
                        "unknown-enterprise",
                        ""),
                new Bad(
                        "PUT",
                        "/v1/recalls/" + PARK.id("R"),
                        "{\"level\":4,\"di\":\"1\",\"lots\":[\"L\"],\"reason\":\"r\"}",
                        400,
                        "malformed-request",
                        "level"),
                new Bad(
                        "PUT",
                        "/v1/recalls/" + PARK.id("R"),
                        "{\"level\":1,\"di\":\"1\",\"reason\":\"r\"}",
                        400,
                        "malformed-request",
                        "lots"),
                new Bad(
                        "PUT",
                        orders,
                        PARK.orderBody(PARK.owner, 1).replace(":1}", ":2147483648}"),
                        400,
                        "malformed-request",
                        "lines[0].quantity"),
                new Bad(
                        "PUT",
                        orders,
                        PARK.orderBody(PARK.owner, 1).replace(":1}", ":9223372036854775808}"),
                        400,
                        "malformed-request",
                        "lines[0].quantity"),
                new Bad("PUT", enterprise, named("\u200b"), 400, "malformed-request", "name"),
                new Bad("PUT", enterprise, named("\u00a0\u3000"), 400, "malformed-request", "name"),
                new Bad("PUT", enterprise, named("ab\u202ecd"), 400, "malformed-request", "name"),
                new Bad(
                        "PUT",
                        enterprise,
                        licensedTo("+12030-01-01"),
                        400,
                        "malformed-request",
                        "licences[0].validTo"),
                new Bad(
                        "PUT",
                        enterprise,
                        licensedTo("-2030-01-01"),
                        400,
                        "malformed-request",
                        "licences[0].validTo"),
                new Bad("PUT", "/v1/orders/not%20an%20id", "{}", 400, "malformed-request", ""),
                new Bad(
                        "POST",
                        "/v1/keys",
                        "{\"label\":\"x\",\"role\":\"enterprise\"}",
                        400,
                        "malformed-request",
                        "enterpriseId"));
    }

    private static String named(String name) {
        return "{\"name\":\"%s\",\"roles\":[\"DEPOSITOR\"],\"licences\":[]}".formatted(name);
    }

    private static String licensedTo(String day) {
        return """
               {"name":"n","roles":["DEPOSITOR"],"licences":[{"number":"L","kind":"k",
                "scope":[],"validFrom":"2020-01-01","validTo":"%s"}]}"""
                .formatted(day);
    }

    /// The bytes of a body as ISO 8859-1; with the right ones, which are taken.
    @ParameterizedTest
    @CsvSource({
        "\u00e5\u00ba\u0093, 201",
        "\u00c0\u00af, 400",
        "\u00e0\u0080\u00af, 400",
        "\u00ed\u00a0\u0080, 400",
        "\u00ff, 400",
        "\u00e5\u00ba, 400",
    })
    void a_body_is_text_in_utf_8(String bytes, int status) {
        isAnswered(named(bytes), status);
    }

    @Test
    void a_body_in_another_unicode_encoding_is_not_guessed() {
        for (Charset charset :
                List.of(
                        StandardCharsets.UTF_16,
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_16BE,
                        Charset.forName("UTF-32BE"),
                        Charset.forName("UTF-32LE"))) {
            isAnswered(new String(named("n").getBytes(charset), StandardCharsets.ISO_8859_1), 400);
        }
        // as Windows saves files
        isAnswered("\u00ef\u00bb\u00bf" + named("n"), 201);
    }

    private static void isAnswered(String body, int status) {
        String answer =
                RawHttp.send(
                        LOTLINE.address,
                        RawHttp.request(
                                        "PUT",
                                        "/v1/enterprises/" + PARK.id("utf" + body.hashCode()),
                                        "Authorization",
                                        "Bearer " + RunningLotline.ADMIN_KEY,
                                        "Content-Type",
                                        "application/json",
                                        "Content-Length",
                                        String.valueOf(body.length()))
                                + body);
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        if (status == 400) {
            assertThat(answer).contains("/problems/malformed-json").contains("no text in UTF-8");
        }
    }

    /// A cursor is what a page before gave, whole, and nothing else.
    @Test
    void a_cursor_that_was_not_handed_out_is_refused() {
        PARK.admin.put("/v1/enterprises/" + PARK.id("c1"), named("n")).expect(201);
        PARK.admin.put("/v1/enterprises/" + PARK.id("c2"), named("n")).expect(201);
        Client.Answer first = PARK.admin.get("/v1/enterprises?limit=1").expect(200);
        String link = String.valueOf(first.header("Link"));
        String cursor = link.substring(link.indexOf("after=") + 6, link.indexOf('>'));
        PARK.admin.get("/v1/enterprises?limit=1&after=" + cursor).expect(200);
        for (String list :
                List.of(
                        "/v1/enterprises",
                        "/v1/stock",
                        "/v1/orders",
                        "/v1/devices",
                        "/v1/keys",
                        "/v1/shipments",
                        "/v1/inbound-notices")) {
            for (String bad :
                    List.of("xyz", "AAAA", "A".repeat(40), cursor.substring(2), cursor + "AA")) {
                Client.Answer answer = PARK.admin.get(list + "?after=" + bad);
                assertThat(answer.status()).as(list + " " + bad).isEqualTo(400);
                assertThat(answer.json().path("field").asString()).isEqualTo("after");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_bad_body_is_answered_with_what_is_wrong_and_where(Bad bad) {
        long before = PARK.admin.get("/v1/log/head").position();
        Client.Answer answer =
                PARK.admin.send(
                        bad.method(),
                        bad.path(),
                        bad.body(),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        "bad-" + bad.hashCode());
        assertThat(answer.problem()).isEqualTo("/problems/" + bad.problem());
        assertThat(answer.status()).isEqualTo(bad.status());
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        if (!bad.field().isEmpty()) {
            assertThat(answer.json().path("field").asString()).isEqualTo(bad.field());
        }
        assertHelpful(answer);
        // what is refused of a scan is recorded as such, and nothing else
        int refusals = answer.json().has("workItem") ? 1 : 0;
        assertThat(PARK.admin.get("/v1/log/head").position()).isEqualTo(before + refusals);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, 404, not-found",
        "GET, /v1/orders/none, 404, unknown-order",
        "GET, /v1/inbound-notices/none, 404, unknown-notice",
        "GET, /v1/shipments/none, 404, unknown-shipment",
        "GET, /v1/recalls/none, 404, unknown-recall",
        "GET, /v1/enterprises/none, 404, unknown-enterprise",
        "GET, /v1/devices/none, 404, unknown-device",
        "GET, /v1/trace/lots/1/2, 404, unknown-trace",
        "GET, /v1/trace/units/1, 400, malformed-request",
        "GET, /v1/stock?limit=0, 400, malformed-request",
        "GET, /v1/stock?limit=1001, 400, malformed-request",
        "GET, /v1/stock?limit=many, 400, malformed-request",
        "GET, /v1/stock?after=%21%21, 400, malformed-request",
        "GET, /v1/stock?status=FINE, 400, malformed-request",
        "GET, /v1/stock?asOf=yesterday, 400, malformed-request",
        "GET, /v1/stock?asOf=-999999999-01-01T00:00:00Z, 400, malformed-request",
        "GET, /v1/stock?asOf=%2B12030-01-01T00:00:00Z, 400, malformed-request",
        "GET, /v1/stock?knownAt=999999999, 400, malformed-request",
        "GET, /v1/pick-lists, 400, malformed-request",
        "GET, /v1/pick-lists?order=none, 404, unknown-order",
        "GET, /v1/log/events?from=0, 400, malformed-request",
        "DELETE, /v1/orders/none, 405, method-not-allowed",
        "POST, /v1/orders/none/allocation, 404, unknown-order",
        "POST, /v1/shipments/none/dispatch, 404, unknown-shipment",
        "POST, /v1/recalls/none/close, 404, unknown-recall",
        "POST, /v1/holds/none/release, 404, unknown-hold",
        "DELETE, /v1/keys/none, 404, unknown-key",
    })
    void a_bad_request_is_answered_with_a_problem(
            String method, String path, int status, String problem) {
        Client.Answer answer =
                PARK.admin.send(method, path, null, "Idempotency-Key", method + path.hashCode());
        assertThat(answer.problem()).isEqualTo("/problems/" + problem);
        assertThat(answer.status()).isEqualTo(status);
        assertHelpful(answer);
    }

    @Test
    void a_scan_from_the_future_is_refused() {
        Client.Answer answer =
                PARK.admin.post(
                        "/v1/scans",
                        PARK.scan(
                                "f",
                                "check",
                                "L",
                                1,
                                reference("O") + ",\"scannedAt\":\"2999-01-01T00:00:00Z\""));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asString()).isEqualTo("scannedAt");
    }

    @Test
    void a_body_of_more_than_a_mebibyte_is_too_large() {
        String symbol = "x".repeat(1_100_000);
        Client.Answer answer =
                PARK.admin.post("/v1/scans/parse", "{\"symbols\":[\"" + symbol + "\"]}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("/problems/body-too-large");
    }

    @Test
    void a_post_without_an_idempotency_key_is_refused() {
        Client.Answer answer =
                PARK.admin.send(
                        "POST",
                        "/v1/holds",
                        "{\"di\":\"1\",\"reason\":\"r\"}",
                        "Content-Type",
                        "application/json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("/problems/idempotency-key-missing");
    }

    @Test
    void a_body_that_is_no_json_is_of_an_unsupported_type() {
        Client.Answer answer =
                PARK.admin.send(
                        "POST",
                        "/v1/scans",
                        "<scan/>",
                        "Content-Type",
                        "application/xml",
                        "Idempotency-Key",
                        "x");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("/problems/unsupported-media-type");
    }

    @Test
    void an_ambiguous_label_is_answered_with_its_readings() {
        String order = PARK.order("amb", 1);
        Client.Answer answer =
                PARK.admin.post(
                        "/v1/scans",
                        """
                        {"scanId":"%s","task":"check","reference":"%s","warehouse":"%s",
                         "symbols":["01%s10LOT717310531"]}"""
                                .formatted(PARK.id("amb"), order, PARK.warehouse, PARK.di));
        assertThat(answer.problem()).isEqualTo("/problems/ambiguous-scan");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("candidates").size()).isGreaterThan(1);
        assertThat(answer.json().at("/candidates/0/di").asString()).isEqualTo(PARK.di);
    }

    @Test
    void an_owner_whose_licence_has_expired_files_no_notice() {
        String expired = PARK.id("EXPIRED");
        PARK.admin
                .put(
                        "/v1/enterprises/" + expired,
                        """
                        {"name":"过期","roles":["DEPOSITOR"],"licences":[{"number":"L","kind":"经营许可证",
                         "scope":[],"validFrom":"2020-01-01","validTo":"2021-01-01"}]}""")
                .expect(201);
        Client.Answer answer =
                PARK.admin.put(
                        "/v1/inbound-notices/" + PARK.id("late"), PARK.noticeBody(expired, "L", 1));
        assertThat(answer.problem()).isEqualTo("/problems/licence-expired");
        assertThat(answer.status()).isEqualTo(422);
    }

    private static void assertHelpful(Client.Answer answer) {
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(answer.json().path("title").asString()).isNotBlank();
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("io.lotline");
    }
}
