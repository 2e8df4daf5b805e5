package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.lotline.api.http.Fingerprint;
import io.lotline.core.access.RevokeKey;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.Poll;
import io.lotline.core.values.KeyId;
import io.lotline.projections.Views;
import io.lotline.projections.engine.ViewHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The view of the keys stays behind, as one of its documents cannot be read: keys are what the log
/// says, and the server says that it is not ready, and why.
class LateKeysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void keys_go_by_the_log_where_their_view_is_late_and_the_server_is_not_ready() {
        try (RunningLotline lotline =
                RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of())) {
            Client admin = lotline.admin();
            Issued broken = Issued.by(admin);
            Issued revoked = Issued.by(admin);
            admin.with(revoked.key()).get("/v1/stock").expect(200);
            assertThat(health(admin, "/readiness", 200).path("status").asString()).isEqualTo("UP");
            MongoCollection<Document> documents =
                    lotline.bean(LotlineStore.class).database().getCollection("view_keys_v1");
            Poll.until(
                    "the view to know the key",
                    PATIENCE,
                    () -> documents.find(Filters.eq("_id", broken.id())).first() != null);
            // of another position, as if another node had written it: this one remembers what it
            // wrote, and reads only what is not that
            documents.updateOne(
                    Filters.eq("_id", broken.id()),
                    Updates.combine(Updates.set("role", "NONE"), Updates.inc("position", -1L)));
            long stays = lotline.bean(Views.class).position("keys");
            revoke(lotline, broken);
            // what is folded in one stretch is written side by side: the next key must not come
            // into that of the revocation
            Poll.until("the view to stop", PATIENCE, () -> keysView(lotline).stopped() != null);

            Issued late = Issued.by(admin);
            admin.with(late.key()).get("/v1/stock").expect(200);
            revoke(lotline, revoked);
            Poll.until(
                    "the revoked key to be refused",
                    PATIENCE,
                    () -> admin.with(revoked.key()).get("/v1/stock").status() == 401);
            // the control: the view alone knows neither of the two
            Views views = lotline.bean(Views.class);
            assertThat(views.keys().findBySecretHash(Fingerprint.sha256(late.key()))).isEmpty();
            assertThat(views.keys().findBySecretHash(Fingerprint.sha256(revoked.key())))
                    .isPresent();

            Poll.until(
                    "the server to be not ready",
                    PATIENCE,
                    () -> admin.get("/actuator/health/readiness").status() == 503);
            JsonNode stalled =
                    health(admin, "/readiness", 503).at("/components/views/details/keys/stalled");
            assertThat(stalled.path("position").asLong()).isEqualTo(stays);
            assertThat(stalled.path("head").asLong()).isGreaterThan(stays);
            assertThat(Instant.parse(stalled.path("since").asString())).isBefore(Instant.now());
            assertThat(health(admin, "", 503).path("status").asString()).isEqualTo("DOWN");
            assertThat(health(admin, "/liveness", 200).path("status").asString()).isEqualTo("UP");

            documents.updateOne(Filters.eq("_id", broken.id()), Updates.set("role", "OPERATOR"));
            Poll.until(
                    "the server to be ready again",
                    PATIENCE,
                    () -> admin.get("/actuator/health/readiness").status() == 200);
            admin.with(broken.key()).get("/v1/stock").expect(401);
            admin.with(late.key()).get("/v1/stock").expect(200);
        }
    }

    private static JsonNode health(Client client, String group, int status) {
        return client.get("/actuator/health" + group).expect(status).json();
    }

    private static ViewHealth keysView(RunningLotline lotline) {
        return lotline.bean(Views.class).health().stream()
                .filter(health -> health.view().equals("keys"))
                .findFirst()
                .orElseThrow();
    }

    /// As another node does it: this one is not told.
    private static void revoke(RunningLotline lotline, Issued key) {
        lotline.bean(CommandDesk.class)
                .handle(
                        new RevokeKey(new KeyId(key.id())),
                        new Request("admin", null, null, Instant.now()));
    }

    private record Issued(String id, String key) {
        static Issued by(Client admin) {
            JsonNode issued =
                    admin.post("/v1/keys", "{\"label\":\"x\",\"role\":\"operator\"}")
                            .expect(201)
                            .json();
            return new Issued(issued.path("keyId").asString(), issued.path("key").asString());
        }
    }
}
