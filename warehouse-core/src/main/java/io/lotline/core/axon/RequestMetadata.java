package io.lotline.core.axon;

import io.lotline.core.decision.Request;
import io.lotline.core.decision.Settlement;
import io.lotline.core.values.Di;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WorkSubject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.messaging.core.Metadata;
import org.jspecify.annotations.Nullable;

/// A [Request] as it travels in the metadata of Axon's messages.
final class RequestMetadata {
    static final String ACTOR = "actor";
    static final String REQUEST_KEY = "requestKey";
    static final String FINGERPRINT = "fingerprint";
    private static final String AT = "at";
    private static final String SETTLES = "settles";
    private static final String TASK = "settles.task";
    private static final String REFERENCE = "settles.reference";
    private static final String LOCATION = "settles.location";
    private static final String TO_LOCATION = "settles.toLocation";
    private static final String CONTAINER = "settles.container";
    private static final String DI = "settles.di";
    private static final String QUANTITY = "settles.quantity";

    private RequestMetadata() {}

    static Metadata ofCommand(Request request) {
        Map<String, String> entries = common(request);
        entries.put(AT, request.at().toString());
        if (request.settles() != null) {
            put(entries, request.settles());
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
        return new Request(
                actor,
                metadata.get(REQUEST_KEY),
                metadata.get(FINGERPRINT),
                Instant.parse(at),
                settles(metadata));
    }

    private static void put(Map<String, String> entries, Settlement settles) {
        entries.put(SETTLES, settles.work().value());
        put(entries, TASK, settles.task());
        put(entries, REFERENCE, settles.reference());
        put(entries, LOCATION, settles.location());
        put(entries, TO_LOCATION, settles.toLocation());
        put(entries, CONTAINER, settles.container());
        put(entries, DI, settles.di());
        put(entries, QUANTITY, settles.quantity());
    }

    private static void put(Map<String, String> entries, String name, @Nullable Object value) {
        if (value != null) {
            entries.put(name, value.toString());
        }
    }

    private static @Nullable Settlement settles(Metadata metadata) {
        String work = metadata.get(SETTLES);
        return work == null
                ? null
                : new Settlement(
                        new WorkSubject(work),
                        Objects.requireNonNull(metadata.get(TASK)),
                        metadata.get(REFERENCE),
                        read(metadata, LOCATION, LocationId::new),
                        read(metadata, TO_LOCATION, LocationId::new),
                        read(metadata, CONTAINER, Sscc::new),
                        read(metadata, DI, Di::new),
                        read(metadata, QUANTITY, Integer::valueOf));
    }

    private static <T> @Nullable T read(
            Metadata metadata, String name, Function<String, T> reader) {
        String value = metadata.get(name);
        return value == null ? null : reader.apply(value);
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
