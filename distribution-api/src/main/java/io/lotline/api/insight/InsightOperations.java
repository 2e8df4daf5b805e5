package io.lotline.api.insight;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.Operation;
import java.util.List;

/// What may be asked of the overview, and by whom.
public final class InsightOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/insight/overview", ALL_BUT_SENSORS).unrecorded());
    }
}
