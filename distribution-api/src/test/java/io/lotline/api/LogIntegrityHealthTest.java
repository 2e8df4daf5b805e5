package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.chain.LogAuditor.Flaw;
import io.lotline.core.eventlog.mongo.LogIntegrity;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import tools.jackson.databind.JsonNode;

/// What health says of the stored log.
class LogIntegrityHealthTest {
    private static final Instant BEGAN = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void a_bad_commit_is_down_with_its_position() {
        Health health =
                LogIntegrityHealth.of(
                        new LogIntegrity(40, BEGAN, Optional.of(new Flaw(41, "the hash is …"))));
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails())
                .containsEntry("position", 41L)
                .containsEntry("reason", "the hash is …")
                .containsEntry("verified", 40L);
    }

    @Test
    void a_log_that_is_whole_so_far_is_up_and_says_how_far() {
        JsonNode health =
                RunningLotline.shared().admin().get("/actuator/health").expect(200).json();
        JsonNode integrity = health.at("/components/logIntegrity");
        assertThat(integrity.path("status").asString()).isEqualTo("UP");
        assertThat(integrity.at("/details/verified").isNumber()).isTrue();
        assertThat(integrity.at("/details/since").isMissingNode()).isFalse();
    }
}
