package io.lotline.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.api.http.Caller;
import io.lotline.core.testing.Poll;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.KeyId;
import io.lotline.projections.access.Key;
import io.lotline.projections.engine.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whose key it is, asked by many at once.
class KeyRingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String KEY = KeyRing.newKey(new KeyId("k1"));

    private final AtomicLong nanos = new AtomicLong();
    private final Directory directory = new Directory();
    private final KeyRing ring =
            new KeyRing((_, _) -> directory.find(), _ -> directory.find(), nanos::get);

    /// Has one key or none, and may be told to answer late.
    private static final class Directory {
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean good = true;
        private volatile CountDownLatch open = new CountDownLatch(0);
        private volatile @Nullable RuntimeException failing;

        Optional<Key> find() {
            boolean found = good;
            asked.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new StoreUnavailable("interrupted", e);
            }
            RuntimeException failure = failing;
            if (failure != null) {
                throw failure;
            }
            return found
                    ? Optional.of(
                            new Key(
                                    new KeyId("k1"),
                                    "",
                                    CallerRole.OPERATOR,
                                    null,
                                    Set.of(),
                                    Instant.EPOCH,
                                    "admin",
                                    null))
                    : Optional.empty();
        }
    }

    private void later(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    private List<CompletableFuture<@Nullable Caller>> askers(int count) {
        List<CompletableFuture<@Nullable Caller>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CompletableFuture<@Nullable Caller> answer = new CompletableFuture<>();
            answers.add(answer);
            Thread.startVirtualThread(
                    () -> {
                        try {
                            answer.complete(ring.callerOf(KEY));
                        } catch (RuntimeException e) {
                            answer.completeExceptionally(e);
                        }
                    });
        }
        return answers;
    }

    private void asked(int times) {
        Poll.until("%d looks".formatted(times), PATIENCE, () -> directory.asked.get() == times);
    }

    @Test
    void all_who_wait_for_a_key_wait_for_one_look() {
        directory.open = new CountDownLatch(1);
        List<CompletableFuture<@Nullable Caller>> answers = askers(64);
        asked(1);
        directory.open.countDown();
        for (CompletableFuture<@Nullable Caller> answer : answers) {
            assertThat(answer.join()).isNotNull();
        }
        assertThat(directory.asked).hasValue(1);
    }

    @Test
    void nobody_waits_while_a_key_in_use_is_looked_up_anew() {
        assertThat(ring.callerOf(KEY)).isNotNull();
        directory.open = new CountDownLatch(1);
        later(Duration.ofMillis(600));
        for (int i = 0; i < 64; i++) {
            assertThat(ring.callerOf(KEY)).isNotNull();
        }
        asked(2);
        directory.open.countDown();
    }

    @Test
    void a_key_that_another_node_revoked_counts_for_a_second_at_the_most() {
        assertThat(ring.callerOf(KEY)).isNotNull();
        directory.good = false;
        later(Duration.ofMillis(1_001));
        assertThat(ring.callerOf(KEY)).isNull();
    }

    @Test
    void what_a_slow_look_found_counts_from_when_the_look_began() {
        directory.open = new CountDownLatch(1);
        List<CompletableFuture<@Nullable Caller>> answers = askers(1);
        asked(1);
        later(Duration.ofMillis(1_001));
        directory.good = false;
        directory.open.countDown();
        assertThat(answers.getFirst().join()).isNotNull();
        assertThat(ring.callerOf(KEY)).isNull();
    }

    @Test
    void a_look_beside_the_requests_ends_a_revoked_key() {
        assertThat(ring.callerOf(KEY)).isNotNull();
        directory.good = false;
        later(Duration.ofMillis(501));
        Poll.until("the key to be refused", PATIENCE, () -> ring.callerOf(KEY) == null);
    }

    @Test
    void a_key_that_was_issued_after_a_look_began_is_found() {
        directory.good = false;
        directory.open = new CountDownLatch(1);
        List<CompletableFuture<@Nullable Caller>> early = askers(1);
        asked(1);
        later(Duration.ofMillis(1));
        directory.good = true;
        List<CompletableFuture<@Nullable Caller>> late = askers(1);
        directory.open.countDown();
        assertThat(late.getFirst().join()).isNotNull();
        assertThat(early.getFirst().join()).isNull();
    }

    @Test
    void a_key_that_was_revoked_here_stops_at_once() {
        assertThat(ring.callerOf(KEY)).isNotNull();
        ring.revoked(new KeyId("k1"));
        assertThat(ring.callerOf(KEY)).isNull();
    }

    @Test
    void a_failed_look_is_told_to_whoever_needs_it_and_not_kept() {
        assertThat(ring.callerOf(KEY)).isNotNull();
        directory.failing = new StoreUnavailable("no answer", null);
        later(Duration.ofMillis(600));
        assertThat(ring.callerOf(KEY)).isNotNull();
        later(Duration.ofMillis(600));
        assertThatThrownBy(() -> ring.callerOf(KEY)).isInstanceOf(StoreUnavailable.class);
        directory.failing = null;
        assertThat(ring.callerOf(KEY)).isNotNull();
    }
}
