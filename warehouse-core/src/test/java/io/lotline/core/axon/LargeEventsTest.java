package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.AccessEvent.LookedUp;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.values.KeyId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A large event is read from its JSON once for many books, whatever each answer of the log is.
class LargeEventsTest {
    private final LargeEvents large = new LargeEvents();

    private static StoredEvent event(String id, int length) {
        LookedUp look = new LookedUp(new KeyId("k"), "/" + "x".repeat(length), "");
        return new StoredEvent(
                1,
                id,
                EventCatalogue.nameOf(LookedUp.class),
                1,
                Instant.EPOCH,
                "a",
                Set.of(),
                EventJson.write(look),
                Map.of());
    }

    @Test
    void it_is_read_once_and_another_is_another() {
        Object once = large.payload(event("e-1", LargeEvents.LARGE));
        assertThat(large.payload(event("e-1", LargeEvents.LARGE))).isSameAs(once);
        assertThat(large.payload(event("e-2", LargeEvents.LARGE + 1))).isNotEqualTo(once);
    }

    @Test
    void small_ones_and_those_of_long_ago_are_not_kept() {
        Object small = large.payload(event("e-1", 10));
        assertThat(large.payload(event("e-1", 10))).isEqualTo(small).isNotSameAs(small);
        Object first = large.payload(event("l-0", 3_000_000));
        for (int i = 1; i < 4; i++) {
            assertThat(large.payload(event("l-" + i, 3_000_000))).isNotNull();
        }
        assertThat(large.payload(event("l-0", 3_000_000))).isEqualTo(first).isNotSameAs(first);
    }
}
