package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.http.OperationTable;
import io.lotline.core.values.CallerRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A rule holds at each of its steps for whoever may take the step: a table of rules, steps and
/// roles. A role that may not take it is told that, and nothing of the rule.
class RulesByRoleTest {
    private static final TestPark PARK = new TestPark(RunningLotline.shared());
    private static final Client ADMIN = PARK.admin;
    private static final Map<CallerRole, Client> CALLERS = callers();
    private static final List<Rule> RULES = rules();

    /// A rule at a step.
    ///
    /// @param pattern the path as the table of operations has it
    private record Rule(
            String problem, String method, String pattern, String path, @Nullable String body) {
        private Client.Answer take(Client caller) {
            return method.equals("PUT")
                    ? caller.put(path, Objects.requireNonNull(body))
                    : caller.post(path, body);
        }

        @Override
        public String toString() {
            return problem + " at " + method + " " + pattern;
        }
    }

    private static Map<CallerRole, Client> callers() {
        Map<CallerRole, Client> callers = new HashMap<>();
        for (CallerRole role : CallerRole.values()) {
            callers.put(
                    role,
                    ADMIN.newKey(
                            role.name().toLowerCase(Locale.ROOT),
                            role == CallerRole.ENTERPRISE ? PARK.owner : null));
        }
        return callers;
    }

    private static Rule post(String problem, String path, String body) {
        return new Rule(problem, "POST", path, path, body);
    }

    private static Rule put(String problem, String pattern, String id, String body) {
        return new Rule(problem, "PUT", pattern, pattern.replaceAll("\\{\\w+}$", id), body);
    }

    private static List<Rule> rules() {
        PARK.stock("KNOWN", 20);
        List<Rule> rules = new ArrayList<>();
        String hold = "{\"di\":\"" + PARK.di + "\",\"reason\":\"r\"%s}";
        rules.add(post("unknown-lot", "/v1/holds", hold.formatted(",\"lot\":\"known\"")));
        rules.add(
                post(
                        "unknown-lot",
                        "/v1/holds",
                        hold.formatted(",\"lot\":\"Known\",\"expected\":true")));
        rules.add(post("misspelt-name", "/v1/holds", hold.formatted(",\"lot\":\"KNOWN \"")));
        rules.add(post("unknown-serial", "/v1/holds", hold.formatted(",\"serial\":\"S\"")));
        rules.add(post("unknown-location", "/v1/holds", hold.formatted(",\"location\":\"a1\"")));
        rules.add(post("unknown-enterprise", "/v1/holds", hold.formatted(",\"owner\":\"X\"")));
        rules.add(
                put(
                        "unknown-lot",
                        "/v1/recalls/{recallId}",
                        PARK.id("RR"),
                        PARK.recallBody("known")));
        rules.add(
                put(
                        "misspelt-name",
                        "/v1/recalls/{recallId}",
                        PARK.id("RR"),
                        PARK.recallBody("KNOWN\u200b")));
        String notice = PARK.noticeBody(PARK.owner, "NEW", 1);
        rules.add(
                put(
                        "unknown-warehouse",
                        "/v1/inbound-notices/{noticeId}",
                        PARK.id("NN"),
                        notice.replace(PARK.warehouse, "NOWHERE")));
        rules.add(
                put(
                        "misspelt-name",
                        "/v1/inbound-notices/{noticeId}",
                        PARK.id("NN"),
                        notice.replace("NEW", "ＮＥＷ")));
        String order = PARK.orderBody(PARK.owner, 1);
        rules.add(
                put(
                        "unknown-warehouse",
                        "/v1/orders/{orderId}",
                        PARK.id("OO"),
                        order.replace(PARK.warehouse, "NOWHERE")));
        rules.add(
                put(
                        "unknown-enterprise",
                        "/v1/orders/{orderId}",
                        PARK.id("OO"),
                        order.replace(PARK.hospital, "NOBODY")));
        rules.add(
                post(
                        "unknown-lot",
                        "/v1/inspections",
                        PARK.inspectionBody(PARK.id("ASN-KNOWN"), "known", 1)));
        rules.add(
                put(
                        "device-in-use",
                        "/v1/devices/{di}",
                        PARK.di,
                        """
                        {"name":"支架","riskClass":"III","implantable":true,
                         "identifiers":{"lot":false,"expiryDate":true}}"""));
        rules.add(
                new Rule(
                        "location-in-use",
                        "PUT",
                        "/v1/warehouses/{warehouseId}/locations/{locationId}",
                        "/v1/warehouses/" + PARK.warehouse + "/locations/A1",
                        "{\"zone\":\"RETURNS\"}"));
        rules.add(
                post(
                        "unknown-enterprise",
                        "/v1/keys",
                        "{\"label\":\"l\",\"role\":\"enterprise\",\"enterpriseId\":\"NOBODY\"}"));
        rules.add(
                post(
                        "unknown-warehouse",
                        "/v1/keys",
                        "{\"label\":\"l\",\"role\":\"operator\",\"warehouses\":[\"NOWHERE\"]}"));
        rules.add(
                post(
                        "unknown-location",
                        "/v1/scans",
                        PARK.scan(
                                "rr", "move", "KNOWN", 1, TestPark.at("A1") + TestPark.to("a1"))));
        licences(rules, order);
        return rules;
    }

    /// A consignee whose licence has lapsed since its order was placed and its goods were picked.
    private static void licences(List<Rule> rules, String order) {
        String clinic = PARK.id("CLINIC");
        PARK.enterprise(clinic, "CONSIGNEE");
        String body = order.replace(PARK.hospital, clinic);
        String placed = PARK.id("LAPSES");
        ADMIN.put("/v1/orders/" + placed, body).expect(201);
        PARK.pick("lap", placed, "KNOWN", 1).expect(200);
        PARK.check("lac", placed, "KNOWN", 1).expect(200);
        String shipment = PARK.id("LAPSED");
        ADMIN.put(
                        "/v1/shipments/" + shipment,
                        "{\"orders\":[\"%s\"],\"carrier\":\"%s\",\"stops\":[\"%s\"]}"
                                .formatted(placed, PARK.carrier, clinic))
                .expect(201);
        PARK.load("lal", shipment, "KNOWN", 1).expect(200);
        ADMIN.put(
                        "/v1/enterprises/" + clinic,
                        """
                        {"name":"诊所","roles":["CONSIGNEE"],"licences":[{"number":"L",
                         "kind":"医疗机构执业许可证","scope":["II"],"validFrom":"2020-01-01",
                         "validTo":"2040-01-01"}]}""")
                .expect(201);
        rules.add(put("not-licensed", "/v1/orders/{orderId}", PARK.id("OO"), body));
        rules.add(
                new Rule(
                        "not-licensed",
                        "POST",
                        "/v1/orders/{orderId}/allocation",
                        "/v1/orders/" + placed + "/allocation",
                        null));
        rules.add(
                new Rule(
                        "not-licensed",
                        "POST",
                        "/v1/shipments/{shipmentId}/dispatch",
                        "/v1/shipments/" + shipment + "/dispatch",
                        null));
    }

    static Stream<Arguments> table() {
        return RULES.stream()
                .flatMap(
                        rule ->
                                Stream.of(CallerRole.values())
                                        .map(role -> Arguments.of(rule, role)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_rule_holds_for_whoever_may_take_the_step(Rule rule, CallerRole role) {
        Client caller = Objects.requireNonNull(CALLERS.get(role));
        boolean may =
                Objects.requireNonNull(OperationTable.find(rule.method(), rule.pattern()))
                        .roles()
                        .contains(role);

        Client.Answer answer = rule.take(caller);

        assertThat(answer.status()).as(answer.text()).isEqualTo(may ? 422 : 403);
        if (may) {
            assertThat(answer.problem()).isEqualTo("/problems/" + rule.problem());
            assertThat(answer.json().path("detail").asString()).contains("\nMaybe ");
        } else {
            assertThat(answer.text()).doesNotContain(rule.problem());
        }
    }
}
