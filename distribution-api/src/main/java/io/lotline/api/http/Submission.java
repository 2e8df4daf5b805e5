package io.lotline.api.http;

import io.lotline.core.decision.Request;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A request that wants something changed: who sent it, when it came, and its idempotency key.
///
/// @param key      the `Idempotency-Key` header; null where there is none
/// @param handheld the `Handheld` header; null where there is none
public record Submission(
        Caller caller,
        String method,
        String path,
        @Nullable String key,
        @Nullable String handheld,
        Instant at,
        LocalDate today) {

    /// The same, as of now.
    public Submission at(ParkClock clock) {
        Instant now = clock.now();
        return new Submission(caller, method, path, key, handheld, now, clock.dayOf(now));
    }

    /// The command request of a document's PUT or DELETE: a retry is recognised by the document
    /// itself.
    public Request document() {
        return new Request(caller.key().value(), null, null, at);
    }

    /// The command request of a POST: a retry is recognised by its key.
    public Request keyed(@Nullable Object body) {
        if (key == null) {
            throw new ProblemFound(
                    Problem.of(
                            "idempotency-key-missing",
                            400,
                            "%s %s changes something and came without an Idempotency-Key.\nMaybe send a new random key with each new request, and the same key with a retry."
                                    .formatted(method, path)));
        }
        return keyed("key:" + key, Fingerprint.of(method, path, body));
    }

    /// The command request of a scan, whose id is its key: the same scan whether it comes alone or
    /// as a line of a batch.
    public Request scan(String scanId, Object body) {
        return keyed("scan:" + scanId, Fingerprint.of("POST", "/v1/scans", body));
    }

    private Request keyed(String requestKey, String fingerprint) {
        return new Request(caller.key().value(), requestKey, fingerprint, at);
    }
}
