package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class PromptHealthTest {
    private static final Duration SOON = Duration.ofMillis(50);

    @Test
    void a_store_that_is_silent_is_down_and_nobody_waits_for_it() {
        CountDownLatch never = new CountDownLatch(1);
        Health health =
                PromptHealth.of(
                        () -> {
                            awaitQuietly(never);
                            return Health.up().build();
                        },
                        SOON);
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails().get("reason"))
                .isEqualTo("No answer of the store within 50 ms.");
        never.countDown();
    }

    @Test
    void what_is_answered_in_time_is_told_as_it_is() {
        Health answered = Health.status("DEGRADED").withDetail("position", 7).build();
        assertThat(PromptHealth.of(() -> answered, Duration.ofSeconds(30))).isEqualTo(answered);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
