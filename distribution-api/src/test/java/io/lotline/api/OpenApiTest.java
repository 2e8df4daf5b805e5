package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.lotline.api.http.Headers;
import io.lotline.api.http.Operation;
import io.lotline.api.http.OperationTable;
import io.lotline.api.http.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The published description is what the server does.
class OpenApiTest {
    /// The fixed contract's calls.
    private static final List<String> PROMISED =
            List.of(
                    "POST /v1/keys",
                    "GET /v1/keys",
                    "DELETE /v1/keys/{keyId}",
                    "PUT /v1/enterprises/{enterpriseId}",
                    "PUT /v1/devices/{di}",
                    "PUT /v1/warehouses/{warehouseId}/locations/{locationId}",
                    "POST /v1/scans",
                    "POST /v1/scans/batch",
                    "POST /v1/scans/parse",
                    "PUT /v1/inbound-notices/{noticeId}",
                    "GET /v1/inbound-notices/{noticeId}",
                    "POST /v1/inspections",
                    "POST /v1/holds",
                    "POST /v1/holds/{holdId}/release",
                    "GET /v1/stock",
                    "PUT /v1/orders/{orderId}",
                    "POST /v1/orders/{orderId}/allocation",
                    "DELETE /v1/orders/{orderId}/allocation",
                    "POST /v1/adjustments",
                    "POST /v1/adjustments/{adjustmentId}/approval",
                    "GET /v1/adjustments",
                    "POST /v1/corrections",
                    "GET /v1/corrections",
                    "POST /v1/orders/{orderId}/cancellation",
                    "GET /v1/orders/{orderId}",
                    "POST /v1/waves",
                    "GET /v1/pick-lists",
                    "PUT /v1/vehicles/{vehicleId}",
                    "GET /v1/vehicles",
                    "PUT /v1/routes/{routeId}",
                    "GET /v1/routes",
                    "POST /v1/routes/{routeId}/plan",
                    "PUT /v1/routes/{routeId}/stops",
                    "POST /v1/routes/{routeId}/commitment",
                    "PUT /v1/shipments/{shipmentId}",
                    "POST /v1/shipments/{shipmentId}/dispatch",
                    "POST /v1/shipments/{shipmentId}/delivery",
                    "PUT /v1/recalls/{recallId}",
                    "GET /v1/recalls/{recallId}",
                    "POST /v1/recalls/{recallId}/close",
                    "GET /v1/trace/lots/{di}/{lot}",
                    "GET /v1/trace/serials/{di}/{serial}",
                    "GET /v1/trace/units/{sscc}",
                    "GET /v1/insight/overview",
                    "GET /v1/log/head",
                    "GET /v1/log/events");

    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final JsonNode API =
            new Client(LOTLINE.address, null).get("/openapi.json").expect(200).json();

    @Test
    void it_is_openapi_3_1_and_names_every_promised_call_and_every_other() {
        assertThat(API.path("openapi").asString()).startsWith("3.1");
        Set<String> calls = new TreeSet<>();
        API.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .propertyNames()
                                        .forEach(
                                                method ->
                                                        calls.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey())));
        assertThat(calls).containsAll(PROMISED);
        assertThat(calls)
                .containsExactlyInAnyOrderElementsOf(
                        OperationTable.all().stream().map(Operation::name).toList());
    }

    @Test
    void every_call_has_a_summary_and_says_who_may_call_it() {
        API.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                call -> {
                                                    assertThat(
                                                                    call.getValue()
                                                                            .path("summary")
                                                                            .asString(""))
                                                            .as(call.getKey() + path.getKey())
                                                            .isNotBlank();
                                                    assertThat(
                                                                    call.getValue()
                                                                            .path("description")
                                                                            .asString(""))
                                                            .contains("Roles: ");
                                                }));
    }

    @Test
    void no_operation_has_two_parameters_of_one_name_in_one_place() {
        List<String> twice = new ArrayList<>();
        eachOperation(
                (name, operation) -> {
                    Set<String> seen = new HashSet<>();
                    for (JsonNode parameter : operation.path("parameters")) {
                        String own =
                                parameter.path("in").asString()
                                        + " "
                                        + parameter
                                                .path("name")
                                                .asString()
                                                .toLowerCase(Locale.ROOT);
                        if (!seen.add(own)) {
                            twice.add(name + ": " + own);
                        }
                    }
                });
        assertThat(twice).isEmpty();
    }

    @Test
    void scans_may_name_their_handheld() {
        List<String> named = new ArrayList<>();
        eachOperation(
                (name, operation) -> {
                    for (JsonNode parameter : operation.path("parameters")) {
                        if (parameter.path("name").asString().equals(Headers.HANDHELD)) {
                            assertThat(parameter.path("in").asString()).isEqualTo("header");
                            named.add(name);
                        }
                    }
                });
        assertThat(named).containsExactlyInAnyOrder("post /v1/scans", "post /v1/scans/batch");
    }

    @Test
    void every_problem_stands_in_it_by_name() {
        assertThat(API.at("/components/schemas").propertyNames())
                .containsAll(Wording.get().entries().keySet());
        JsonNode unknown = new Client(LOTLINE.address, null).get("/v1/devices").expect(401).json();
        assertThat(schemaOfProblem("unauthenticated").validate(unknown)).isEmpty();
        assertThat(schemaOfProblem("over-receipt").validate(unknown)).isNotEmpty();
    }

    @Test
    void a_member_and_a_parameter_say_which_value_they_are() {
        JsonNode member = API.at("/components/schemas/StockOnFile/properties/di");
        assertThat(member.path("description").asString()).startsWith("A device identifier");
        assertThat(member.path("maxLength").asInt()).isEqualTo(64);
        JsonNode parameter = API.at("/paths/~1v1~1orders~1{orderId}/get/parameters/0/schema");
        assertThat(parameter.path("pattern").asString()).isEqualTo("^[A-Za-z0-9._-]{1,64}$");
        assertThat(parameter.path("examples").path(0).asString()).isEqualTo("SO-2026-0815");
    }

    /// A row that stands in another is there whole.
    @ParameterizedTest
    @CsvSource({
        "StockOnFile,status",
        "StockOnFile,quantity",
        "PickOnFile,location",
        "OrderOnFile,orderId",
        "CountOnFile,countId",
        "AdjustmentOnFile,state",
        "CorrectionOnFile,position"
    })
    void what_is_always_there_is_required(String schema, String member) {
        JsonNode required = API.at("/components/schemas/" + schema + "/required");
        assertThat(required.valueStream().map(JsonNode::asString)).contains(member);
    }

    @Test
    void answers_are_of_the_described_shape() {
        TestPark park = new TestPark(LOTLINE);
        park.stock("LOT7", 5);
        String order = park.order("O", 2);
        Client admin = park.admin;
        valid(
                "post",
                "/v1/orders/{orderId}/allocation",
                admin.post("/v1/orders/" + order + "/allocation", null));
        valid("post", "/v1/scans", park.pick("p", order, "LOT7", 2));
        valid("get", "/v1/stock", admin.get("/v1/stock?owner=" + park.owner));
        valid("get", "/v1/orders/{orderId}", admin.get("/v1/orders/" + order));
        valid(
                "get",
                "/v1/inbound-notices/{noticeId}",
                admin.get("/v1/inbound-notices/" + park.id("ASN-LOT7")));
        valid("get", "/v1/devices/{di}", admin.get("/v1/devices/" + park.di));
        valid("get", "/v1/enterprises/{enterpriseId}", admin.get("/v1/enterprises/" + park.owner));
        valid("get", "/v1/trace/lots/{di}/{lot}", admin.get("/v1/trace/lots/" + park.di + "/LOT7"));
        park.recall("R", "LOT7");
        valid("get", "/v1/recalls/{recallId}", admin.get("/v1/recalls/" + park.id("R")));
        valid("get", "/v1/insight/overview", admin.get("/v1/insight/overview"));
        valid("get", "/v1/log/events", admin.get("/v1/log/events?limit=5"));
        valid("get", "/v1/log/head", admin.get("/v1/log/head"));
        valid("get", "/v1/keys", admin.get("/v1/keys"));
        valid(
                "post",
                "/v1/scans/parse",
                admin.post(
                        "/v1/scans/parse",
                        "{\"symbols\":[\"%s\",\"?\"]}".formatted(park.symbol("LOT7"))));
        String count = "/v1/counts/" + park.id("C");
        valid("put", "/v1/counts/{countId}", admin.put(count, park.countBody(false, "A1", "DOCK")));
        park.count("c", park.id("C"), "LOT7", 2).expect(200);
        valid(
                "post",
                "/v1/scans",
                admin.post("/v1/scans", park.finishing("f", park.id("C"), "A1")));
        valid("get", "/v1/counts/{countId}", admin.get(count));
        valid("get", "/v1/counts/{countId}/lines", admin.get(count + "/lines"));
        valid("get", "/v1/counts/{countId}/locations", admin.get(count + "/locations"));
        valid("post", "/v1/counts/{countId}/booking", admin.post(count + "/booking", null));
        valid("get", "/v1/counts", admin.get("/v1/counts?warehouse=" + park.warehouse));
        JsonNode problem = admin.get("/v1/orders/none").json();
        assertThat(schema("/components/schemas/Problem").validate(problem)).isEmpty();
    }

    @Test
    void a_changed_answer_would_be_noticed() {
        JsonNode head = Client.JSON.readTree("{\"position\":\"three\"}");
        assertThat(schema(pointer("get", "/v1/log/head", "200")).validate(head)).isNotEmpty();
    }

    private static void eachOperation(BiConsumer<String, JsonNode> each) {
        API.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                call ->
                                                        each.accept(
                                                                call.getKey() + " " + path.getKey(),
                                                                call.getValue())));
    }

    private static Schema schemaOfProblem(String name) {
        return schema("/components/schemas/" + name);
    }

    private static void valid(String method, String path, Client.Answer answer) {
        assertThat(answer.status()).as(method + path).isBetween(200, 299);
        String pointer = pointer(method, path, Integer.toString(answer.status()));
        assertThat(API.at(pointer).isMissingNode()).as(pointer).isFalse();
        assertThat(schema(pointer).validate(answer.json()))
                .as("%s %s answered %s", method, path, answer.text())
                .isEmpty();
    }

    private static String pointer(String method, String path, String status) {
        return "/paths/%s/%s/responses/%s/content/application~1json/schema"
                .formatted(path.replace("/", "~1"), method, status);
    }

    private static Schema schema(String pointer) {
        // references inside lead to the components, so these come along
        ObjectNode schema = (ObjectNode) API.at(pointer).deepCopy();
        schema.set("components", API.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
