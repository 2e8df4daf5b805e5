package io.lotline.core.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who wants a command done, and how a retry is recognised.
///
/// @param actor       the key id of the caller, or the name of an automation; becomes the event's
/// actor
/// @param key         the idempotency key; null where the command's own document makes retries safe
/// @param fingerprint a digest of the request's content: the same key with another content is
/// refused
/// @param at          when the server took it, by its one clock; becomes the recording time
public record Request(
        String actor, @Nullable String key, @Nullable String fingerprint, Instant at) {}
