package io.lotline.api.automation;

import static io.lotline.core.values.CallerRole.ADMIN;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of automations, and by whom.
public final class AutomationOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/automations", Set.of(ADMIN)),
                Operation.of("GET", "/v1/automations/{automation}/runs", Set.of(ADMIN)));
    }
}
