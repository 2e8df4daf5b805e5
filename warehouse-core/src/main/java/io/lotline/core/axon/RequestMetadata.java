package io.lotline.core.axon;

import io.lotline.core.decision.Request;
import io.lotline.core.values.WorkSubject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.core.Metadata;

/// A [Request] as it travels in the metadata of Axon's messages.
final class RequestMetadata {
    static final String ACTOR = "actor";
    static final String REQUEST_KEY = "requestKey";
    static final String FINGERPRINT = "fingerprint";
    private static final String AT = "at";
    private static final String SETTLES = "settles";

    private RequestMetadata() {}

    static Metadata ofCommand(Request request) {
        Map<String, String> entries = common(request);
        entries.put(AT, request.at().toString());
        if (request.settles() != null) {
            entries.put(SETTLES, request.settles().value());
        }
        return Metadata.from(entries);
    }

    /// The recording time is the event message's own timestamp.
    static Metadata ofEvent(Request request) {
        return Metadata.from(common(request));
    }

    static Request read(Metadata metadata) {
        String actor = metadata.get(ACTOR);
        String at = metadata.get(AT);
        if (actor == null || at == null) {
            throw new IllegalArgumentException(
                    "a command without actor and time was dispatched past the command desk");
        }
        String settles = metadata.get(SETTLES);
        return new Request(
                actor,
                metadata.get(REQUEST_KEY),
                metadata.get(FINGERPRINT),
                Instant.parse(at),
                settles == null ? null : new WorkSubject(settles));
    }

    private static Map<String, String> common(Request request) {
        Map<String, String> entries = HashMap.newHashMap(4);
        entries.put(ACTOR, request.actor());
        if (request.key() != null) {
            entries.put(REQUEST_KEY, request.key());
        }
        if (request.fingerprint() != null) {
            entries.put(FINGERPRINT, request.fingerprint());
        }
        return entries;
    }
}
