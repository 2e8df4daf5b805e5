package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.http.HttpLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A browser signs in once: its cookie stands for the key, in no other hands.
class SessionsTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();
    private static final Client NOBODY = new Client(LOTLINE.address, null);

    /// A browser with its cookie, and what its page was told.
    private record Browser(Client client, String cookie, String csrf) {
        static Browser signIn(Client client, String key) {
            Client.Answer answer = post(client, key).expect(201);
            String cookie = String.valueOf(answer.header("Set-Cookie"));
            return new Browser(
                    client, cookie.split(";")[0], answer.json().path("csrfToken").asString());
        }

        Client.Answer get(String path) {
            return client.get(path, "Cookie", cookie);
        }

        Client.Answer send(String method, String path, @Nullable String body) {
            return client.send(
                    method,
                    path,
                    body,
                    "Cookie",
                    cookie,
                    "X-CSRF-Token",
                    csrf,
                    "Idempotency-Key",
                    java.util.UUID.randomUUID().toString(),
                    "Content-Type",
                    "application/json");
        }
    }

    private static Client.Answer post(Client client, String key) {
        return client.send(
                "POST",
                "/v1/sessions",
                Client.JSON.writeValueAsString(Map.of("key", key)),
                "Content-Type",
                "application/json");
    }

    private static String keyOf(Client client) {
        return java.util.Objects.requireNonNull(client.key());
    }

    @Test
    void the_cookie_stands_for_the_key_and_no_script_reads_it() {
        TestPark park = new TestPark(LOTLINE);
        Client owner = ADMIN.newKey("enterprise", park.owner);
        Client.Answer signedIn = post(NOBODY, keyOf(owner)).expect(201);
        assertThat(signedIn.header("Set-Cookie"))
                .startsWith("lotline-session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=604800")
                .doesNotContain("Secure");
        assertThat(signedIn.header("Cache-Control")).isEqualTo("no-store");
        assertThat(signedIn.text()).doesNotContain(keyOf(owner));
        Browser browser = Browser.signIn(NOBODY, keyOf(owner));
        Client.Answer me = browser.get("/v1/me").expect(200);
        assertThat(me.json().path("role").asString()).isEqualTo("enterprise");
        assertThat(me.json().path("enterpriseId").asString()).isEqualTo(park.owner);
        assertThat(me.json().path("name").asString()).isEqualTo(park.owner);
        assertThat(me.json().path("label").asString()).isEqualTo("a key of the tests");
        assertThat(me.json().path("csrfToken").asString()).isEqualTo(browser.csrf());
        assertThat(owner.get("/v1/me").json().has("csrfToken")).isFalse();
        assertThat(browser.get("/v1/stock").text()).isEqualTo(owner.get("/v1/stock").text());
    }

    @Test
    void what_changes_something_needs_the_token_of_the_page() {
        Client operator = ADMIN.newKey("admin", null);
        Browser browser = Browser.signIn(NOBODY, keyOf(operator));
        String path = "/v1/enterprises/" + "CSRF-" + System.nanoTime();
        String body = "{\"name\":\"n\",\"roles\":[\"DEPOSITOR\"],\"licences\":[]}";
        for (String token : new String[] {null, "", "x", "0".repeat(64)}) {
            List<String> headers =
                    new ArrayList<>(
                            List.of(
                                    "Cookie",
                                    browser.cookie(),
                                    "Content-Type",
                                    "application/json"));
            if (token != null) {
                headers.addAll(List.of("X-CSRF-Token", token));
            }
            Client.Answer answer = NOBODY.send("PUT", path, body, headers.toArray(String[]::new));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.problem()).isEqualTo("/problems/csrf-token-missing");
        }
        // that of another session is none of this one's
        Browser other = Browser.signIn(NOBODY, keyOf(operator));
        assertThat(
                        new Browser(NOBODY, browser.cookie(), other.csrf())
                                .send("PUT", path, body)
                                .status())
                .isEqualTo(403);
        assertThat(ADMIN.get(path).status()).isEqualTo(404);
        browser.send("PUT", path, body).expect(201);
        // a key in a header needs none, whatever cookie comes along
        assertThat(
                        operator.send(
                                        "PUT",
                                        path,
                                        body,
                                        "Cookie",
                                        browser.cookie(),
                                        "Content-Type",
                                        "application/json")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void signing_out_ends_it_here_or_everywhere() {
        Client operator = ADMIN.newKey("operator", null);
        Browser first = Browser.signIn(NOBODY, keyOf(operator));
        Browser second = Browser.signIn(NOBODY, keyOf(operator));
        Browser third = Browser.signIn(NOBODY, keyOf(operator));
        Client.Answer out = first.send("DELETE", "/v1/sessions", null).expect(204);
        assertThat(out.header("Set-Cookie")).contains("lotline-session=;", "Max-Age=0");
        Client.Answer ended = first.get("/v1/me");
        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.json().path("detail").asString()).contains("has ended");
        assertThat(ended.header("Set-Cookie")).contains("Max-Age=0");
        second.get("/v1/me").expect(200);
        second.send("DELETE", "/v1/sessions?all=true", null).expect(204);
        assertThat(second.get("/v1/me").status()).isEqualTo(401);
        assertThat(third.get("/v1/me").status()).isEqualTo(401);
        operator.get("/v1/me").expect(200);
        Browser fourth = Browser.signIn(NOBODY, keyOf(operator));
        operator.delete("/v1/sessions").expect(204);
        fourth.get("/v1/me").expect(200);
        operator.delete("/v1/sessions?all=true").expect(204);
        assertThat(fourth.get("/v1/me").status()).isEqualTo(401);
        assertThat(operator.delete("/v1/sessions?all=x").status()).isEqualTo(400);
    }

    @Test
    void a_revoked_key_has_no_sessions() {
        Client operator = ADMIN.newKey("operator", null);
        Browser browser = Browser.signIn(NOBODY, keyOf(operator));
        browser.get("/v1/me").expect(200);
        String id = operator.get("/v1/me").json().path("keyId").asString();
        ADMIN.delete("/v1/keys/" + id).expect(204);
        assertThat(browser.get("/v1/me").status()).isEqualTo(401);
        assertThat(post(NOBODY, keyOf(operator)).status()).isEqualTo(401);
    }

    @Test
    void a_session_outlives_the_server() {
        Path data = RunningLotline.temporaryDirectory();
        String cookie;
        try (RunningLotline before = RunningLotline.start(data, Map.of())) {
            Client client = new Client(before.address, null);
            cookie = Browser.signIn(client, RunningLotline.ADMIN_KEY).cookie();
        }
        try (RunningLotline after = RunningLotline.start(data, Map.of())) {
            Client client = new Client(after.address, null);
            assertThat(client.get("/v1/me", "Cookie", cookie).expect(200).json().path("role"))
                    .hasToString("\"admin\"");
        }
    }

    @Test
    void behind_a_proxy_that_talks_tls_the_cookie_is_for_tls_only() {
        try (RunningLotline lotline =
                RunningLotline.start(
                        RunningLotline.temporaryDirectory(),
                        Map.of("lotline.trusted-proxies", "127.0.0.1"))) {
            Client client = new Client(lotline.address, null);
            Client.Answer answer =
                    client.send(
                                    "POST",
                                    "/v1/sessions",
                                    "{\"key\":\"%s\"}".formatted(RunningLotline.ADMIN_KEY),
                                    "Content-Type",
                                    "application/json",
                                    "X-Forwarded-Proto",
                                    "https")
                            .expect(201);
            String cookie = String.valueOf(answer.header("Set-Cookie"));
            assertThat(cookie).startsWith("__Host-lotline-session=").contains("; Secure");
            client.get("/v1/me", "Cookie", cookie.split(";")[0], "X-Forwarded-Proto", "https")
                    .expect(200);
            assertThat(client.get("/v1/me", "Cookie", cookie.split(";")[0]).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_key_has_a_number_of_sessions_and_the_oldest_ends() {
        Client operator = ADMIN.newKey("operator", null);
        Browser first = Browser.signIn(NOBODY, keyOf(operator));
        for (int i = 0; i < HttpLimits.MAX_SESSIONS - 1; i++) {
            var _ = Browser.signIn(NOBODY, keyOf(operator));
        }
        first.get("/v1/me").expect(200);
        Browser last = Browser.signIn(NOBODY, keyOf(operator));
        last.get("/v1/me").expect(200);
        assertThat(first.get("/v1/me").status()).isEqualTo(401);
    }

    @Test
    void wrong_keys_have_to_wait_and_a_right_one_does_not() {
        try (RunningLotline lotline =
                RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of())) {
            Client client = new Client(lotline.address, null);
            Client.Answer last = null;
            for (int i = 0; i <= HttpLimits.FAILED_SIGN_INS; i++) {
                last = post(client, "lot_k" + i + "_wrong");
            }
            assertThat(last).isNotNull();
            assertThat(last.status()).isEqualTo(429);
            assertThat(last.header("Retry-After")).isNotNull();
            assertThat(last.problem()).isEqualTo("/problems/too-many-failed-sign-ins");
            post(client, RunningLotline.ADMIN_KEY).expect(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"key\":null}",
                "{\"key\":\"\"}",
                "{\"key\":\" \"}",
                "{\"key\":1}",
                "{\"key\":[\"a\"]}",
                "{\"key\":\"a\",\"role\":\"admin\"}",
                "[]",
                "null",
                "",
                "{\"key\":\"a\\u0000b\"}"
            })
    void what_is_no_key_is_malformed(String body) {
        assertThat(
                        NOBODY.send(
                                        "POST",
                                        "/v1/sessions",
                                        body,
                                        "Content-Type",
                                        "application/json")
                                .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lotline-session=",
                "lotline-session=x",
                "lotline-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "__Host-lotline-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "lotline-session=$ne",
                "LOTLINE-SESSION=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "a=b; c=d",
                ";;;"
            })
    void a_cookie_that_is_none_of_ours_opens_nothing(String cookie) {
        assertThat(NOBODY.get("/v1/me", "Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    void signing_in_is_for_json_from_this_very_page_only() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            assertThat(
                            NOBODY.send(
                                            "POST",
                                            "/v1/sessions",
                                            "{\"key\":\"x\"}",
                                            "Content-Type",
                                            type)
                                    .status())
                    .isEqualTo(415);
        }
    }
}
