package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What is read ahead is what would have been read.
class ReadAheadTest {
    private static final long HEAD = 10_000;

    private final ConcurrentLinkedQueue<Long> asked = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private final ReadAhead ahead = new ReadAhead(this::stored, Thread::startVirtualThread);

    private List<StoredEvent> stored(long from, long to, int limit) {
        asked.add(from);
        if (down.get()) {
            throw new IllegalStateException("the store is down");
        }
        assertThat(to).isLessThanOrEqualTo(HEAD);
        return LongStream.rangeClosed(from, Math.min(to, from + limit - 1))
                .mapToObj(ReadAheadTest::event)
                .toList();
    }

    private static StoredEvent event(long position) {
        return new StoredEvent(
                position, "e" + position, "n", 1, Instant.EPOCH, "a", Set.of(), "{}", Map.of());
    }

    @Test
    void a_follower_is_given_every_event_in_order_and_none_is_read_twice() {
        List<Long> seen = new ArrayList<>();
        for (long next = 1; next <= HEAD; next = seen.getLast() + 1) {
            ahead.read(next, HEAD, 300).forEach(event -> seen.add(event.position()));
        }
        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, HEAD).boxed().toList());
        assertThat(asked).doesNotHaveDuplicates();
    }

    @Test
    void whoever_jumps_about_is_given_what_the_store_has() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long next = 1;
        for (int i = 0; i < 3_000; i++) {
            int limit = 1 + random.nextInt(3) * 50;
            long from = random.nextInt(4) == 0 ? 1 + random.nextInt((int) HEAD) : next;
            List<StoredEvent> events = ahead.read(from, HEAD, limit);
            assertThat(events)
                    .as("seed %d", seed)
                    .extracting(StoredEvent::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(from, Math.min(HEAD, from + limit - 1))
                                    .boxed()
                                    .toList());
            next = from + limit > HEAD ? 1 : from + limit;
        }
    }

    @Test
    void a_page_that_could_not_be_read_ahead_is_asked_for_again() {
        ahead.read(1, HEAD, 100);
        down.set(true);
        assertThatThrownBy(() -> ahead.read(101, HEAD, 100)).hasMessageContaining("down");
        down.set(false);
        assertThat(ahead.read(101, HEAD, 100)).hasSize(100);
        assertThat(ahead.read(201, HEAD, 100).getFirst().position()).isEqualTo(201);
    }
}
