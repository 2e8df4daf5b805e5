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

/// An event is read from its JSON once for many books, whatever each answer of the log is.
class ReadEventsTest {
    private final ReadEvents read = new ReadEvents();

    private static StoredEvent event(String id, int length) {
        return event(1, id, length);
    }

    private static StoredEvent event(long position, String id, int length) {
        LookedUp look = new LookedUp(new KeyId("k"), "/" + id + "x".repeat(length), "");
        return new StoredEvent(
                position,
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
        for (int length : new int[] {10, ReadEvents.LARGE}) {
            Object once = read.payload(event("e-1", length));
            assertThat(read.payload(event("e-1", length))).isSameAs(once);
            Object other = read.payload(event("e-2", length));
            assertThat(other).isNotEqualTo(once);
            assertThat(read.payload(event("e-2", length))).isSameAs(other);
        }
    }

    @Test
    void those_of_long_ago_are_not_kept() {
        Object small = read.payload(event(7, "e-1", 10));
        Object later = read.payload(event(7 + ReadEvents.LATEST, "e-2", 10));
        assertThat(later).isNotEqualTo(small);
        assertThat(read.payload(event(7, "e-1", 10))).isEqualTo(small).isNotSameAs(small);
        Object first = read.payload(event("l-0", 3_000_000));
        for (int i = 1; i < 4; i++) {
            assertThat(read.payload(event("l-" + i, 3_000_000))).isNotNull();
        }
        assertThat(read.payload(event("l-0", 3_000_000))).isEqualTo(first).isNotSameAs(first);
    }
}
