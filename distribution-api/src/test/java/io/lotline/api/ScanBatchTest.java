package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Batches of scans: in order, each answered, safe to send again.
class ScanBatchTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    @Test
    void a_bad_line_does_not_stop_the_rest_and_all_are_answered_in_order() {
        String notice = park.notice("ASN", "LOT7", 10);
        String lines =
                String.join(
                        "\n",
                        scan("1", notice, 4),
                        "{broken",
                        scan("2", notice, 4),
                        scan("3", notice, 4),
                        "{\"scanId\":\"x\",\"task\":\"fly\"}",
                        scan("1", notice, 4),
                        scan("4", notice, 2));
        List<JsonNode> answers = batch(lines);
        assertThat(answers.stream().map(answer -> answer.path("status").asInt()))
                .containsExactly(200, 400, 200, 422, 400, 200, 200);
        assertThat(answers.get(0).path("scanId").asString()).isEqualTo(park.id("1"));
        assertThat(answers.get(1).path("line").asInt()).isEqualTo(2);
        assertThat(answers.get(3).path("type").asString()).isEqualTo("/problems/over-receipt");
        assertThat(answers.get(4).path("scanId").asString()).isEqualTo("x");
        assertThat(answers.get(5).path("replayed").asBoolean()).isTrue();
        assertThat(answers.get(5).path("position")).isEqualTo(answers.get(0).path("position"));
        assertThat(received(notice)).isEqualTo(10);
    }

    @Test
    void a_scan_is_the_same_alone_and_as_a_line_of_a_batch() {
        String notice = park.notice("ASN", "LOT7", 10);
        String alone = scan("s1", notice, 4);
        String position =
                admin.post("/v1/scans", alone).expect(200).json().path("position").asString();
        JsonNode again = batch(alone).getFirst();
        assertThat(again.path("status").asInt()).isEqualTo(200);
        assertThat(again.path("replayed").asBoolean()).isTrue();
        assertThat(again.path("position").asString()).isEqualTo(position);

        String line = scan("s2", notice, 4);
        assertThat(batch(line).getFirst().path("status").asInt()).isEqualTo(200);
        assertThat(admin.post("/v1/scans", line).expect(200).header("Idempotent-Replay"))
                .isEqualTo("true");
        assertThat(received(notice)).isEqualTo(8);
    }

    @Test
    void a_batch_that_is_cut_off_and_sent_again_is_done_once() throws IOException {
        String notice = park.notice("ASN", "LOT7", 200);
        List<String> scans = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            scans.add(scan("c" + i, notice, 1));
        }
        String whole = String.join("\n", scans) + "\n";
        cutOff(whole, whole.length() / 2);
        List<JsonNode> answers = batch(whole);
        assertThat(answers).hasSize(200);
        assertThat(answers).allMatch(answer -> answer.path("status").asInt() == 200);
        assertThat(received(notice)).isEqualTo(200);
        assertThat(batch(whole)).allMatch(answer -> answer.path("replayed").asBoolean());
        assertThat(received(notice)).isEqualTo(200);
    }

    @Test
    void a_client_may_send_everything_before_it_reads() {
        String line = "{\"scanId\":\"z\",\"task\":\"fly\"}\n";
        assertThat(batch(line.repeat(10_000))).hasSize(10_000);
    }

    @Test
    void a_batch_has_no_last_line() {
        // more than is kept in memory, and than a batch of a release before could have
        assertThat(batch("{\"scanId\":\"z\",\"task\":\"fly\"}\n".repeat(20_000)))
                .hasSize(20_000)
                .allMatch(answer -> answer.path("status").asInt() == 400);
    }

    static Stream<Bad> badLines() {
        byte[] notUtf8 = {'{', '"', (byte) 0xC3, '"', '}'};
        String nested = "[".repeat(20_000) + "]".repeat(20_000);
        return Stream.of(
                new Bad("null", text("null"), 400, "malformed-request"),
                new Bad("array", text("[]"), 400, "malformed-request"),
                new Bad("array of scans", text("[{\"scanId\":\"x\"}]"), 400, "malformed-request"),
                new Bad("number", text("7"), 400, "malformed-request"),
                new Bad("text", text("\"scan\""), 400, "malformed-request"),
                new Bad("true", text("true"), 400, "malformed-request"),
                new Bad("cut off", text("{\"scanId\":\"x\""), 400, "malformed-json"),
                new Bad("no JSON", text("scanId: x"), 400, "malformed-json"),
                new Bad("two documents", text("{} {}"), 400, "malformed-request"),
                new Bad(
                        "twice the same member",
                        text("{\"task\":\"pick\",\"task\":\"pick\"}"),
                        400,
                        "malformed-json"),
                new Bad("unknown member", text("{\"colour\":1}"), 400, "malformed-request"),
                new Bad("too long", text("\"" + "x".repeat(70_000) + "\""), 413, "line-too-long"),
                new Bad("far too long", text("x".repeat(3_000_000)), 413, "line-too-long"),
                new Bad("deeper than anything", text(nested), 400, "malformed"),
                new Bad("no UTF-8", notUtf8, 400, "malformed-request"),
                new Bad("a mark in the middle", text("\uFEFF{}"), 400, "malformed-json"));
    }

    record Bad(String what, byte[] line, int status, String problem) {
        @Override
        public String toString() {
            return what;
        }
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void a_bad_line_has_a_problem_of_its_own_and_the_next_is_done(Bad bad) {
        String notice = park.notice("ASN", "LOT7", 10);
        List<JsonNode> answers =
                batch(
                        bytes(
                                text(scan("1", notice, 1) + "\n"),
                                bad.line(),
                                text("\n" + scan("2", notice, 1) + "\n")));
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0).path("status").asInt()).isEqualTo(200);
        assertThat(answers.get(1).path("status").asInt()).isEqualTo(bad.status());
        assertThat(answers.get(1).path("line").asInt()).isEqualTo(2);
        assertThat(answers.get(1).path("type").asString()).contains(bad.problem());
        assertThat(answers.get(2).path("status").asInt()).isEqualTo(200);
        assertThat(received(notice)).isEqualTo(2);
    }

    @Test
    void a_mark_at_the_start_line_ends_of_windows_and_blank_lines_do_no_harm() {
        String notice = park.notice("ASN", "LOT7", 10);
        String body =
                "\uFEFF"
                        + scan("1", notice, 1)
                        + "\r\n\r\n  \r\n"
                        + scan("2", notice, 1)
                        + "\n\n\n"
                        + scan("3", notice, 1);
        List<JsonNode> answers = batch(body);
        assertThat(answers.stream().map(answer -> answer.path("status").asInt()))
                .containsExactly(200, 200, 200);
        assertThat(answers.stream().map(answer -> answer.path("line").asInt()))
                .containsExactly(1, 4, 7);
    }

    @Test
    void an_empty_batch_is_answered_with_nothing() {
        assertThat(batch("")).isEmpty();
        assertThat(batch("\n\n")).isEmpty();
    }

    @Test
    void a_body_that_cannot_be_read_on_is_a_problem_and_can_be_sent_again() {
        String notice = park.notice("ASN", "LOT7", 10);
        String scan = scan("1", notice, 1);
        String request =
                head("Connection: close\r\nTransfer-Encoding: chunked")
                        + Integer.toHexString(text(scan).length + 1)
                        + "\r\n"
                        + scan
                        + "\n\r\nno chunk\r\n";
        assertThat(RawHttp.send(admin.address(), request)).contains("/problems/malformed-request");
        assertThat(batch(scan)).allMatch(answer -> answer.path("status").asInt() == 200);
        assertThat(received(notice)).isEqualTo(1);
    }

    @Test
    void a_key_that_is_revoked_meanwhile_does_no_more_scans() throws IOException {
        String notice = park.notice("ASN", "LOT7", 10);
        var issued =
                admin.post("/v1/keys", "{\"label\":\"x\",\"role\":\"operator\"}")
                        .expect(201)
                        .json();
        String key = issued.path("key").asString();
        try (Socket socket = new Socket("127.0.0.1", admin.address().getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(text(head("Transfer-Encoding: chunked").replace(admin.key(), key)));
            BufferedReader answers =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(sendLine(out, answers, scan("k1", notice, 1))).contains("\"status\":200");
            admin.delete("/v1/keys/" + issued.path("keyId").asString()).expect(204);
            assertThat(sendLine(out, answers, scan("k2", notice, 1)))
                    .contains("/problems/unauthenticated");
        }
        assertThat(received(notice)).isEqualTo(1);
    }

    private static String sendLine(OutputStream out, BufferedReader answers, String scan)
            throws IOException {
        byte[] line = text(scan + "\n");
        out.write(text(Integer.toHexString(line.length) + "\r\n"));
        out.write(line);
        out.write(text("\r\n"));
        out.flush();
        String answer = answers.readLine();
        while (!answer.startsWith("{")) {
            answer = answers.readLine();
        }
        return answer;
    }

    @Test
    void each_line_is_answered_before_the_next_one_is_sent() throws IOException {
        String notice = park.notice("ASN", "LOT7", 10);
        try (Socket socket = new Socket("127.0.0.1", admin.address().getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(text(head("Transfer-Encoding: chunked")));
            BufferedReader answers =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int i = 1; i <= 3; i++) {
                String answer = sendLine(out, answers, scan("e" + i, notice, 1));
                assertThat(Client.JSON.readTree(answer).path("line").asInt()).isEqualTo(i);
            }
            out.write(text("0\r\n\r\n"));
        }
        assertThat(received(notice)).isEqualTo(3);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private String scan(String id, String notice, int quantity) {
        return park.scan(id, "receive", "LOT7", quantity, reference(notice) + at("DOCK"));
    }

    private int received(String notice) {
        return admin.get("/v1/inbound-notices/" + notice).json().at("/lines/0/received").asInt();
    }

    private List<JsonNode> batch(String lines) {
        return batch(text(lines));
    }

    private List<JsonNode> batch(byte[] lines) {
        return admin.sendBytes("/v1/scans/batch", "application/x-ndjson", lines)
                .expect(200)
                .text()
                .lines()
                .map(Client.JSON::readTree)
                .toList();
    }

    /// Sends the first part of a batch, then hangs up.
    private void cutOff(String body, int after) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = head("Content-Length: " + bytes.length);
        try (Socket socket = new Socket("127.0.0.1", admin.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, after);
            out.flush();
            // the first answers have come: the batch is being done
            assertThat(socket.getInputStream().read()).isPositive();
        }
    }

    private String head(String length) {
        return """
        POST /v1/scans/batch HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/x-ndjson\r
        %s\r
        \r
        """
                .formatted(admin.key(), length);
    }
}
