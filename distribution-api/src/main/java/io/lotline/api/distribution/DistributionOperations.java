package io.lotline.api.distribution;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;
import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.ENTERPRISE;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import io.lotline.core.values.CallerRole;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;

/// What may be asked of goods on their way out, and by whom.
public final class DistributionOperations implements FeatureOperations {
    /// Which vehicle goes where is no matter of owners.
    private static final Set<CallerRole> STAFF = Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN);

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of("PUT", "/v1/orders/{orderId}", Set.of(OPERATOR, ENTERPRISE, ADMIN)),
                Operation.of("GET", "/v1/orders/{orderId}", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/orders", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/orders/{orderId}/shipments", ALL_BUT_SENSORS),
                Operation.of(
                        "POST",
                        "/v1/orders/{orderId}/allocation",
                        Set.of(OPERATOR, ENTERPRISE, ADMIN)),
                Operation.of(
                        "DELETE",
                        "/v1/orders/{orderId}/allocation",
                        Set.of(OPERATOR, ENTERPRISE, ADMIN)),
                Operation.of(
                                "POST",
                                "/v1/orders/{orderId}/cancellation",
                                Set.of(OPERATOR, ENTERPRISE, ADMIN))
                        .taking(MediaTypes.JSON),
                Operation.of("GET", "/v1/put-backs", ALL_BUT_SENSORS),
                Operation.of("POST", "/v1/waves", Set.of(OPERATOR, ADMIN))
                        .taking(MediaTypes.JSON)
                        .creating(),
                Operation.of("GET", "/v1/pick-lists", Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of("PUT", "/v1/shipments/{shipmentId}", Set.of(OPERATOR, ADMIN)),
                Operation.of(
                        "GET",
                        "/v1/shipments/{shipmentId}",
                        Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of(
                        "GET",
                        "/v1/shipments/{shipmentId}/goods",
                        Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of(
                        "GET",
                        "/v1/shipments/{shipmentId}/deliveries",
                        Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of(
                        "GET",
                        "/v1/shipments/{shipmentId}/refused",
                        Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of("PUT", "/v1/attachments/{sha256}", Set.of(OPERATOR, QUALITY, ADMIN))
                        .taking(MediaTypes.BYTES),
                Operation.of("GET", "/v1/attachments/{sha256}", ALL_BUT_SENSORS)
                        .answering(MediaTypes.ATTACHMENTS.toArray(MediaType[]::new)),
                Operation.of("PUT", "/v1/vehicles/{vehicleId}", Set.of(OPERATOR, ADMIN)),
                Operation.of("GET", "/v1/vehicles/{vehicleId}", STAFF),
                Operation.of("GET", "/v1/vehicles", STAFF),
                Operation.of("PUT", "/v1/routes/{routeId}", Set.of(OPERATOR, ADMIN)),
                Operation.of("GET", "/v1/routes/{routeId}", STAFF),
                Operation.of("GET", "/v1/routes", STAFF),
                Operation.of("POST", "/v1/routes/{routeId}/plan", Set.of(OPERATOR, ADMIN))
                        .takingAtMost(MediaTypes.JSON),
                Operation.of("PUT", "/v1/routes/{routeId}/stops", Set.of(OPERATOR, ADMIN)),
                Operation.of("POST", "/v1/routes/{routeId}/commitment", Set.of(OPERATOR, ADMIN))
                        .taking(MediaTypes.JSON),
                Operation.of("GET", "/v1/unplanned-orders", STAFF),
                Operation.of("GET", "/v1/shipments", Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of("POST", "/v1/shipments/{shipmentId}/dispatch", Set.of(OPERATOR, ADMIN))
                        .takingAtMost(MediaTypes.JSON),
                Operation.of(
                                "POST",
                                "/v1/shipments/{shipmentId}/cancellation",
                                Set.of(OPERATOR, ADMIN))
                        .taking(MediaTypes.JSON),
                Operation.of("POST", "/v1/shipments/{shipmentId}/delivery", Set.of(OPERATOR, ADMIN))
                        .taking(MediaTypes.JSON));
    }
}
