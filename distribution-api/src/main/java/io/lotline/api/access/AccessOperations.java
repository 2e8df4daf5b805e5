package io.lotline.api.access;

import static io.lotline.core.values.CallerRole.ADMIN;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of keys, and by whom.
public final class AccessOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/keys", Set.of(ADMIN)).taking(MediaTypes.JSON).creating(),
                Operation.of("GET", "/v1/keys", Set.of(ADMIN)),
                Operation.of("DELETE", "/v1/keys/{keyId}", Set.of(ADMIN)));
    }
}
