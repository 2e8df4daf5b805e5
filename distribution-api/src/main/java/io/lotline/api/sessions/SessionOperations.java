package io.lotline.api.sessions;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import io.lotline.core.values.CallerRole;
import java.util.List;
import java.util.Set;

/// Who may sign in, and ask who it is.
public final class SessionOperations implements FeatureOperations {
    private static final Set<CallerRole> ALL = Set.of(CallerRole.values());

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/sessions", ALL)
                        .taking(MediaTypes.JSON)
                        .withoutKey()
                        .creating()
                        .openToAll(),
                Operation.of("DELETE", "/v1/sessions", ALL),
                Operation.of("GET", "/v1/me", ALL).unrecorded());
    }
}
