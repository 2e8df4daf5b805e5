package io.lotline.api.imports;

import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.ENTERPRISE;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import io.lotline.core.values.CallerRole;
import java.util.List;
import java.util.Set;

/// Which documents may come in a file, and from whom: from whoever may PUT one.
public final class ImportsOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                file("locations", Set.of(QUALITY, ADMIN)),
                file("devices", Set.of(QUALITY, ADMIN)),
                file("enterprises", Set.of(QUALITY, ADMIN)),
                file("orders", Set.of(OPERATOR, ENTERPRISE, ADMIN)));
    }

    /// The same file again changes nothing, so it needs no key.
    private static Operation file(String documents, Set<CallerRole> roles) {
        return Operation.of("POST", "/v1/imports/" + documents, roles)
                .taking(MediaTypes.TABLE)
                .withoutKey();
    }
}
