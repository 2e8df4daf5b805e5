package io.lotline.api.catalogue;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;
import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.QUALITY;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of devices, and by whom.
public final class CatalogueOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("PUT", "/v1/devices/{di}", Set.of(QUALITY, ADMIN)),
                Operation.of("GET", "/v1/devices/{di}", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/devices", ALL_BUT_SENSORS));
    }
}
