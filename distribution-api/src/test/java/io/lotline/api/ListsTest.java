package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.Calls.Call;
import io.lotline.projections.store.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Lists are read a page at a time, filtered by what there is, and hold what their caller may see.
class ListsTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();
    private static final TestPark PARK = new TestPark(LOTLINE);
    private static final Client OWNER = ADMIN.newKey("enterprise", PARK.owner);
    private static final Client OTHER = ADMIN.newKey("enterprise", other());
    private static final Client HERE = ADMIN.newKey("operator", null, PARK.warehouse);
    private static final Client ELSEWHERE = ADMIN.newKey("operator", null, elsewhere());

    /// Names something of which there may be none yet: whatever was produced, or is asked about.
    private static final Set<String> ANY_VALUE =
            Set.of("lot", "serial", "after", "direction", "wave", "reference", "q");

    private static final Set<String> OF_A_DOCUMENT =
            Set.of(
                    "GET /v1/pick-lists",
                    "GET /v1/statements",
                    "GET /v1/statements/events",
                    "GET /v1/shipments/{shipmentId}/delivery-note");

    private static String other() {
        PARK.enterprise(PARK.id("OTHER"), "DEPOSITOR");
        return PARK.id("OTHER");
    }

    private static String elsewhere() {
        String warehouse = PARK.id("ELSEWHERE");
        ADMIN.put("/v1/warehouses/%s/locations/A1".formatted(warehouse), "{\"zone\":\"QUALIFIED\"}")
                .expect(201);
        return warehouse;
    }

    static Stream<Call> lists() {
        return Calls.all(ADMIN).stream()
                .filter(Call::isRead)
                .filter(call -> !OF_A_DOCUMENT.contains(call.name()))
                // GS1's query language has its own values: EpcisQueriesTest
                .filter(call -> !call.name().startsWith("GET /epcis/"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_filter_that_names_nothing_is_refused_and_what_is_near_it_named(Call call) {
        call.described()
                .path("parameters")
                .forEach(
                        parameter -> {
                            String name = parameter.path("name").asString();
                            JsonNode schema = parameter.path("schema");
                            boolean text =
                                    parameter.path("in").asString().equals("query")
                                            && schema.path("type").asString("").equals("string")
                                            && !schema.has("enum")
                                            && !schema.has("format");
                            if (text && !ANY_VALUE.contains(name)) {
                                Client.Answer answer =
                                        ADMIN.get(call.atNothing() + "?" + name + "=NOPE-1");
                                assertThat(answer.status())
                                        .as(name + " " + answer.text())
                                        .isEqualTo(400);
                                assertThat(answer.json().path("field").asString()).isEqualTo(name);
                                assertThat(answer.json().path("known").isArray()).isTrue();
                                assertThat(answer.text()).contains("NOPE-1");
                            }
                        });
    }

    @Test
    void the_sweep_meets_the_filters_that_there_are() {
        Set<String> met = new LinkedHashSet<>();
        lists().forEach(
                        call ->
                                call.described()
                                        .path("parameters")
                                        .forEach(
                                                parameter ->
                                                        met.add(
                                                                parameter
                                                                        .path("name")
                                                                        .asString())));
        assertThat(met).contains("owner", "di", "warehouse", "location", "order");
    }

    @Test
    void what_is_near_an_unknown_value_is_named() {
        assertThat(known("/v1/stock?owner=" + PARK.owner + "X")).contains(PARK.owner);
        assertThat(known("/v1/orders?warehouse=" + PARK.warehouse + "X")).contains(PARK.warehouse);
        assertThat(known("/v1/stock?di=" + PARK.di + "9")).contains(PARK.di);
        assertThat(known("/v1/stock?warehouse=%s&location=%s".formatted(PARK.warehouse, "A1X")))
                .contains("A1");
    }

    @Test
    void what_expires_by_a_day_is_a_list_of_now() {
        TestPark park = new TestPark(LOTLINE);
        park.stock("SOON", 3);
        String query = "/v1/stock?owner=" + park.owner + "&expiresBy=";
        assertThat(ADMIN.get(query + "2031-05-31").expect(200).json().path("items")).hasSize(1);
        assertThat(ADMIN.get(query + "2031-05-30").expect(200).json().path("items")).isEmpty();
        assertThat(
                        ADMIN.get(query + "2031-05-31&status=PENDING_INSPECTION")
                                .expect(200)
                                .json()
                                .path("items"))
                .isEmpty();
        assertThat(ADMIN.get(query + "2031-05-31&knownAt=1").expect(400).json().path("field"))
                .hasToString("\"expiresBy\"");
    }

    @Test
    void the_locations_of_no_warehouse_are_no_empty_list() {
        assertThat(known("/v1/warehouses/" + PARK.warehouse + "X/locations"))
                .contains(PARK.warehouse);
    }

    /// Whether the other warehouse exists is not told.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/work-items",
                "/v1/stock",
                "/v1/orders",
                "/v1/inbound-notices",
                "/v1/counts",
                "/v1/shipments",
                "/v1/put-backs"
            })
    void staff_that_asks_for_another_warehouse_is_told_its_own(String list) {
        Client here = ADMIN.newKey("operator", null, PARK.warehouse);
        here.get(list + "?warehouse=" + PARK.warehouse).expect(200);
        Client.Answer none = here.get(list + "?warehouse=" + PARK.warehouse + "X").expect(403);
        assertThat(none.problem()).isEqualTo("/problems/not-your-warehouse");
        assertThat(none.json().path("warehouses").valueStream().map(JsonNode::asString))
                .containsExactly(PARK.warehouse);
        assertThat(here.get(list + "?warehouse=ELSEWHERE").text()).isEqualTo(none.text());
    }

    private static List<String> known(String path) {
        return ADMIN.get(path)
                .expect(400)
                .json()
                .path("known")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/stock?owner=",
                "/v1/orders?owner=",
                "/v1/inbound-notices?owner=",
                "/v1/holds?owner=",
                "/v1/recalls?owner="
            })
    void whether_another_enterprise_exists_is_not_told_to_an_enterprise(String list) {
        Client.Answer existing = OTHER.get(list + PARK.owner);
        Client.Answer none = OTHER.get(list + "NOPE-1");
        assertThat(existing.status()).isEqualTo(none.status());
        assertThat(existing.text()).isEqualTo(none.text()).doesNotContain(PARK.owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stock?warehouse=", "/v1/orders?warehouse="})
    void whether_another_warehouse_exists_is_not_told_to_staff_of_one(String list) {
        Client.Answer existing = ELSEWHERE.get(list + PARK.warehouse);
        Client.Answer none = ELSEWHERE.get(list + "NOPE-1");
        assertThat(existing.status()).isEqualTo(none.status());
        assertThat(existing.text()).isEqualTo(none.text()).doesNotContain(PARK.warehouse);
    }

    @Test
    void holds_are_listed_to_whom_they_concern() {
        PARK.stock("HELD", 2);
        String hold = hold("\"lot\":\"HELD\"");
        String here = hold("\"lot\":\"HELD\",\"location\":\"%s/A1\"".formatted(PARK.warehouse));
        String others = hold("\"lot\":\"HELD\",\"owner\":\"%s\"".formatted(PARK.id("OTHER")));
        ADMIN.post("/v1/holds/" + here + "/release", null).expect(200);

        assertThat(holds(ADMIN, "")).contains(hold, here, others);
        assertThat(holds(ADMIN, "&state=OPEN")).contains(hold, others).doesNotContain(here);
        assertThat(holds(ADMIN, "&lot=HELD&state=RELEASED")).contains(here).doesNotContain(hold);
        assertThat(holds(ADMIN, "&owner=" + PARK.owner))
                .contains(hold, here)
                .doesNotContain(others);
        assertThat(holds(OWNER, "")).contains(hold, here).doesNotContain(others);
        assertThat(holds(OTHER, "")).contains(others).doesNotContain(hold, here);
        assertThat(holds(HERE, "")).contains(hold, here, others);
        assertThat(holds(ELSEWHERE, "")).contains(hold, others).doesNotContain(here);
        JsonNode row =
                OWNER.get("/v1/holds?state=OPEN&di=" + PARK.di).expect(200).json().at("/items/0");
        assertThat(row.path("name").asString()).isEqualTo("冠状动脉支架");
        assertThat(row.has("heldBy")).isFalse();
    }

    @Test
    void goods_of_another_warehouse_are_neither_stopped_nor_freed() {
        PARK.stock("DAMP", 2);
        String elsewhere = PARK.id("ELSEWHERE");
        Client theirs = ADMIN.newKey("quality", null, elsewhere);
        Client ours = ADMIN.newKey("quality", null, PARK.warehouse);
        String bin = "{\"di\":\"%s\",\"location\":\"%s\",\"reason\":\"damp\"}";
        String there = bin.formatted(PARK.di, PARK.warehouse + "/A1");
        assertThat(theirs.post("/v1/holds", there).expect(403).problem())
                .isEqualTo("/problems/not-your-warehouse");
        String hold = ours.post("/v1/holds", there).expect(201).json().path("holdId").asString();
        assertThat(holds(theirs, "")).doesNotContain(hold);
        assertThat(holds(ours, "")).contains(hold);
        String release = "/v1/holds/" + hold + "/release";
        assertThat(theirs.post(release, null).expect(404).problem())
                .isEqualTo("/problems/unknown-hold");
        ours.post(release, null).expect(200);

        String which = bin.formatted(PARK.di, "A1");
        assertThat(ADMIN.post("/v1/holds", which).expect(400).text())
                .contains("Several warehouses have a location A1");
        String own = theirs.post("/v1/holds", which).expect(201).json().path("holdId").asString();
        assertThat(holds(theirs, "")).contains(own);
        assertThat(holds(ours, "")).doesNotContain(own);
    }

    @Test
    void a_hold_of_the_goods_of_one_who_has_none_is_refused() {
        String body = "{\"di\":\"%s\",\"owner\":\"%s\",\"reason\":\"r\"}";
        for (String none : List.of(PARK.supplier, PARK.hospital, PARK.carrier)) {
            assertThat(ADMIN.post("/v1/holds", body.formatted(PARK.di, none)).expect(422).text())
                    .contains("wrong-role", "DEPOSITOR", none);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stock", "/v1/recalls", "/v1/holds", "/v1/adjustments"})
    void what_looks_like_a_lot_is_not_answered_with_nothing(String list) {
        TestPark park = new TestPark(LOTLINE);
        park.stock("LOTa", 2);
        Client owner = ADMIN.newKey("enterprise", park.owner);
        // what is spelt alike is told by the view of searches
        String head = ADMIN.get("/v1/log/head").json().path("position").asString();
        ADMIN.get("/v1/search?q=LOTa", "Wait-For-Position", head).expect(200);
        for (Client caller : List.of(ADMIN, owner)) {
            String here = list + "?di=" + park.di + "&lot=";
            caller.get(here + "LOTa").expect(200);
            caller.get(here + "OTHER").expect(200);
            for (String alike :
                    List.of("%EF%BC%ACOTa", "LOTa%20", "LOTa%E2%80%8B", "lota", "LOTA")) {
                Client.Answer unknown = caller.get(here + alike).expect(400);
                assertThat(unknown.json().path("known").toString())
                        .as(unknown.text())
                        .isEqualTo("[\"LOTa\"]");
                assertThat(
                                caller.get("/v1/trace/lots/" + park.di + "/" + alike)
                                        .expect(404)
                                        .json()
                                        .path("known")
                                        .toString())
                        .as(alike)
                        .isEqualTo("[\"LOTa\"]");
            }
        }
        assertThat(OTHER.get(list + "?di=" + park.di + "&lot=lota").expect(200).text())
                .doesNotContain("LOTa");
        assertThat(OTHER.get("/v1/trace/lots/" + park.di + "/lota").expect(404).text())
                .doesNotContain("LOTa");
    }

    private static String hold(String parts) {
        return ADMIN.post(
                        "/v1/holds",
                        "{\"di\":\"%s\",%s,\"reason\":\"r\"}".formatted(PARK.di, parts))
                .expect(201)
                .json()
                .path("holdId")
                .asString();
    }

    private static List<String> holds(Client caller, String more) {
        return ids(caller, "/v1/holds?limit=1&di=" + PARK.di + more, "holdId");
    }

    @Test
    void recalls_are_listed_to_whom_they_concern() {
        PARK.stock("CALLED", 2);
        PARK.recall("RL-1", "CALLED").expect(201);
        PARK.recallOfWhatComes("RL-2", "NEVER-HERE").expect(201);
        ADMIN.post("/v1/recalls/" + PARK.id("RL-1") + "/close", null).expect(200);

        assertThat(recalls(ADMIN, "")).contains(PARK.id("RL-1"), PARK.id("RL-2"));
        assertThat(recalls(ADMIN, "&state=CLOSED&lot=CALLED")).containsExactly(PARK.id("RL-1"));
        assertThat(recalls(ADMIN, "&state=OPEN"))
                .contains(PARK.id("RL-2"))
                .doesNotContain(PARK.id("RL-1"));
        assertThat(recalls(ADMIN, "&owner=" + PARK.owner))
                .contains(PARK.id("RL-1"))
                .doesNotContain(PARK.id("RL-2"));
        assertThat(recalls(OWNER, "")).contains(PARK.id("RL-1")).doesNotContain(PARK.id("RL-2"));
        assertThat(recalls(OTHER, "")).isEmpty();
        assertThat(recalls(HERE, "")).contains(PARK.id("RL-1"), PARK.id("RL-2"));
    }

    private static List<String> recalls(Client caller, String more) {
        return ids(caller, "/v1/recalls?limit=1&di=" + PARK.di + more, "recallId");
    }

    private static List<String> ids(Client caller, String path, String id) {
        List<String> ids = new ArrayList<>();
        items(caller, path).forEach(item -> ids.add(item.path(id).asString()));
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        return ids;
    }

    /// All pages of a list.
    private static List<JsonNode> items(Client caller, String path) {
        List<JsonNode> items = new ArrayList<>();
        @Nullable String next = path;
        while (next != null) {
            Client.Answer page = caller.get(next).expect(200);
            assertThat(page.position()).isPositive();
            page.json().path("items").forEach(items::add);
            String link = page.header("Link");
            Matcher matcher = NEXT.matcher(link == null ? "" : link);
            next = matcher.find() ? matcher.group(1) : null;
        }
        return items;
    }

    @Test
    void a_cursor_is_of_one_list_with_its_filters() {
        PARK.stock("CUR-1", 1);
        PARK.stock("CUR-2", 1);
        String stock = "/v1/stock?limit=1&owner=" + PARK.owner;
        String after = cursor(ADMIN.get(stock).expect(200));
        ADMIN.get(stock + "&after=" + after).expect(200);
        ADMIN.get("/v1/stock?after=%s&owner=%s&limit=7".formatted(after, PARK.owner)).expect(200);
        List<Call> paged = lists().filter(ListsTest::isPaged).toList();
        assertThat(paged)
                .extracting(Call::name)
                .contains("GET /v1/orders", "GET /v1/recalls/{recallId}/locations");
        paged.forEach(call -> isForeign(call.atNothing() + "?after=" + after));
        isForeign("/v1/stock?after=" + after);
        isForeign("/v1/stock?after=%s&owner=%s".formatted(after, PARK.supplier));
        isForeign(stock + "&lot=CUR-1&after=" + after);
        isForeign("/v1/stock?owner=" + PARK.owner + "&after=" + Cursor.encode("x"));
    }

    private static boolean isPaged(Call call) {
        return call.described()
                .path("parameters")
                .valueStream()
                .anyMatch(
                        parameter ->
                                parameter.path("name").asString().equals("after")
                                        && parameter
                                                .at("/schema/type")
                                                .asString()
                                                .equals("string"));
    }

    private static void isForeign(String path) {
        Client.Answer answer = ADMIN.get(path);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(400);
        assertThat(answer.json().path("field").asString()).isEqualTo("after");
    }

    private static String cursor(Client.Answer page) {
        Matcher next = Pattern.compile("after=([^&>]+)").matcher(page.header("Link"));
        assertThat(next.find()).isTrue();
        return next.group(1);
    }

    @Test
    void a_wave_is_picked_page_by_page_in_the_order_of_the_bins() {
        TestPark park = new TestPark(LOTLINE);
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            park.stock("W" + i, 3);
        }
        for (int i = 0; i < 7; i++) {
            String order = park.order("WO-" + i, 2);
            ADMIN.post("/v1/orders/" + order + "/allocation", null).expect(200);
            orders.add('"' + order + '"');
        }
        String wave =
                ADMIN.post("/v1/waves", "{\"orders\":[%s]}".formatted(String.join(",", orders)))
                        .expect(201)
                        .json()
                        .path("waveId")
                        .asString();
        List<JsonNode> whole = items(ADMIN, "/v1/pick-lists?wave=" + wave);
        assertThat(whole.stream().mapToInt(item -> item.path("quantity").asInt()).sum())
                .isEqualTo(14);
        assertThat(whole.stream().map(item -> item.path("lot").asString())).isSorted();
        for (int limit : new int[] {1, 2, 3}) {
            assertThat(items(ADMIN, "/v1/pick-lists?limit=%d&wave=%s".formatted(limit, wave)))
                    .isEqualTo(whole);
        }
    }

    @Test
    void a_recalls_lists_go_on_where_its_first_pages_end() {
        TestPark park = new TestPark(LOTLINE);
        park.stock("PAGED", 9);
        List<String> hospitals = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String hospital = park.id("H" + i);
            park.enterprise(hospital, "CONSIGNEE");
            hospitals.add(hospital);
            park.location("B" + i, "QUALIFIED");
            ADMIN.post(
                            "/v1/scans",
                            park.scan(
                                    "m" + i,
                                    "move",
                                    "PAGED",
                                    1,
                                    TestPark.at("A1") + TestPark.to("B" + i)))
                    .expect(200);
        }
        for (String hospital : hospitals.subList(0, 3)) {
            String order = hospital + "-O";
            ADMIN.put(
                            "/v1/orders/" + order,
                            park.orderBody(park.owner, 1).replace(park.hospital, hospital))
                    .expect(201);
            ADMIN.post("/v1/orders/" + order + "/allocation", null).expect(200);
            JsonNode bin = ADMIN.get("/v1/pick-lists?order=" + order).json().at("/items/0");
            ADMIN.post(
                            "/v1/scans",
                            park.scan(
                                    "p" + order,
                                    "pick",
                                    "PAGED",
                                    1,
                                    TestPark.reference(order)
                                            + TestPark.at(bin.path("location").asString())))
                    .expect(200);
            park.check("c" + order, order, "PAGED", 1).expect(200);
            String shipment = park.id("S" + order);
            ADMIN.put(
                            "/v1/shipments/" + shipment,
                            park.shipmentBody(order).replace(park.hospital, hospital))
                    .expect(201);
            park.load("l" + order, shipment, "PAGED", 1).expect(200);
            ADMIN.post("/v1/shipments/" + shipment + "/dispatch", null).expect(200);
        }
        park.recall("RP", "PAGED").expect(201);
        String path = "/v1/recalls/" + park.id("RP");
        JsonNode whole = ADMIN.get(path).expect(200).json();
        assertThat(whole.path("dispatched").asInt()).isEqualTo(3);
        assertThat(whole.path("consignees")).hasSize(3);
        Client.Answer first = ADMIN.get(path + "?limit=1").expect(200);
        assertThat(first.json().path("located")).isEqualTo(whole.path("located"));
        Map<String, JsonNode> lists =
                Map.of(
                        "locations", whole.path("locations"),
                        "consignees", whole.path("consignees"));
        lists.forEach(
                (part, rows) -> {
                    String link =
                            first.headers().allValues("Link").stream()
                                    .filter(each -> each.endsWith("title=\"" + part + "\""))
                                    .findFirst()
                                    .orElseThrow();
                    Matcher next = NEXT.matcher(link);
                    assertThat(next.find()).isTrue();
                    List<JsonNode> all = new ArrayList<>();
                    first.json().path(part).forEach(all::add);
                    all.addAll(items(ADMIN, next.group(1)));
                    assertThat(all).isEqualTo(rows.valueStream().toList());
                    assertThat(items(ADMIN, "%s/%s?limit=2".formatted(path, part))).isEqualTo(all);
                });
        OTHER.get(path + "/consignees").expect(404);
        OTHER.get(path + "/locations").expect(404);
        ADMIN.get(path + "x/locations").expect(404);
    }

    @Test
    void a_packages_di_means_its_device_and_the_answer_says_so() {
        TestPark park = new TestPark(LOTLINE);
        String box = "1" + park.di.substring(0, 12);
        box += checkDigit(box);
        ADMIN.put(
                        "/v1/devices/" + park.di,
                        """
                        {"name":"冠状动脉支架","riskClass":"III","implantable":true,
                         "identifiers":{"lot":true,"expiryDate":true},
                         "packages":[{"di":"%s","contains":"%s","quantity":10}]}"""
                                .formatted(box, park.di))
                .expect(201);
        park.stock("BOXED", 3);
        park.recall("RB", "BOXED").expect(201);
        for (String path :
                List.of(
                        "/v1/stock?di=%s",
                        "/v1/recalls?di=%s", "/v1/trace/lots/%s/BOXED", "/v1/holds?di=%s")) {
            Client.Answer byDevice = ADMIN.get(path.formatted(park.di)).expect(200);
            Client.Answer byBox = ADMIN.get(path.formatted(box)).expect(200);
            assertThat(byDevice.header("Device-DI")).isNull();
            assertThat(byBox.header("Device-DI")).isEqualTo(park.di);
            assertThat(byBox.text()).isEqualTo(byDevice.text());
        }
        assertThat(ADMIN.get("/v1/stock?di=" + box).json().at("/items/0/di").asString())
                .isEqualTo(park.di);
    }

    private static int checkDigit(String thirteen) {
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (thirteen.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return (10 - sum % 10) % 10;
    }
}
