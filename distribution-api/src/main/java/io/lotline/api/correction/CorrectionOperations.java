package io.lotline.api.correction;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;
import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of corrections, and by whom.
public final class CorrectionOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/corrections", Set.of(OPERATOR, QUALITY, ADMIN))
                        .taking(MediaTypes.JSON)
                        .creating()
                        .withoutKey(),
                Operation.of("GET", "/v1/corrections", ALL_BUT_SENSORS));
    }
}
