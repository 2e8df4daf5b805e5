package io.lotline.api.stream;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import io.lotline.core.values.CallerRole;
import java.util.List;
import java.util.Set;

/// Who may follow what happens.
public final class StreamOperations implements FeatureOperations {
    private static final Set<CallerRole> OF_WEBHOOKS =
            Set.of(CallerRole.ENTERPRISE, CallerRole.REGULATOR, CallerRole.ADMIN);

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/stream", ALL_BUT_SENSORS)
                        .answering(MediaTypes.EVENT_STREAM),
                Operation.of("POST", "/v1/webhooks", OF_WEBHOOKS)
                        .taking(MediaTypes.JSON)
                        .creating(),
                Operation.of("GET", "/v1/webhooks", OF_WEBHOOKS).unrecorded(),
                Operation.of("GET", "/v1/webhooks/{webhookId}", OF_WEBHOOKS).unrecorded(),
                Operation.of("DELETE", "/v1/webhooks/{webhookId}", OF_WEBHOOKS),
                Operation.of("POST", "/v1/webhooks/{webhookId}/replay", OF_WEBHOOKS)
                        .taking(MediaTypes.JSON),
                Operation.of("POST", "/v1/webhooks/{webhookId}/activation", OF_WEBHOOKS),
                Operation.of("POST", "/v1/webhooks/{webhookId}/secret", OF_WEBHOOKS),
                Operation.of("POST", "/v1/webhooks/{webhookId}/test", OF_WEBHOOKS).withoutKey());
    }
}
