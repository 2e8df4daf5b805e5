package io.lotline.api.inbound;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;
import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.ENTERPRISE;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of goods on their way in, and by whom.
public final class InboundOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                // also the staff: an owner may file by telephone
                Operation.of(
                        "PUT",
                        "/v1/inbound-notices/{noticeId}",
                        Set.of(OPERATOR, ENTERPRISE, ADMIN)),
                Operation.of("GET", "/v1/inbound-notices/{noticeId}", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/inbound-notices/{noticeId}/received", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/inbound-notices/{noticeId}/discrepancies", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/inbound-notices", ALL_BUT_SENSORS),
                Operation.of("POST", "/v1/inspections", Set.of(QUALITY, ADMIN))
                        .taking(MediaTypes.JSON)
                        .creating());
    }
}
