package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests as no client library sends them: each gets a problem document, from whichever part of
/// the server.
class OddRequestsTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();
    private static final String BEARER = "Bearer " + RunningLotline.ADMIN_KEY;

    @ParameterizedTest
    @ValueSource(ints = {8_100, 20_000, 70_000, 300_000})
    void a_target_that_is_too_long_is_told_so(int length) {
        isProblem(
                RawHttp.request("GET", "/v1/stock?di=" + "x".repeat(length)),
                414,
                "/problems/uri-too-long");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_100, 40_000, 70_000, 300_000})
    void headers_that_are_too_large_are_told_so(int length) {
        isProblem(
                RawHttp.request(
                        "GET", "/v1/stock", "Authorization", BEARER, "Cookie", "x".repeat(length)),
                431,
                "/problems/headers-too-large");
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 500, 3_000, 8_000})
    void too_many_headers_are_told_so(int count) {
        isProblem(withHeaders(count), 431, "/problems/headers-too-large");
    }

    @Test
    void a_hundred_headers_are_taken() {
        assertThat(RawHttp.send(LOTLINE.address, withHeaders(100))).startsWith("HTTP/1.1 200");
    }

    /// As many headers as that, together with `Host` and `Connection`.
    private static String withHeaders(int count) {
        List<String> headers = new ArrayList<>(List.of("Authorization", BEARER));
        for (int i = 3; i < count; i++) {
            headers.addAll(List.of("x", "y"));
        }
        return RawHttp.request("GET", "/v1/log/head", headers.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"POST, /", "PUT, /trace", "DELETE, /index.html", "POST, /openapi.json"})
    void a_method_that_a_page_does_not_take_is_told_so(String method, String path) {
        String answer =
                RawHttp.send(
                        LOTLINE.address, RawHttp.request(method, path, "Authorization", BEARER));
        assertThat(answer)
                .startsWith("HTTP/1.1 405 ")
                .contains("/problems/method-not-allowed")
                .contains("Allow: ")
                .contains(path + " does not take " + method);
    }

    @Test
    void what_is_just_within_the_limits_is_taken() {
        String answer =
                RawHttp.send(
                        LOTLINE.address,
                        RawHttp.request(
                                "GET",
                                "/v1/log/head",
                                "Authorization",
                                BEARER,
                                "Cookie",
                                "x".repeat(15_000)));
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/orders/.",
                "/v1/orders/..",
                "/v1/orders/%2e",
                "/v1/orders/%2E%2e",
                "/v1/orders/.%2e/keys",
                "/actuator/../v1/keys",
                "/assets/%2e%2e/v1/keys",
                "/v1/devices/..",
                "/v1/trace/lots/./..",
            })
    void dots_are_no_ids_in_a_path(String path) {
        for (String method : new String[] {"GET", "PUT", "OPTIONS", "DELETE"}) {
            isProblem(
                    RawHttp.request(method, path, "Authorization", BEARER),
                    400,
                    "/problems/malformed-request");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/orders/X, owner",
        "PUT, /v1/inbound-notices/X, owner",
        "POST, /v1/waves, orders[0]",
        "POST, /v1/scans, scanId",
    })
    void dots_are_no_ids_in_a_body(String method, String path, String field) {
        TestPark park = new TestPark(LOTLINE);
        for (String id : new String[] {".", ".."}) {
            String body =
                    switch (path) {
                        case "/v1/orders/X" -> park.orderBody(id, 1);
                        case "/v1/inbound-notices/X" -> park.noticeBody(id, "L", 1);
                        case "/v1/waves" -> "{\"orders\":[\"" + id + "\"]}";
                        default ->
                                "{\"scanId\":\"%s\",\"task\":\"check\",\"warehouse\":\"W\",\"symbols\":[\"1\"]}"
                                        .formatted(id);
                    };
            Client.Answer answer =
                    ADMIN.send(
                            method,
                            path,
                            body,
                            "Content-Type",
                            "application/json",
                            "Idempotency-Key",
                            park.id(id));
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().path("field").asString()).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/keys",
                "/v1//keys",
                "/V1/keys",
                "/v1/keys/",
                "/openapi.json.yaml",
                "/openapi.yaml",
                "/v3/api-docs",
                "/openapi.json/swagger-config",
            })
    void there_is_no_other_way_to_the_same_thing(String path) {
        String answer =
                RawHttp.send(
                        LOTLINE.address, RawHttp.request("GET", path, "Authorization", BEARER));
        assertThat(answer).startsWith("HTTP/1.1 404").contains("/problems/not-found");
    }

    /// Whichever characters of a path are encoded, it needs the key that the plain path needs, and
    /// with it is answered alike.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/log/head",
                "/%76%31/log/head",
                "/v%31/log/head",
                "/%761/log/head",
                "/v1/%6c%6F%67/head",
            })
    void an_encoded_path_needs_a_key_too(String path) {
        isProblem(RawHttp.request("GET", path), 401, "/problems/unauthenticated");
        isProblem(
                RawHttp.request("GET", path, "Authorization", "Bearer lot_x_y"),
                401,
                "/problems/unauthenticated");
        assertThat(
                        RawHttp.send(
                                LOTLINE.address,
                                RawHttp.request("GET", path, "Authorization", BEARER)))
                .startsWith("HTTP/1.1 200");
        assertThat(RawHttp.send(LOTLINE.address, RawHttp.request("OPTIONS", path)))
                .startsWith("HTTP/1.1 204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1%2fstock", "/%2f%76%31/stock", "/%65pcis%2fx"})
    void an_encoded_slash_leads_nowhere(String path) {
        String answer =
                RawHttp.send(
                        LOTLINE.address, RawHttp.request("GET", path, "Authorization", BEARER));
        assertThat(answer).startsWith("HTTP/1.1 404").contains("/problems/not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE /v1/stock HTTP/1.1, 405",
        "CONNECT /v1/stock HTTP/1.1, 501",
        "FETCH /v1/stock HTTP/1.1, 405",
        "GET /v1/stock HTTP/9.9, 505",
        "GET /v1/%zz HTTP/1.1, 400",
        "GET /v1/%00 HTTP/1.1, 400",
        "GET http://[ HTTP/1.1, 400",
    })
    void what_is_no_request_is_a_problem_too(String line, int status) {
        String answer =
                RawHttp.send(
                        LOTLINE.address,
                        line
                                + "\r\nHost: localhost\r\nAuthorization: "
                                + BEARER
                                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\"type\":\"/problems/")
                .doesNotContain("internal-error");
        assertThat(answer).contains("application/problem+json");
    }

    @Test
    void a_body_where_none_is_taken_has_a_limit_too() {
        String chunk = "fffff\r\n" + "x".repeat(0xfffff) + "\r\n";
        isProblem(
                RawHttp.request(
                                "POST",
                                "/v1/orders/none/allocation",
                                "Authorization",
                                BEARER,
                                "Content-Type",
                                "application/json",
                                "Transfer-Encoding",
                                "chunked")
                        + chunk
                        + chunk
                        + "0\r\n\r\n",
                413,
                "/problems/body-too-large");
    }

    private static void isProblem(String request, int status, String type) {
        String answer = RawHttp.send(LOTLINE.address, request);
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("application/problem+json")
                .contains("\"" + type + "\"");
    }
}
