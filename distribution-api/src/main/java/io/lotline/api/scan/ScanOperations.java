package io.lotline.api.scan;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;
import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.OPERATOR;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of scans, and by whom.
public final class ScanOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/scans", Set.of(OPERATOR, ADMIN)).taking(MediaTypes.JSON).withoutKey(),
                Operation.of("POST", "/v1/scans/batch", Set.of(OPERATOR, ADMIN)).taking(MediaTypes.NDJSON).answering(MediaTypes.NDJSON).withoutKey(),
                Operation.of("POST", "/v1/scans/parse", ALL_BUT_SENSORS).taking(MediaTypes.JSON).withoutKey());
    }
}
