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
/// @param settles     the work that is done once the request is; null for most requests
public record Request(
        String actor,
        @Nullable String key,
        @Nullable String fingerprint,
        Instant at,
        @Nullable Settlement settles) {

    /// A request that settles no work.
    public Request(String actor, @Nullable String key, @Nullable String fingerprint, Instant at) {
        this(actor, key, fingerprint, at, null);
    }

    /// The same, and what work is done with it.
    public Request settling(Settlement work) {
        return new Request(actor, key, fingerprint, at, work);
    }
}
