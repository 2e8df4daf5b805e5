package io.lotline.api.security;

import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.ENTERPRISE;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.core.values.CallerRole;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which roles may call what: the one place that says so. What is not in it, nobody may call.
///
/// Whose goods and which warehouse a caller may touch is decided where the document is known.
public final class RoleTable {
    private static final Map<String, Set<CallerRole>> ROLES = new LinkedHashMap<>();

    static {
        allow("POST   /v1/keys", ADMIN);
        allow("GET    /v1/keys", ADMIN);
        allow("DELETE /v1/keys/{keyId}", ADMIN);

        allow("PUT    /v1/enterprises/{enterpriseId}", QUALITY, ADMIN);
        allow(
                "GET    /v1/enterprises/{enterpriseId}",
                OPERATOR,
                QUALITY,
                ENTERPRISE,
                REGULATOR,
                ADMIN);
        allow("GET    /v1/enterprises", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);
        allow("PUT    /v1/devices/{di}", QUALITY, ADMIN);
        allow("GET    /v1/devices/{di}", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);
        allow("GET    /v1/devices", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);
        allow("PUT    /v1/warehouses/{warehouseId}/locations/{locationId}", QUALITY, ADMIN);
        allow(
                "GET    /v1/warehouses/{warehouseId}/locations/{locationId}",
                OPERATOR,
                QUALITY,
                REGULATOR,
                ADMIN);
        allow("GET    /v1/warehouses/{warehouseId}/locations", OPERATOR, QUALITY, REGULATOR, ADMIN);

        // also the staff: an owner may file by telephone
        allow("PUT    /v1/inbound-notices/{noticeId}", OPERATOR, ENTERPRISE, ADMIN);
        allow(
                "GET    /v1/inbound-notices/{noticeId}",
                OPERATOR,
                QUALITY,
                ENTERPRISE,
                REGULATOR,
                ADMIN);
        allow("GET    /v1/inbound-notices", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);
        allow("POST   /v1/inspections", QUALITY, ADMIN);

        allow("POST   /v1/holds", QUALITY, ADMIN);
        allow("POST   /v1/holds/{holdId}/release", QUALITY, ADMIN);
        allow("GET    /v1/stock", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);

        allow("PUT    /v1/orders/{orderId}", OPERATOR, ENTERPRISE, ADMIN);
        allow("GET    /v1/orders/{orderId}", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);
        allow("GET    /v1/orders", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);
        allow("POST   /v1/orders/{orderId}/allocation", OPERATOR, ENTERPRISE, ADMIN);
        allow("POST   /v1/waves", OPERATOR, ADMIN);
        allow("GET    /v1/pick-lists", OPERATOR, QUALITY, REGULATOR, ADMIN);
        allow("PUT    /v1/shipments/{shipmentId}", OPERATOR, ADMIN);
        allow("GET    /v1/shipments/{shipmentId}", OPERATOR, QUALITY, REGULATOR, ADMIN);
        allow("GET    /v1/shipments", OPERATOR, QUALITY, REGULATOR, ADMIN);
        allow("POST   /v1/shipments/{shipmentId}/dispatch", OPERATOR, ADMIN);
        allow("POST   /v1/shipments/{shipmentId}/delivery", OPERATOR, ADMIN);

        allow("PUT    /v1/recalls/{recallId}", QUALITY, REGULATOR, ADMIN);
        allow("GET    /v1/recalls/{recallId}", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);
        allow("POST   /v1/recalls/{recallId}/close", QUALITY, REGULATOR, ADMIN);

        allow("POST   /v1/scans", OPERATOR, ADMIN);
        allow("POST   /v1/scans/batch", OPERATOR, ADMIN);
        allow("POST   /v1/scans/parse", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);

        allow("GET    /v1/trace/lots/{di}/{lot}", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);
        allow(
                "GET    /v1/trace/serials/{di}/{serial}",
                OPERATOR,
                QUALITY,
                ENTERPRISE,
                REGULATOR,
                ADMIN);
        allow("GET    /v1/trace/units/{sscc}", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);
        allow("GET    /v1/insight/overview", OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);
        allow("GET    /v1/log/head", OPERATOR, QUALITY, REGULATOR, ADMIN);
        allow("GET    /v1/log/events", REGULATOR, ADMIN);
        allow("GET    /v1/log/commits", REGULATOR, ADMIN);

        allow("GET    /v1/views", ADMIN);
        allow("POST   /v1/views/{view}/resume", ADMIN);
        allow("POST   /v1/views/{view}/rebuild", ADMIN);
        allow("DELETE /v1/views/{view}/rebuild", ADMIN);
    }

    private RoleTable() {}

    /// The roles that may call `method` on the path pattern `pattern`; empty for what is not in the
    /// table.
    public static Set<CallerRole> rolesFor(String method, String pattern) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return ROLES.getOrDefault(asked + " " + pattern, Set.of());
    }

    /// Every line, such as `GET /v1/stock`.
    public static Map<String, Set<CallerRole>> lines() {
        return Map.copyOf(ROLES);
    }

    private static void allow(String line, CallerRole... roles) {
        ROLES.put(line.replaceFirst(" +", " "), Set.copyOf(EnumSet.copyOf(Arrays.asList(roles))));
    }
}
