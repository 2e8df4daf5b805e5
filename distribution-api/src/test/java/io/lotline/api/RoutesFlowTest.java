package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Routes, as those see them who plan them.
class RoutesFlowTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();

    private final TestPark park = new TestPark(LOTLINE);

    private String route(String vehicles, String orders, String more) {
        return park.routeBody(quoted(vehicles), "\"orders\":[" + quoted(orders) + "]" + more);
    }

    private String quoted(String suffixes) {
        return Stream.of(suffixes.split(" "))
                .map(suffix -> "\"" + park.id(suffix) + "\"")
                .collect(Collectors.joining(","));
    }

    private void vehicle(String suffix, String limits) {
        ADMIN.put("/v1/vehicles/" + park.id(suffix), park.vehicleBody(limits)).expect(201);
    }

    private void order(String suffix, String consignee, int quantity) {
        ADMIN.put(
                        "/v1/orders/" + park.id(suffix),
                        park.orderBody(park.owner, quantity)
                                .replace(park.hospital, park.id(consignee)))
                .expect(201);
    }

    private String path(String rest) {
        return "/v1/routes/" + park.id("R") + rest;
    }

    private static Client.Answer amend(Client caller, String path, String body, String seen) {
        return caller.send("PUT", path, body, "Content-Type", "application/json", "If-Match", seen);
    }

    private Client.Answer plan() {
        return ADMIN.post(path("/plan"), null);
    }

    private Client.Answer commit(int plan) {
        return ADMIN.post(path("/commitment"), "{\"plan\":" + plan + "}");
    }

    /// Three hospitals with an order each, two vehicles, and a route of all of it.
    private void three() {
        park.consignee("NORTH", "31.40", "121.47", "");
        park.consignee("SOUTH", "31.05", "121.47", "");
        park.consignee("EAST", "31.23", "121.60", "");
        order("O1", "NORTH", 2);
        order("O2", "SOUTH", 3);
        order("O3", "EAST", 4);
        vehicle("V1", "");
        vehicle("V2", ",\"pieces\":5");
        ADMIN.put(path(""), route("V1 V2", "O1 O2 O3", "")).expect(201);
    }

    private static List<String> orders(JsonNode plan) {
        return plan.path("stops")
                .valueStream()
                .flatMap(stop -> stop.path("orders").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void a_route_is_planned_with_reasons_and_committed_as_shipments() {
        three();
        ADMIN.put(path(""), route("V1 V2", "O1 O2 O3", "")).expect(200);
        JsonNode plan = plan().expect(200).json();
        assertThat(orders(plan))
                .containsExactlyInAnyOrder(park.id("O1"), park.id("O2"), park.id("O3"));
        assertThat(plan.path("unplanned")).isEmpty();
        assertThat(plan.path("distanceMeters").asLong())
                .isBetween(1L, plan.path("greedyDistanceMeters").asLong());
        JsonNode first = plan.at("/stops/0");
        assertThat(first.path("arrival").asString()).startsWith("2031-03-04T08:");
        assertThat(first.path("why").asString()).contains("km for this vehicle");
        JsonNode onFile = ADMIN.get(path(""), "Accept-Language", "zh-CN").expect(200).json();
        assertThat(onFile.at("/plan/stops/0/why").asString()).contains("公里");
        assertThat(onFile.at("/plan/stops/0/consigneeName").asString()).startsWith(park.prefix);
        assertThat(onFile.path("state").asString()).isEqualTo("PLANNED");
        JsonNode committed = commit(1).expect(200).json();
        List<String> shipped = new ArrayList<>();
        for (JsonNode tour : committed.path("shipments")) {
            JsonNode shipment =
                    ADMIN.get("/v1/shipments/" + tour.path("shipmentId").asString())
                            .expect(200)
                            .json();
            assertThat(shipment.path("vehicle").asString())
                    .isEqualTo(tour.path("vehicle").asString());
            shipment.path("orders").forEach(order -> shipped.add(order.asString()));
        }
        assertThat(shipped).containsExactlyInAnyOrder(park.id("O1"), park.id("O2"), park.id("O3"));
        assertThat(ADMIN.get(path("")).json().path("state").asString()).isEqualTo("COMMITTED");
        assertThat(commit(1).expect(422).problem()).isEqualTo("/problems/nothing-to-commit");
    }

    @Test
    void what_is_committed_stays_on_its_vehicle_when_the_route_is_planned_again() {
        three();
        JsonNode first = plan().expect(200).json();
        commit(1).expect(200);
        order("O4", "NORTH", 1);
        String etag = ADMIN.get(path("")).header("ETag");
        String more = route("V1 V2", "O1 O2 O3 O4", "");
        amend(ADMIN, path(""), more, etag).expect(201);
        JsonNode again = plan().expect(200).json();
        assertThat(again.path("plan").asInt()).isEqualTo(2);
        assertThat(orders(again)).contains(park.id("O4"));
        for (JsonNode stop : first.path("stops")) {
            for (JsonNode order : stop.path("orders")) {
                assertThat(vehicleOf(again, order.asString()))
                        .isEqualTo(stop.path("vehicle").asString());
            }
        }
        JsonNode committed = commit(2).expect(200).json();
        assertThat(committed.path("shipments")).hasSize(1);
        assertThat(committed.at("/shipments/0/orders")).hasSize(1);
        String now = ADMIN.get(path("")).header("ETag");
        assertThat(
                        amend(ADMIN, path(""), route("V1 V2", "O1 O2 O4", ""), now)
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/route-committed-already");
    }

    private static String vehicleOf(JsonNode plan, String order) {
        return plan.path("stops")
                .valueStream()
                .filter(
                        stop ->
                                stop.path("orders")
                                        .valueStream()
                                        .anyMatch(each -> each.asString().equals(order)))
                .findFirst()
                .orElseThrow()
                .path("vehicle")
                .asString();
    }

    @Test
    void orders_that_fit_nowhere_are_a_queue_with_reasons() {
        park.consignee("NORTH", "31.40", "121.47", "");
        park.consignee("EARLY", "31.40", "121.48", "{\"from\":\"05:00\",\"to\":\"07:00\"}");
        order("O1", "NORTH", 9);
        order("O2", "EARLY", 1);
        order("O3", "HOSPITAL", 1);
        order("O4", "NORTH", 4);
        vehicle("V1", ",\"pieces\":5");
        ADMIN.put(path(""), route("V1", "O1 O2 O3 O4", "")).expect(201);
        JsonNode plan = plan().expect(200).json();
        assertThat(orders(plan)).containsExactly(park.id("O4"));
        assertThat(
                        plan.path("unplanned")
                                .valueStream()
                                .map(
                                        left ->
                                                left.path("order").asString()
                                                        + " "
                                                        + left.path("reason").asString()))
                .containsExactlyInAnyOrder(
                        park.id("O1") + " TOO_LARGE",
                        park.id("O2") + " OUT_OF_REACH",
                        park.id("O3") + " NO_COORDINATES");
        String queue = "/v1/unplanned-orders?warehouse=" + park.warehouse;
        JsonNode waiting = ADMIN.get(queue).expect(200).json().path("items");
        assertThat(waiting).hasSize(3);
        assertThat(waiting.at("/2/why").asString())
                .isEqualTo("Nobody knows where its consignee is.");
        // a shipment takes an order out of the queue
        ADMIN.put("/v1/shipments/" + park.id("S"), park.shipmentBody(park.id("O3"))).expect(201);
        assertThat(ADMIN.get(queue).expect(200).json().path("items")).hasSize(2);
    }

    @Test
    void stops_by_hand_may_miss_hours_and_say_so_but_no_capacity() {
        three();
        park.consignee("EARLY", "31.24", "121.48", "{\"from\":\"05:00\",\"to\":\"07:00\"}");
        order("O4", "EARLY", 1);
        String etag = ADMIN.get(path("")).header("ETag");
        amend(ADMIN, path(""), route("V1 V2", "O1 O2 O3 O4", ""), etag).expect(201);
        String tag = plan().expect(200).header("ETag");
        assertThat(tag).isEqualTo("\"1\"");
        String full = stops("V2", "O2 O3");
        Client.Answer refused = amend(ADMIN, path("/stops"), full, tag).expect(422);
        assertThat(refused.problem()).isEqualTo("/problems/route-stop-breaks");
        assertThat(refused.json().at("/breaks/0").asString()).isEqualTo("CAPACITY");
        String late = stops("V1", "O4 O1");
        assertThat(ADMIN.put(path("/stops"), late).expect(409).problem())
                .isEqualTo("/problems/route-plan-exists");
        assertThat(amend(ADMIN, path("/stops"), late, "\"7\"").expect(412).problem())
                .isEqualTo("/problems/other-route-plan");
        JsonNode now = amend(ADMIN, path("/stops"), late, tag).expect(201).json();
        assertThat(now.path("by").asString()).isEqualTo("HAND");
        assertThat(now.at("/stops/0/breaks/0").asString()).isEqualTo("RECEIVING_HOURS");
        assertThat(now.path("unplanned")).hasSize(2);
        assertThat(now.at("/unplanned/0/reason").asString()).isEqualTo("LEFT_OUT");
        ADMIN.put(path("/stops"), late).expect(200);
        assertThat(amend(ADMIN, path("/stops"), stops("V9", "O1"), "*").problem())
                .isEqualTo("/problems/vehicle-not-on-route");
        assertThat(commit(1).expect(412).problem()).isEqualTo("/problems/other-route-plan");
        commit(2).expect(200);
        assertThat(amend(ADMIN, path("/stops"), stops("V2", "O1"), "*").problem())
                .isEqualTo("/problems/committed-order-moved");
    }

    private String stops(String vehicle, String orders) {
        return Stream.of(orders.split(" "))
                .map(
                        order ->
                                "{\"vehicle\":\"%s\",\"orders\":[\"%s\"]}"
                                        .formatted(park.id(vehicle), park.id(order)))
                .collect(Collectors.joining(",", "{\"stops\":[", "]}"));
    }

    @Test
    void a_plan_of_orders_that_changed_is_not_committed() {
        three();
        plan().expect(200);
        String order = "/v1/orders/" + park.id("O2");
        String body = park.orderBody(park.owner, 5).replace(park.hospital, park.id("SOUTH"));
        amend(ADMIN, order, body, ADMIN.get(order).header("ETag")).expect(200);
        Client.Answer refused = commit(1).expect(422);
        assertThat(refused.problem()).isEqualTo("/problems/route-plan-outdated");
        assertThat(refused.json().path("changed").valueStream().map(JsonNode::asString))
                .containsExactly("order " + park.id("O2"));
        plan().expect(200);
        commit(2).expect(200);
    }

    @Test
    void of_two_routes_with_one_order_that_one_has_it_which_is_committed_first() throws Exception {
        three();
        String other = "/v1/routes/" + park.id("R2");
        ADMIN.put(other, route("V1 V2", "O1 O3", "")).expect(201);
        plan().expect(200);
        ADMIN.post(other + "/plan", null).expect(200);
        List<Client.Answer> answers =
                atOnce(() -> commit(1), () -> ADMIN.post(other + "/commitment", "{\"plan\":1}"));
        assertThat(answers.stream().map(Client.Answer::status)).containsExactlyInAnyOrder(200, 422);
        assertThat(
                        answers.stream()
                                .filter(answer -> answer.status() == 422)
                                .map(Client.Answer::problem))
                .containsExactly("/problems/order-in-other-shipment");
        for (String order : List.of("O1", "O3")) {
            assertThat(ADMIN.get("/v1/shipments?order=" + park.id(order)).json().path("items"))
                    .hasSize(1);
        }
    }

    @Test
    void a_route_that_is_planned_and_committed_at_once_has_one_outcome() throws Exception {
        three();
        plan().expect(200);
        List<Client.Answer> answers = atOnce(() -> commit(1), this::plan);
        JsonNode route = ADMIN.get(path("")).expect(200).json();
        if (answers.getFirst().status() == 200) {
            assertThat(route.path("shipments")).isNotEmpty();
            for (JsonNode tour : route.path("shipments")) {
                for (JsonNode order : tour.path("orders")) {
                    assertThat(vehicleOf(route.path("plan"), order.asString()))
                            .isEqualTo(tour.path("vehicle").asString());
                }
            }
        } else {
            assertThat(answers.getFirst().problem()).isEqualTo("/problems/other-route-plan");
            assertThat(answers.getLast().status()).isEqualTo(200);
            assertThat(route.path("shipments")).isEmpty();
        }
    }

    @SafeVarargs
    private static List<Client.Answer> atOnce(Callable<Client.Answer>... calls) throws Exception {
        List<Client.Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.length)) {
            for (Future<Client.Answer> answer : threads.invokeAll(List.of(calls))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    @Test
    void a_vehicle_is_amended_by_who_saw_it() {
        String path = "/v1/vehicles/" + park.id("V1");
        ADMIN.put(path, park.vehicleBody("")).expect(201);
        ADMIN.put(path, park.vehicleBody("")).expect(200);
        String other = park.vehicleBody(",\"volumeLitres\":8000,\"plate\":\"沪A12345\"");
        assertThat(ADMIN.put(path, other).expect(409).problem())
                .isEqualTo("/problems/document-exists");
        String etag = ADMIN.get(path).expect(200).header("ETag");
        amend(ADMIN, path, other, etag).expect(201);
        assertThat(amend(ADMIN, path, park.vehicleBody(""), etag).expect(412).problem())
                .isEqualTo("/problems/file-changed");
        JsonNode shown = ADMIN.get(path).json();
        assertThat(shown.path("plate").asString()).isEqualTo("沪A12345");
        assertThat(shown.path("driverHours").asString()).isEqualTo("8.5");
        assertThat(shown.path("carrierName").asString()).isEqualTo(park.carrier);
        Client elsewhere = ADMIN.newKey("operator", null, "ELSEWHERE");
        elsewhere.get(path).expect(404);
        String there = park.vehicleBody("").replace(park.warehouse, "ELSEWHERE");
        amend(elsewhere, path, there, "*").expect(409);
    }

    @Test
    void a_route_may_be_of_a_wave_and_is_of_its_own_warehouse_only() {
        park.consignee("NORTH", "31.40", "121.47", "");
        order("O1", "NORTH", 2);
        vehicle("V1", "");
        String wave =
                ADMIN.post("/v1/waves", "{\"orders\":[" + quoted("O1") + "]}")
                        .expect(201)
                        .json()
                        .path("waveId")
                        .asString();
        String body = park.routeBody(quoted("V1"), "\"wave\":\"" + wave + "\"");
        ADMIN.put(path(""), body).expect(201);
        assertThat(orders(plan().expect(200).json())).containsExactly(park.id("O1"));
        assertThat(
                        ADMIN.put("/v1/routes/" + park.id("R2"), body.replace(wave, "NO-WAVE"))
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/unknown-wave");
        assertThat(
                        ADMIN.put("/v1/routes/" + park.id("R3"), route("V7", "O1", ""))
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/unknown-vehicle");
        assertThat(
                        ADMIN.put(
                                        "/v1/routes/" + park.id("R4"),
                                        body.replace(park.warehouse, "ELSEWHERE"))
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/orders-elsewhere");
        Client elsewhere = ADMIN.newKey("operator", null, "ELSEWHERE");
        elsewhere.get(path("")).expect(404);
        elsewhere.post(path("/commitment"), "{\"plan\":1}").expect(404);
    }

    /// What a cancelled shipment was to bring is not on any vehicle, and is planned again.
    @Test
    void a_cancelled_shipment_gives_its_orders_back_to_the_route() {
        three();
        plan().expect(200);
        JsonNode first = commit(1).expect(200).json().at("/shipments/0");
        String gone = first.path("shipmentId").asString();
        List<String> orders = first.path("orders").valueStream().map(JsonNode::asString).toList();
        assertThat(commit(1).expect(422).problem()).isEqualTo("/problems/nothing-to-commit");
        ADMIN.post("/v1/shipments/" + gone + "/cancellation", "{\"reason\":\"车坏了\"}").expect(200);

        JsonNode route = ADMIN.get(path("")).expect(200).json();
        assertThat(route.path("state").asString()).isEqualTo("PLANNED");
        assertThat(route.path("shipments").toString()).doesNotContain(gone);
        JsonNode again = plan().expect(200).json();
        assertThat(orders(again)).containsAll(orders);
        assertThat(again.path("unplanned")).isEmpty();
        JsonNode committed = commit(2).expect(200).json().path("shipments");
        List<String> now = new ArrayList<>();
        for (JsonNode tour : committed) {
            assertThat(tour.path("shipmentId").asString()).isNotEqualTo(gone);
            tour.path("orders").forEach(order -> now.add(order.asString()));
        }
        assertThat(now).containsExactlyInAnyOrderElementsOf(orders);
    }

    /// Nor does a shipment that nobody planned by a route keep its orders from one.
    @Test
    void an_order_of_a_cancelled_shipment_is_free() {
        three();
        ADMIN.put(
                        "/v1/shipments/" + park.id("S"),
                        park.shipmentBody(park.id("O1")).replace(park.hospital, park.id("NORTH")))
                .expect(201);
        assertThat(plan().expect(200).json().at("/unplanned/0/order").asString())
                .isEqualTo(park.id("O1"));
        ADMIN.post("/v1/shipments/" + park.id("S") + "/cancellation", "{\"reason\":\"走线路\"}")
                .expect(200);
        assertThat(orders(plan().expect(200).json())).contains(park.id("O1"));
    }
}
