package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
    void more_lines_than_a_batch_has_end_it() {
        List<JsonNode> answers = batch("{}\n".repeat(10_001));
        assertThat(answers).hasSize(10_001);
        assertThat(answers.getLast().path("type").asString()).isEqualTo("/problems/batch-too-long");
    }

    private String scan(String id, String notice, int quantity) {
        return park.scan(id, "receive", "LOT7", quantity, reference(notice) + at("DOCK"));
    }

    private int received(String notice) {
        return admin.get("/v1/inbound-notices/" + notice).json().at("/lines/0/received").asInt();
    }

    private List<JsonNode> batch(String lines) {
        Client.Answer answer =
                admin.send(
                        "POST", "/v1/scans/batch", lines, "Content-Type", "application/x-ndjson");
        return answer.expect(200).text().lines().map(Client.JSON::readTree).toList();
    }

    /// Sends the first part of a batch, then hangs up.
    private void cutOff(String body, int after) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                """
                POST /v1/scans/batch HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/x-ndjson\r
                Content-Length: %d\r
                \r
                """
                        .formatted(admin.key(), bytes.length);
        try (Socket socket = new Socket("127.0.0.1", admin.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, after);
            out.flush();
            // the first answers have come: the batch is being done
            assertThat(socket.getInputStream().read()).isPositive();
        }
    }
}
