package io.lotline.projections.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A loop rests, and nobody waits for that.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RestTest {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration FOR_EVER = Duration.ofDays(1);

    @Test
    void a_rest_takes_its_time_where_nobody_waits() throws InterruptedException {
        long since = System.nanoTime();
        new Rest(SHORT).from(since);
        assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void there_is_no_rest_while_somebody_waits() throws InterruptedException {
        Rest rest = new Rest(FOR_EVER);
        rest.call();
        rest.call();
        rest.leave();
        rest.from(System.nanoTime());
    }

    @Test
    void whoever_comes_to_wait_ends_the_rest() {
        Rest rest = new Rest(FOR_EVER);
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        rest.from(System.nanoTime());
                        over.complete(null);
                    } catch (InterruptedException e) {
                        over.completeExceptionally(e);
                    }
                });
        rest.call();
        over.join();
    }

    @Test
    void who_has_left_is_not_waited_for() throws InterruptedException {
        Rest rest = new Rest(SHORT);
        rest.call();
        rest.leave();
        long since = System.nanoTime();
        rest.from(since);
        assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(SHORT.toNanos());
    }
}
