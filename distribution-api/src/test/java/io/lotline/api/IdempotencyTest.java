package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A retry is the same request: it answers the same and records nothing.
class IdempotencyTest {
    @TempDir Path data;

    @Test
    void a_scan_sent_three_times_is_one_event_also_after_a_restart() {
        String scan;
        Client.Answer first;
        String hold;
        Client.Answer held;
        try (RunningLotline lotline = RunningLotline.start(data, Map.of())) {
            TestPark park = new TestPark(lotline);
            String notice = park.notice("ASN-1", "LOT7", 10);
            scan = park.scan("s", "receive", "LOT7", 3, reference(notice) + at("DOCK"));
            first = park.admin.post("/v1/scans", scan).expect(200);
            assertThat(first.header("Idempotent-Replay")).isNull();
            Client.Answer second = park.admin.post("/v1/scans", scan).expect(200);
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(second.header("Idempotent-Replay")).isEqualTo("true");
            assertThat(second.position()).isEqualTo(first.position());
            hold =
                    """
                    {"di":"%s","lot":"LOT7","reason":"待查"}"""
                            .formatted(park.di);
            held = park.admin.post("/v1/holds", hold, "hold-1").expect(201);
        }
        try (RunningLotline lotline = RunningLotline.start(data, Map.of())) {
            long head = lotline.admin().get("/v1/log/head").position();
            Client.Answer third = lotline.admin().post("/v1/scans", scan).expect(200);
            assertThat(third.text()).isEqualTo(first.text());
            assertThat(third.header("Idempotent-Replay")).isEqualTo("true");
            assertThat(lotline.admin().post("/v1/holds", hold, "hold-1").expect(201).text())
                    .isEqualTo(held.text());
            assertThat(lotline.admin().get("/v1/log/head").position()).isEqualTo(head);
        }
    }

    @Test
    void a_key_with_other_content_is_refused_and_told_with_the_clients_own_key() {
        TestPark park = new TestPark(RunningLotline.shared());
        String body = "{\"di\":\"%s\",\"reason\":\"%s\"}";
        park.admin.post("/v1/holds", body.formatted(park.di, "a"), park.id("k")).expect(201);
        Client.Answer refused =
                park.admin.post("/v1/holds", body.formatted(park.di, "b"), park.id("k"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(refused.json().path("key").asString()).isEqualTo(park.id("k"));
    }

    @Test
    void the_same_body_in_another_order_of_members_is_the_same_request() {
        TestPark park = new TestPark(RunningLotline.shared());
        Client.Answer first =
                park.admin.post(
                        "/v1/holds",
                        "{\"di\":\"%s\",\"reason\":\"a\"}".formatted(park.di),
                        park.id("k"));
        Client.Answer second =
                park.admin.post(
                        "/v1/holds",
                        "{ \"reason\":\"a\",  \"di\":\"%s\"}".formatted(park.di),
                        park.id("k"));
        assertThat(second.expect(201).text()).isEqualTo(first.expect(201).text());
    }

    @Test
    void a_document_put_again_is_there_already_and_another_one_is_a_conflict() {
        TestPark park = new TestPark(RunningLotline.shared());
        String path = "/v1/inbound-notices/" + park.id("ASN");
        String body = park.noticeBody(park.owner, "LOT7", 5);
        park.admin.put(path, body).expect(201);
        long head = park.admin.get("/v1/log/head").position();
        park.admin.put(path, body).expect(200);
        assertThat(park.admin.get("/v1/log/head").position()).isEqualTo(head);
        assertThat(park.admin.put(path, park.noticeBody(park.owner, "LOT7", 6)).status())
                .isEqualTo(409);
    }

    @Test
    void a_key_is_shown_once_and_its_retry_names_it() {
        Client admin = RunningLotline.shared().admin();
        String body = "{\"label\":\"x\",\"role\":\"operator\"}";
        Client.Answer first = admin.post("/v1/keys", body, "issue-once").expect(201);
        Client.Answer second = admin.post("/v1/keys", body, "issue-once").expect(201);
        assertThat(first.json().path("key").asString()).startsWith("lot_");
        assertThat(second.json().path("key").isMissingNode()).isTrue();
        assertThat(second.json().path("keyId")).isEqualTo(first.json().path("keyId"));
    }
}
