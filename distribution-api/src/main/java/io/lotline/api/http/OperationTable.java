package io.lotline.api.http;

import static io.lotline.core.values.CallerRole.ADMIN;
import static io.lotline.core.values.CallerRole.ENTERPRISE;
import static io.lotline.core.values.CallerRole.OPERATOR;
import static io.lotline.core.values.CallerRole.QUALITY;
import static io.lotline.core.values.CallerRole.REGULATOR;

import io.lotline.core.values.CallerRole;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Every operation of the API and what holds for it: the one place that says so. What is not in it,
/// nobody may call.
///
/// Whose goods and which warehouse a caller may touch is decided where the document is known.
public final class OperationTable {
    private static final Map<String, Operation> OPERATIONS = new LinkedHashMap<>();
    private static final Map<String, PathPattern> PATTERNS = new LinkedHashMap<>();

    private static final Set<CallerRole> ALL_BUT_SENSORS =
            Set.of(OPERATOR, QUALITY, ENTERPRISE, REGULATOR, ADMIN);

    static {
        allow(
                "POST",
                "/v1/keys",
                Set.of(ADMIN),
                operation -> operation.taking(MediaTypes.JSON).creating());
        allow("GET", "/v1/keys", Set.of(ADMIN));
        allow("DELETE", "/v1/keys/{keyId}", Set.of(ADMIN));

        allow("PUT", "/v1/enterprises/{enterpriseId}", Set.of(QUALITY, ADMIN));
        allow("GET", "/v1/enterprises/{enterpriseId}", ALL_BUT_SENSORS);
        allow("GET", "/v1/enterprises", ALL_BUT_SENSORS);
        allow("PUT", "/v1/devices/{di}", Set.of(QUALITY, ADMIN));
        allow("GET", "/v1/devices/{di}", ALL_BUT_SENSORS);
        allow("GET", "/v1/devices", ALL_BUT_SENSORS);
        allow("PUT", "/v1/warehouses/{warehouseId}/locations/{locationId}", Set.of(QUALITY, ADMIN));
        allow(
                "GET",
                "/v1/warehouses/{warehouseId}/locations/{locationId}",
                Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN));
        allow(
                "GET",
                "/v1/warehouses/{warehouseId}/locations",
                Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN));

        // also the staff: an owner may file by telephone
        allow("PUT", "/v1/inbound-notices/{noticeId}", Set.of(OPERATOR, ENTERPRISE, ADMIN));
        allow("GET", "/v1/inbound-notices/{noticeId}", ALL_BUT_SENSORS);
        allow("GET", "/v1/inbound-notices", ALL_BUT_SENSORS);
        allow(
                "POST",
                "/v1/inspections",
                Set.of(QUALITY, ADMIN),
                operation -> operation.taking(MediaTypes.JSON).creating());

        allow(
                "POST",
                "/v1/holds",
                Set.of(QUALITY, ADMIN),
                operation -> operation.taking(MediaTypes.JSON).creating());
        allow("GET", "/v1/holds", ALL_BUT_SENSORS);
        allow("POST", "/v1/holds/{holdId}/release", Set.of(QUALITY, ADMIN));
        allow("GET", "/v1/stock", ALL_BUT_SENSORS);
        allow(
                "POST",
                "/v1/adjustments",
                Set.of(OPERATOR, QUALITY, ADMIN),
                operation -> operation.taking(MediaTypes.JSON).creating().withoutKey());
        allow("POST", "/v1/adjustments/{adjustmentId}/approval", Set.of(QUALITY, ADMIN));
        allow("GET", "/v1/adjustments", ALL_BUT_SENSORS);

        allow("PUT", "/v1/orders/{orderId}", Set.of(OPERATOR, ENTERPRISE, ADMIN));
        allow("GET", "/v1/orders/{orderId}", ALL_BUT_SENSORS);
        allow("GET", "/v1/orders", ALL_BUT_SENSORS);
        allow("POST", "/v1/orders/{orderId}/allocation", Set.of(OPERATOR, ENTERPRISE, ADMIN));
        allow("DELETE", "/v1/orders/{orderId}/allocation", Set.of(OPERATOR, ENTERPRISE, ADMIN));
        allow(
                "POST",
                "/v1/orders/{orderId}/cancellation",
                Set.of(OPERATOR, ENTERPRISE, ADMIN),
                operation -> operation.taking(MediaTypes.JSON));
        allow("GET", "/v1/put-backs", ALL_BUT_SENSORS);
        allow(
                "POST",
                "/v1/waves",
                Set.of(OPERATOR, ADMIN),
                operation -> operation.taking(MediaTypes.JSON).creating());
        allow("GET", "/v1/pick-lists", Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN));
        allow("PUT", "/v1/shipments/{shipmentId}", Set.of(OPERATOR, ADMIN));
        allow("GET", "/v1/shipments/{shipmentId}", Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN));
        allow("GET", "/v1/shipments", Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN));
        allow(
                "POST",
                "/v1/shipments/{shipmentId}/dispatch",
                Set.of(OPERATOR, ADMIN),
                operation -> operation.takingAtMost(MediaTypes.JSON));
        allow(
                "POST",
                "/v1/shipments/{shipmentId}/delivery",
                Set.of(OPERATOR, ADMIN),
                operation -> operation.taking(MediaTypes.JSON));

        allow("PUT", "/v1/recalls/{recallId}", Set.of(QUALITY, REGULATOR, ADMIN));
        allow("GET", "/v1/recalls", ALL_BUT_SENSORS);
        allow("GET", "/v1/recalls/{recallId}", ALL_BUT_SENSORS);
        allow("GET", "/v1/recalls/{recallId}/locations", ALL_BUT_SENSORS);
        allow("GET", "/v1/recalls/{recallId}/consignees", ALL_BUT_SENSORS);
        allow("POST", "/v1/recalls/{recallId}/close", Set.of(QUALITY, REGULATOR, ADMIN));

        allow(
                "POST",
                "/v1/scans",
                Set.of(OPERATOR, ADMIN),
                operation -> operation.taking(MediaTypes.JSON).withoutKey());
        allow(
                "POST",
                "/v1/scans/batch",
                Set.of(OPERATOR, ADMIN),
                operation ->
                        operation
                                .taking(MediaTypes.NDJSON)
                                .answering(MediaTypes.NDJSON)
                                .withoutKey());
        allow(
                "POST",
                "/v1/scans/parse",
                ALL_BUT_SENSORS,
                operation -> operation.taking(MediaTypes.JSON).withoutKey());

        allow(
                "GET",
                "/v1/trace/lots/{di}/{lot}",
                ALL_BUT_SENSORS,
                operation -> operation.alsoAnswering(MediaTypes.CSV, MediaTypes.JSON_LD));
        allow(
                "GET",
                "/v1/trace/serials/{di}/{serial}",
                ALL_BUT_SENSORS,
                operation -> operation.alsoAnswering(MediaTypes.CSV, MediaTypes.JSON_LD));
        allow(
                "GET",
                "/v1/trace/units/{sscc}",
                ALL_BUT_SENSORS,
                operation -> operation.alsoAnswering(MediaTypes.CSV));
        allow("GET", "/v1/insight/overview", ALL_BUT_SENSORS, Operation::unrecorded);
        allow(
                "GET",
                "/v1/log/head",
                Set.of(OPERATOR, QUALITY, REGULATOR, ADMIN),
                Operation::unrecorded);
        allow("GET", "/v1/log/events", Set.of(REGULATOR, ADMIN));
        allow(
                "GET",
                "/v1/log/commits",
                Set.of(REGULATOR, ADMIN),
                operation -> operation.answering(MediaTypes.BSON));

        allow("GET", "/v1/views", Set.of(ADMIN));
        allow("POST", "/v1/views/{view}/resume", Set.of(ADMIN), Operation::withoutKey);
        allow("POST", "/v1/views/{view}/rebuild", Set.of(ADMIN), Operation::withoutKey);
        allow("DELETE", "/v1/views/{view}/rebuild", Set.of(ADMIN));
    }

    private OperationTable() {}

    /// The operation `method` on the path pattern `pattern`; null for what is not in the table. A
    /// HEAD is a GET without its body.
    public static @Nullable Operation find(String method, String pattern) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return OPERATIONS.get(asked + " " + pattern);
    }

    public static Collection<Operation> all() {
        return Collections.unmodifiableCollection(OPERATIONS.values());
    }

    /// The methods that the path of a request takes, in alphabetical order; none where there is
    /// nothing.
    static Set<String> methodsAt(String path) {
        PathContainer asked = PathContainer.parsePath(path);
        Set<String> methods = new TreeSet<>();
        for (Operation operation : OPERATIONS.values()) {
            PathPattern pattern = PATTERNS.get(operation.path());
            if (pattern != null && pattern.matches(asked)) {
                methods.add(operation.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private static void allow(String method, String path, Set<CallerRole> roles) {
        allow(method, path, roles, UnaryOperator.identity());
    }

    private static void allow(
            String method, String path, Set<CallerRole> roles, UnaryOperator<Operation> special) {
        Operation operation = special.apply(Operation.usual(method, path, roles));
        OPERATIONS.put(operation.name(), operation);
        PATTERNS.computeIfAbsent(path, PathPatternParser.defaultInstance::parse);
    }
}
