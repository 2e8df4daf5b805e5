package io.lotline.core.eventlog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;

/// An event on its way into the log.
///
/// @param id      the event's own id, unique for ever
/// @param name    its stored name, namespace included; never a class name
/// @param version the version of its stored shape, from 1
/// @param at      when it was recorded, by the server's clock; cut to milliseconds
/// @param actor   who caused it: the key id of the caller, or the name of an automation
/// @param tags    what it is about
/// @param data    the event itself, as JSON text
/// @param meta    what else is kept beside it, such as the fingerprint of the request; keys are
///                plain words without `.`, `$` and control characters
public record NewEvent(
        String id,
        String name,
        int version,
        Instant at,
        String actor,
        Set<Tag> tags,
        String data,
        Map<String, String> meta) {
    public NewEvent {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        tags = Set.copyOf(tags);
        meta = Map.copyOf(meta);
        for (String key : meta.keySet()) {
            if (key.isEmpty() || key.chars().anyMatch(c -> c < ' ' || c == '.' || c == '$')) {
                throw new IllegalArgumentException("not a meta key: '%s'".formatted(key));
            }
        }
    }

    /// The event as the log keeps it at this position.
    public StoredEvent at(long position) {
        return new StoredEvent(position, id, name, version, at, actor, tags, data, meta);
    }
}
