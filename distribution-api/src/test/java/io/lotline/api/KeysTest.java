package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.api.http.Fingerprint;
import io.lotline.core.eventlog.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys: who is let in, and to what.
class KeysTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final TestPark PARK = new TestPark(LOTLINE);

    @Test
    void a_new_key_counts_at_once_and_a_revoked_one_no_longer() {
        Client admin = LOTLINE.admin();
        for (int i = 0; i < 10; i++) {
            var issued =
                    admin.post("/v1/keys", "{\"label\":\"x\",\"role\":\"operator\"}").expect(201);
            Client operator = admin.with(issued.json().path("key").asString());
            operator.get("/v1/stock").expect(200);
            admin.delete("/v1/keys/" + issued.json().path("keyId").asString()).expect(204);
            operator.get("/v1/stock").expect(401);
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {"''", "Bearer", "Bearer wrong", "Basic YTpi", "lot_x_y"},
            nullValues = "none")
    void nobody_is_let_in_without_a_valid_key(String authorization) {
        Client.Answer answer =
                authorization.isEmpty()
                        ? new Client(LOTLINE.address, null).get("/v1/stock")
                        : new Client(LOTLINE.address, null)
                                .get("/v1/stock", "Authorization", authorization);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("/problems/unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void health_is_open_and_the_rest_of_the_actuator_is_closed() {
        Client nobody = new Client(LOTLINE.address, null);
        assertThat(
                        nobody.get("/actuator/health")
                                .expect(200)
                                .json()
                                .at("/components/log/status")
                                .asString())
                .isEqualTo("UP");
        assertThat(nobody.get("/actuator/prometheus").expect(200).text())
                .contains("lotline_commands_seconds_bucket")
                .contains("http_server_requests_seconds_bucket");
        for (String path : new String[] {"env", "beans", "heapdump", "loggers", "shutdown"}) {
            nobody.get("/actuator/" + path).expect(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "operator, PUT, /v1/devices/1, 403",
        "operator, POST, /v1/inspections, 403",
        "operator, GET, /v1/log/events, 403",
        "operator, GET, /v1/keys, 403",
        "quality, POST, /v1/scans, 403",
        "quality, GET, /v1/stock, 200",
        "regulator, GET, /v1/stock, 200",
        "regulator, GET, /v1/log/events, 200",
        "regulator, POST, /v1/scans, 403",
        "regulator, PUT, /v1/orders/1, 403",
        "sensor, GET, /v1/stock, 403",
        "admin, GET, /v1/keys, 200",
    })
    void a_role_does_what_is_its_own(String role, String method, String path, int status) {
        Client client = PARK.admin.newKey(role, null);
        Client.Answer answer =
                client.send(
                        method,
                        path,
                        method.equals("GET") ? null : "{}",
                        "Content-Type",
                        "application/json");
        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.problem()).isEqualTo("/problems/forbidden");
            assertThat(answer.json().path("rolesNeeded")).isNotEmpty();
        }
    }

    @Test
    void what_a_regulator_looks_up_is_recorded_before_it_is_shown() {
        Client regulator = PARK.admin.newKey("regulator", null);
        long before = regulator.get("/v1/log/head").position();
        regulator.get("/v1/insight/overview").expect(200);
        assertThat(regulator.get("/v1/log/head").position()).isEqualTo(before);
        regulator.send("HEAD", "/v1/stock?di=" + PARK.di, null).expect(200);
        assertThat(regulator.get("/v1/log/head").position()).isEqualTo(before + 1);
        regulator.get("/v1/stock?di=" + PARK.di).expect(200);
        var event = PARK.admin.get("/v1/log/events?from=" + (before + 1)).json().at("/items/0");
        assertThat(event.path("name").asString()).isEqualTo("lotline.LookedUp");
        assertThat(event.at("/data/path").asString()).isEqualTo("/v1/stock");
        assertThat(event.at("/data/query").asString()).contains(PARK.di);
    }

    @Test
    void no_key_is_in_the_log() {
        Client admin = LOTLINE.admin();
        String key =
                admin.post("/v1/keys", "{\"label\":\"x\",\"role\":\"operator\"}")
                        .json()
                        .path("key")
                        .asString();
        long head = admin.get("/v1/log/head").position();
        String events = admin.get("/v1/log/events?from=" + Math.max(1, head - 10)).text();
        assertThat(events).contains("KeyIssued").doesNotContain(key);
        assertThat(admin.get("/v1/keys?limit=1000").text()).doesNotContain(key);
    }

    @Test
    void no_answer_shows_a_keys_hash() {
        Client admin = LOTLINE.admin();
        var issued = admin.post("/v1/keys", "{\"label\":\"x\",\"role\":\"operator\"}").expect(201);
        assertThat(issued.header("Cache-Control")).isEqualTo("no-store");
        String hash = Fingerprint.sha256(issued.json().path("key").asString());
        long position = issued.position();
        String stored = LOTLINE.bean(EventLog.class).read(position, 1).getFirst().data();
        assertThat(stored).contains(hash);
        for (Calls.Call call : Calls.all(admin)) {
            if (call.isRead() && !call.answers().contains("application/bson")) {
                assertThat(call.empty(admin).text()).doesNotContain(hash);
            }
        }
        var event = admin.get("/v1/log/events?from=" + position + "&limit=1").json().at("/items/0");
        assertThat(event.at("/data/label").asString()).isEqualTo("x");
        assertThat(event.at("/data/secretHash").isMissingNode()).isTrue();
        assertThat(event.path("withheld").toString()).isEqualTo("[\"secretHash\"]");
        assertThat(event.toString()).doesNotContain(hash);
        var other = admin.get("/v1/log/events?from=2&limit=1").json().at("/items/0");
        assertThat(other.has("withheld")).isFalse();
    }

    @Test
    void a_guessable_admin_key_is_not_issued(@TempDir Path data) {
        assertThatThrownBy(
                        () ->
                                RunningLotline.start(
                                                data, Map.of("lotline.admin-key", "admin-key-1234"))
                                        .close())
                .hasStackTraceContaining("LOTLINE_ADMIN_KEY has 14 characters");
    }

    @Test
    void the_first_start_issues_an_admin_key_and_the_second_one_none(@TempDir Path data)
            throws IOException {
        Map<String, String> noKey = Map.of("lotline.admin-key", "");
        long position;
        try (RunningLotline lotline = RunningLotline.start(data, noKey)) {
            position = lotline.bean(EventLog.class).head().position();
            assertThat(position).isEqualTo(1);
        }
        try (RunningLotline lotline = RunningLotline.start(data, noKey)) {
            assertThat(lotline.bean(EventLog.class).head().position()).isEqualTo(position);
        }
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).isNotEmpty();
        }
    }
}
