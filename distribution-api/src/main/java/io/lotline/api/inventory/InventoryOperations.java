package io.lotline.api.inventory;

import static io.lotline.api.http.Operation.ALL_BUT_SENSORS;
import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.api.http.FeatureOperations;
import io.lotline.api.http.MediaTypes;
import io.lotline.api.http.Operation;
import java.util.List;
import java.util.Set;

/// What may be asked of locations, stock, holds, adjustments and counts, and by whom.
public final class InventoryOperations implements FeatureOperations {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.of(
                        "PUT",
                        "/v1/warehouses/{warehouseId}/locations/{locationId}",
                        Set.of(QUALITY, ADMIN)),
                Operation.of(
                        "GET",
                        "/v1/warehouses/{warehouseId}/locations/{locationId}",
                        Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of("GET", "/v1/warehouses", Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of(
                        "GET",
                        "/v1/warehouses/{warehouseId}/locations",
                        Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of("POST", "/v1/holds", Set.of(QUALITY, ADMIN))
                        .taking(MediaTypes.JSON)
                        .creating(),
                Operation.of("GET", "/v1/holds", ALL_BUT_SENSORS),
                Operation.of("POST", "/v1/holds/{holdId}/release", Set.of(QUALITY, ADMIN)),
                Operation.of("GET", "/v1/stock", ALL_BUT_SENSORS),
                Operation.of("GET", "/v1/units/{sscc}", ALL_BUT_SENSORS),
                Operation.of("POST", "/v1/adjustments", Set.of(OPERATOR, QUALITY, ADMIN))
                        .taking(MediaTypes.JSON)
                        .creating()
                        .withoutKey(),
                Operation.of(
                        "POST", "/v1/adjustments/{adjustmentId}/approval", Set.of(QUALITY, ADMIN)),
                Operation.of(
                                "POST",
                                "/v1/adjustments/{adjustmentId}/refusal",
                                Set.of(OPERATOR, QUALITY, ADMIN))
                        .taking(MediaTypes.JSON),
                Operation.of("GET", "/v1/adjustments", ALL_BUT_SENSORS),
                Operation.of("PUT", "/v1/counts/{countId}", Set.of(OPERATOR, QUALITY, ADMIN)),
                Operation.of("GET", "/v1/counts", Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of(
                        "GET", "/v1/counts/{countId}", Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of(
                        "GET",
                        "/v1/counts/{countId}/lines",
                        Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of(
                        "GET",
                        "/v1/counts/{countId}/locations",
                        Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN)),
                Operation.of("POST", "/v1/counts/{countId}/booking", Set.of(QUALITY, ADMIN))
                        .takingAtMost(MediaTypes.JSON),
                Operation.of("POST", "/v1/counts/{countId}/approval", Set.of(QUALITY, ADMIN)),
                Operation.of("POST", "/v1/counts/{countId}/refusal", Set.of(QUALITY, ADMIN))
                        .taking(MediaTypes.JSON),
                Operation.of("POST", "/v1/counts/{countId}/cancellation", Set.of(QUALITY, ADMIN))
                        .taking(MediaTypes.JSON));
    }
}
