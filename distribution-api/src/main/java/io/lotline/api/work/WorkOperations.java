package io.lotline.api.work;

import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import io.lotline.core.values.CallerRole;
import java.util.List;
import java.util.Set;

/// What may be asked of work items, and by whom.
public final class WorkOperations implements FeatureOperations {
    private static final Set<CallerRole> STAFF = Set.of(OPERATOR, QUALITY, ADMIN);
    private static final Set<CallerRole> READERS = Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN);

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/work-items", READERS),
                Operation.of("GET", "/v1/work-items/{workItemId}", READERS),
                Operation.of("POST", "/v1/work-items/{workItemId}/claim", STAFF),
                Operation.of("POST", "/v1/work-items/{workItemId}/release", STAFF),
                Operation.of("POST", "/v1/work-items/{workItemId}/resolution", STAFF)
                        .taking(MediaTypes.JSON));
    }
}
