package io.lotline.api.search;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.Operation;
import java.util.List;

/// Who may search, and ask which lots there are.
public final class SearchOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/search", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/devices/{di}/lots", ALL_BUT_SENSORS));
    }
}
