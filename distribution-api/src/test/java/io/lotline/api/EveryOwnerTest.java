package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.Calls.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation × the ids of another owner's and another warehouse's documents: nothing is
/// changed, and nothing told that the caller did not say itself.
class EveryOwnerTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();
    private static final TestPark PARK = new TestPark(LOTLINE);
    private static final String LOT = "SECRET-LOT-" + PARK.prefix;
    private static final String PAPER = "%PDF-1.4 signed";
    private static final Client OWNER = ADMIN.newKey("enterprise", PARK.owner);
    private static final Map<String, String> IDS = ids();
    private static final Map<String, String> BODIES = bodies();

    private static final Client OTHER = ADMIN.newKey("enterprise", PARK.id("OTHER"));
    private static final Map<String, Client> STRANGERS =
            Map.of(
                    "enterprise", OTHER,
                    "operator", ADMIN.newKey("operator", null, "ELSEWHERE"),
                    "quality", ADMIN.newKey("quality", null, "ELSEWHERE"));

    /// What all staff of the park share, whichever warehouse it works in: master data, and what
    /// stops goods wherever they are.
    private static final Set<String> OF_ALL_STAFF =
            Set.of(
                    "PUT /v1/enterprises/{enterpriseId}",
                    "GET /v1/enterprises/{enterpriseId}",
                    "GET /v1/enterprises",
                    "PUT /v1/devices/{di}",
                    "POST /v1/imports/enterprises",
                    "POST /v1/imports/devices",
                    "POST /v1/holds",
                    "POST /v1/holds/{holdId}/release",
                    "PUT /v1/recalls/{recallId}",
                    "GET /v1/holds",
                    "GET /v1/recalls",
                    "GET /v1/recalls/{recallId}",
                    "GET /v1/recalls/{recallId}/locations",
                    "GET /v1/recalls/{recallId}/underway",
                    "GET /v1/recalls/{recallId}/consignees",
                    "POST /v1/recall-rehearsals",
                    "POST /v1/recalls/{recallId}/close",
                    "POST /v1/recalls/{recallId}/withdrawal",
                    "POST /v1/recalls/{recallId}/release",
                    "POST /v1/recalls/{recallId}/acknowledgements",
                    "GET /v1/insight/overview",
                    "GET /v1/trace/lots/{di}/{lot}",
                    "GET /v1/trace/serials/{di}/{serial}",
                    "GET /v1/trace/units/{sscc}");

    private static Map<String, String> ids() {
        PARK.enterprise(PARK.id("OTHER"), "DEPOSITOR");
        PARK.stock(LOT, 9);
        long position = ADMIN.get("/v1/log/head").position();
        String order = PARK.order("O", 2);
        ADMIN.post("/v1/orders/" + order + "/allocation", null).expect(200);
        PARK.pick("p", order, LOT, 1).expect(200);
        String shipment = PARK.shipment("S", PARK.order("O2", 1));
        PARK.recallOfWhatComes("R", LOT + "-NOT").expect(201);
        Map<String, String> ids = new HashMap<>();
        ids.put("enterpriseId", PARK.owner);
        ids.put("di", PARK.di);
        ids.put("warehouseId", PARK.warehouse);
        ids.put("locationId", "A1");
        ids.put("noticeId", PARK.id("ASN-" + LOT));
        ids.put(
                "holdId",
                ADMIN.post(
                                "/v1/holds",
                                "{\"di\":\"%s\",\"lot\":\"%s-NOT\",\"reason\":\"r\",\"expected\":true}"
                                        .formatted(PARK.di, LOT))
                        .expect(201)
                        .json()
                        .path("holdId")
                        .asString());
        ids.put("orderId", order);
        ids.put("shipmentId", shipment);
        ids.put("recallId", PARK.id("R"));
        ids.put("adjustmentId", PARK.id("ADJ"));
        ADMIN.newKey("operator", null, PARK.warehouse)
                .post("/v1/adjustments", PARK.adjustmentBody("ADJ", "LOST", LOT, 1))
                .expect(201);
        String epc = "https://id.gs1.org/01/" + PARK.di + "/10/" + LOT;
        ids.put("epc", URLEncoder.encode(epc, StandardCharsets.UTF_8));
        ids.put(
                "eventId",
                ADMIN.get("/epcis/events?MATCH_epcClass=" + ids.get("epc"))
                        .expect(200)
                        .json()
                        .at("/epcisBody/queryResults/resultsBody/eventList/0/eventID")
                        .asString());
        ids.put("eventType", "ObjectEvent");
        ids.put("bizStep", "receiving");
        ids.put("disposition", "in_progress");
        String dock = "https://lotline.local/location/" + PARK.warehouse + "/DOCK";
        ids.put("readPoint", URLEncoder.encode(dock, StandardCharsets.UTF_8));
        ids.put("bizLocation", URLEncoder.encode(dock, StandardCharsets.UTF_8));
        ids.put("tariffId", PARK.id("T"));
        ADMIN.put("/v1/tariffs/" + PARK.id("T"), TestPark.tariffBody(PARK.owner)).expect(201);
        ids.put("vehicleId", PARK.id("V"));
        ids.put("routeId", PARK.id("RT"));
        PARK.route(String.valueOf(ids.get("orderId")));
        ids.put("countId", PARK.id("C"));
        ADMIN.put("/v1/counts/" + PARK.id("C"), PARK.countBody(false, "A1")).expect(201);
        ADMIN.post(
                        "/v1/scans",
                        PARK.scan("count", "count", LOT, 3, reference(PARK.id("C")) + at("A1")))
                .expect(200);
        ids.put(
                "workItemId",
                ADMIN.post(
                                "/v1/scans",
                                PARK.scan("refused", "check", LOT, 1, reference(PARK.id("NONE"))))
                        .expect(422)
                        .json()
                        .path("workItem")
                        .asString());
        ids.put("position", Long.toString(position));
        ids.put("lot", LOT);
        ids.put("sha256", DeliveryTest.sha256(PAPER.getBytes(StandardCharsets.UTF_8)));
        ids.put(
                "webhookId",
                OWNER.post("/v1/webhooks", "{\"url\":\"https://example.org/%s\"}".formatted(LOT))
                        .expect(201)
                        .json()
                        .path("webhookId")
                        .asString());
        ids.put("serial", "none");
        ids.put("sscc", "369712340000000010");
        ids.put("view", "stock");
        ids.put("keyId", "none");
        return ids;
    }

    /// A body for every operation that takes one: a whole one, so that nothing else refuses it.
    private static Map<String, String> bodies() {
        String order = IDS.get("orderId");
        String scan = PARK.scan("sweep", "check", LOT, 1, reference(order));
        Map<String, String> bodies = new HashMap<>();
        bodies.put("PUT /v1/inbound-notices/{noticeId}", PARK.noticeBody(PARK.owner, "L", 1));
        bodies.put(
                "POST /v1/inspections",
                PARK.inspectionBody(String.valueOf(IDS.get("noticeId")), LOT, 1));
        bodies.put("PUT /v1/orders/{orderId}", PARK.orderBody(PARK.owner, 2));
        bodies.put("PUT /v1/vehicles/{vehicleId}", PARK.vehicleBody(""));
        bodies.put("PUT /v1/routes/{routeId}", PARK.routeBody(String.valueOf(order)));
        bodies.put("POST /v1/routes/{routeId}/plan", "{}");
        bodies.put("PUT /v1/routes/{routeId}/stops", "{\"stops\":[]}");
        bodies.put("POST /v1/routes/{routeId}/commitment", "{\"plan\":1}");
        bodies.put("POST /v1/waves", "{\"orders\":[\"%s\"]}".formatted(order));
        bodies.put("PUT /v1/shipments/{shipmentId}", PARK.shipmentBody(String.valueOf(order)));
        bodies.put("POST /v1/adjustments", PARK.adjustmentBody("ADJ-2", "LOST", LOT, 1));
        bodies.put(
                "POST /v1/recalls/{recallId}/acknowledgements",
                "{\"consignee\":\"%s\"}".formatted(PARK.hospital));
        bodies.put(
                "POST /v1/corrections",
                "{\"correctionId\":\"%s\",\"position\":%s,\"reason\":\"r\"}"
                        .formatted(PARK.id("C"), IDS.get("position")));
        bodies.put("POST /v1/work-items/{workItemId}/resolution", "{\"how\":\"DONE\"}");
        bodies.put("POST /v1/adjustments/{adjustmentId}/refusal", "{\"reason\":\"错\"}");
        bodies.put("PUT /v1/counts/{countId}", PARK.countBody(false, "A1"));
        bodies.put("POST /v1/counts/{countId}/booking", "{\"leaveRest\":true}");
        bodies.put("POST /v1/counts/{countId}/refusal", "{\"reason\":\"r\"}");
        bodies.put("POST /v1/counts/{countId}/cancellation", "{\"reason\":\"r\"}");
        bodies.put("POST /v1/orders/{orderId}/cancellation", "{\"reason\":\"r\"}");
        bodies.put("POST /v1/shipments/{shipmentId}/dispatch", "{}");
        bodies.put("POST /v1/shipments/{shipmentId}/cancellation", "{\"reason\":\"x\"}");
        bodies.put(
                "POST /v1/shipments/{shipmentId}/delivery",
                "{\"consignee\":\"%s\",\"receivedBy\":\"r\"}".formatted(PARK.hospital));
        bodies.put("PUT /v1/attachments/{sha256}", PAPER);
        bodies.put("POST /v1/webhooks", "{\"url\":\"https://example.org/\"}");
        bodies.put("POST /v1/webhooks/{webhookId}/replay", "{\"from\":1}");
        bodies.put("POST /v1/sessions", "{\"key\":\"lot_of-nobody_x\"}");
        bodies.put("POST /v1/scans", scan);
        bodies.put("POST /v1/scans/batch", scan.replace("\n", ""));
        bodies.put("POST /v1/scans/parse", "{\"symbols\":[\"%s\"]}".formatted(PARK.symbol("LOT7")));
        bodies.put(
                "POST /v1/imports/orders",
                "orderId,owner,consignee,warehouse,lines.lineId,lines.di,lines.quantity\n%s,%s,%s,%s,1,%s,2"
                        .formatted(order, PARK.owner, PARK.hospital, PARK.warehouse, PARK.di));
        bodies.put(
                "POST /v1/imports/locations",
                "warehouseId,locationId,zone\n%s,A1,QUARANTINE".formatted(PARK.warehouse));
        bodies.put(
                "POST /v1/imports/enterprises",
                "enterpriseId,name,roles\n%s,n,CARRIER".formatted(PARK.owner));
        bodies.put(
                "POST /v1/imports/devices",
                "di,name,riskClass,identifiers.lot,identifiers.serial,identifiers.productionDate,identifiers.expiryDate\n%s,n,I,1,0,0,0"
                        .formatted(PARK.di));
        bodies.put(
                "PUT /v1/warehouses/{warehouseId}/locations/{locationId}",
                "{\"zone\":\"QUALIFIED\",\"capacity\":1}");
        return bodies;
    }

    static Stream<Call> calls() {
        return Calls.all(ADMIN).stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void another_owners_and_another_warehouses_documents_are_neither_told_nor_changed(Call call) {
        STRANGERS.forEach(
                (role, stranger) -> {
                    boolean shared =
                            !role.equals("enterprise") && OF_ALL_STAFF.contains(call.name());
                    if (call.roles().contains(role) && !shared) {
                        assertThat(found(call, stranger, markers(role))).as(role).isEmpty();
                    }
                });
    }

    @Test
    void what_a_stranger_must_not_see_is_there_to_be_seen() {
        Set<String> shown = new TreeSet<>();
        for (Call call : calls().filter(Call::isRead).toList()) {
            if (call.roles().contains("enterprise")
                    && !found(call, OWNER, markers("enterprise")).isEmpty()) {
                shown.add(call.name());
            }
        }
        assertThat(shown)
                .contains(
                        "GET /v1/stock",
                        "GET /v1/orders",
                        "GET /v1/orders/{orderId}",
                        "GET /v1/inbound-notices",
                        "GET /v1/inbound-notices/{noticeId}",
                        "GET /v1/tariffs",
                        "GET /v1/tariffs/{tariffId}",
                        "GET /v1/statements",
                        "GET /v1/trace/lots/{di}/{lot}",
                        "GET /epcis/events",
                        "GET /epcis/events/{eventId}",
                        "GET /epcis/epcs/{epc}/events",
                        "GET /epcis/bizSteps/{bizStep}/events",
                        "GET /epcis/readPoints/{readPoint}/events");
    }

    /// What gives a document away, and is in nothing that the caller may see.
    private static List<String> markers(String role) {
        return role.equals("enterprise")
                ? List.of(PARK.owner, PARK.hospital, PARK.supplier, PARK.warehouse, LOT)
                : List.of(PARK.warehouse, LOT, PARK.id("ASN-"));
    }

    /// What of the park an answer told that the request had not said, or that was changed.
    private static List<String> found(Call call, Client caller, List<String> markers) {
        String body = BODIES.get(call.name());
        if (call.takes() != null && body == null) {
            // nobody of these roles may call it: their answer says so whatever the body is
            body = "{}";
            assertThat(STRANGERS.keySet().stream().filter(call.roles()::contains))
                    .as("%s: say which body the sweep sends", call)
                    .allMatch(
                            role ->
                                    !role.equals("enterprise")
                                            && OF_ALL_STAFF.contains(call.name()));
        }
        String path = call.at(IDS);
        List<String> found = new ArrayList<>(answered(call, caller, path, body, markers));
        if (call.answers().contains("text/csv")) {
            found.addAll(answered(call, caller, path, body, markers, "Accept", "text/csv"));
        }
        if (call.method().equals("PUT")) {
            // a document of its own, with what is another's in it
            String fresh = path.replaceFirst("[^/]+$", PARK.id("NEW"));
            found.addAll(answered(call, caller, fresh, body, markers));
        }
        return found;
    }

    private static List<String> answered(
            Call call,
            Client caller,
            String path,
            @Nullable String body,
            List<String> markers,
            String... more) {
        long before = ADMIN.get("/v1/log/head").position();
        List<String> headers = new ArrayList<>(List.of(more));
        if (call.takes() != null) {
            headers.addAll(List.of("Content-Type", call.takes()));
        }
        if (!call.isRead()) {
            headers.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
        }
        Client.Answer answer =
                caller.send(call.method(), path, body, headers.toArray(String[]::new));
        List<String> found = new ArrayList<>();
        for (String marker : markers) {
            if (answer.text().contains(marker) && !(path + body).contains(marker)) {
                found.add(marker + " in " + answer.text());
            }
        }
        if (answer.status() >= 500) {
            found.add("answered " + answer.text());
        }
        if (ADMIN.get("/v1/log/head").position() != before) {
            found.add("something was recorded: " + answer.text());
        }
        return found;
    }
}
