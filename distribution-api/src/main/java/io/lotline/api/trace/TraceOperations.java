package io.lotline.api.trace;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import java.util.List;

/// What may be asked of traces, and by whom.
public final class TraceOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/trace/lots/{di}/{lot}", ALL_BUT_SENSORS)
                        .alsoAnswering(MediaTypes.JSON_LD),
                Operation.of("GET", "/v1/trace/serials/{di}/{serial}", ALL_BUT_SENSORS)
                        .alsoAnswering(MediaTypes.JSON_LD),
                Operation.of("GET", "/v1/trace/units/{sscc}", ALL_BUT_SENSORS)
                        .alsoAnswering(MediaTypes.JSON_LD));
    }
}
