package io.lotline.api.stream;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import java.util.List;

/// Who may follow what happens.
public final class StreamOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/stream", ALL_BUT_SENSORS)
                        .answering(MediaTypes.EVENT_STREAM));
    }
}
