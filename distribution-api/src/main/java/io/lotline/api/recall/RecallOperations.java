package io.lotline.api.recall;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;
import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.ENTERPRISE;
import static io.lotline.core.values.CallerRole.QUALITY;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of recalls, and by whom.
public final class RecallOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("PUT", "/v1/recalls/{recallId}", Set.of(QUALITY, REGULATOR, ADMIN)),
                Operation.of("POST", "/v1/recall-rehearsals", Set.of(QUALITY, REGULATOR, ADMIN))
                        .taking(MediaTypes.JSON)
                        .withoutKey(),
                Operation.of("GET", "/v1/recalls", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/recalls/{recallId}", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/recalls/{recallId}/locations", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/recalls/{recallId}/underway", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/recalls/{recallId}/consignees", ALL_BUT_SENSORS),
                Operation.of(
                                "POST",
                                "/v1/recalls/{recallId}/close",
                                Set.of(QUALITY, REGULATOR, ADMIN))
                        .takingAtMost(MediaTypes.JSON),
                Operation.of(
                                "POST",
                                "/v1/recalls/{recallId}/withdrawal",
                                Set.of(QUALITY, REGULATOR, ADMIN))
                        .taking(MediaTypes.JSON),
                Operation.of(
                                "POST",
                                "/v1/recalls/{recallId}/release",
                                Set.of(QUALITY, REGULATOR, ADMIN))
                        .taking(MediaTypes.JSON),
                Operation.of(
                                "POST",
                                "/v1/recalls/{recallId}/acknowledgements",
                                Set.of(QUALITY, REGULATOR, ENTERPRISE, ADMIN))
                        .taking(MediaTypes.JSON));
    }
}
