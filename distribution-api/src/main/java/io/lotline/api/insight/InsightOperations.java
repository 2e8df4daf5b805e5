package io.lotline.api.insight;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;
import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of the overview, and by whom.
public final class InsightOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/insight/overview", ALL_BUT_SENSORS).unrecorded(),
                Operation.of(
                        "GET",
                        "/v1/insight/refusals",
                        Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)));
    }
}
