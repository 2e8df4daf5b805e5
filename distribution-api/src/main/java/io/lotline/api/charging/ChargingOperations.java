package io.lotline.api.charging;

import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.ENTERPRISE;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import io.lotline.core.values.CallerRole;
import java.util.List;
import java.util.Set;

/// What may be asked of charges, and by whom.
public final class ChargingOperations implements FeatureOperations {
    /// What goods cost their owner is no matter of those who handle them.
    private static final Set<CallerRole> READERS = Set.of(ENTERPRISE, REGULATOR, ADMIN);

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("PUT", "/v1/tariffs/{tariffId}", Set.of(ADMIN)),
                Operation.of("GET", "/v1/tariffs/{tariffId}", READERS),
                Operation.of("GET", "/v1/tariffs", READERS),
                Operation.of("GET", "/v1/statements", READERS),
                Operation.of("GET", "/v1/statements/events", READERS),
                Operation.of("POST", "/v1/statements", Set.of(ADMIN))
                        .taking(MediaTypes.JSON)
                        .creating());
    }
}
