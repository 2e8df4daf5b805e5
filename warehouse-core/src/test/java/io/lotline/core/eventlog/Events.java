package io.lotline.core.eventlog;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Events for the tests of the log.
public final class Events {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Events() {}

    /// An event of this name with tags written as `key=value`.
    public static NewEvent event(String name, String... tags) {
        return eventAt(NOON, name, tags);
    }

    public static NewEvent eventAt(Instant at, String name, String... tags) {
        return new NewEvent(
                UUID.randomUUID().toString(),
                name,
                1,
                at,
                "key-1",
                tags(tags),
                "{\"quantity\":1}",
                Map.of("request", "r-1"));
    }

    public static NewEvent eventOf(String data) {
        return new NewEvent(
                UUID.randomUUID().toString(), "Noted", 1, NOON, "key-1", Set.of(), data, Map.of());
    }

    public static Set<Tag> tags(String... stored) {
        return Arrays.stream(stored).map(Tag::parse).collect(Collectors.toUnmodifiableSet());
    }
}
