package io.lotline.api.eventlog;

import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of the log and the views, and by whom.
public final class EventLogOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/log/head", Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)).unrecorded(),
                Operation.of("GET", "/v1/log/events", Set.of(REGULATOR, ADMIN)),
                Operation.of("GET", "/v1/log/commits", Set.of(REGULATOR, ADMIN)).answering(MediaTypes.BSON),
                Operation.of("GET", "/v1/views", Set.of(ADMIN)),
                Operation.of("POST", "/v1/views/{view}/resume", Set.of(ADMIN)).withoutKey(),
                Operation.of("POST", "/v1/views/{view}/rebuild", Set.of(ADMIN)).withoutKey(),
                Operation.of("DELETE", "/v1/views/{view}/rebuild", Set.of(ADMIN)));
    }
}
