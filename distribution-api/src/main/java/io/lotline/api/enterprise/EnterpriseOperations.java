package io.lotline.api.enterprise;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;
import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.QUALITY;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of enterprises, and by whom.
public final class EnterpriseOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("PUT", "/v1/enterprises/{enterpriseId}", Set.of(QUALITY, ADMIN)),
                Operation.of("GET", "/v1/enterprises/{enterpriseId}", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/enterprises", ALL_BUT_SENSORS));
    }
}
