package io.lotline.core.eventlog;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// An event as the log keeps it. Positions start at 1 and have no gaps.
public record StoredEvent(
        long position,
        String id,
        String name,
        int version,
        Instant at,
        String actor,
        Set<Tag> tags,
        String data,
        Map<String, String> meta) {}
