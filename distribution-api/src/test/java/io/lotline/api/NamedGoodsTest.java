package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Devices with serial numbers go by these from door to door, through the API.
class NamedGoodsTest {
    private static final TestPark PARK = new TestPark(RunningLotline.shared());
    private static final Client ADMIN = PARK.admin;
    private static final String PUMP =
            TestPark.gtin("0691%09d".formatted(PARK.hashCode() % 99_999));
    private static final String SSCC = "106141412345678908";
    private static final Docs DOCS = Docs.made();

    /// Everything that a step may refer to.
    private record Docs(String notice, String order, String shipment) {
        static Docs made() {
            ADMIN.put(
                            "/v1/devices/" + PUMP,
                            """
                            {"name":"输液泵","riskClass":"III","implantable":false,
                             "identifiers":{"lot":true,"serial":true}}""")
                    .expect(201);
            String notice = PARK.id("PUMPS");
            ADMIN.put(
                            "/v1/inbound-notices/" + notice,
                            """
                            {"owner":"%s","supplier":"%s","warehouse":"%s",
                             "lines":[{"di":"%s","quantity":100}]}"""
                                    .formatted(PARK.owner, PARK.supplier, PARK.warehouse, PUMP))
                    .expect(201);
            String order = NamedGoodsTest.order("SO-STEPS", 9);
            return new Docs(notice, order, PARK.shipment("SH-STEPS", order));
        }

        String reference(String task) {
            return switch (task) {
                case "receive", "putaway" -> notice;
                case "load", "unload" -> shipment;
                default -> order;
            };
        }
    }

    private static String order(String suffix, int quantity) {
        String id = PARK.id(suffix);
        ADMIN.put(
                        "/v1/orders/" + id,
                        """
                        {"owner":"%s","consignee":"%s","warehouse":"%s",
                         "lines":[{"lineId":"1","di":"%s","quantity":%d}]}"""
                                .formatted(
                                        PARK.owner, PARK.hospital, PARK.warehouse, PUMP, quantity))
                .expect(201);
        return id;
    }

    private static Client.Answer scan(String task, String reference, String serial, String at) {
        return ADMIN.post("/v1/scans", scanBody(task, reference, "\u001d21" + serial, at));
    }

    private static String scanBody(String task, String reference, String serial, String at) {
        return """
               {"scanId":"%s","task":"%s","warehouse":"%s","reference":"%s","quantity":1,
                %s"symbols":["]d201%s10P1%s"]%s}"""
                .formatted(
                        PARK.id(java.util.UUID.randomUUID().toString().substring(0, 12)),
                        task,
                        PARK.warehouse,
                        reference,
                        task.equals("pack") ? "\"container\":\"" + SSCC + "\"," : "",
                        PUMP,
                        serial.replace("\u001d", "\\u001d"),
                        at);
    }

    private static void stocked(String... serials) {
        for (String serial : serials) {
            scan("receive", DOCS.notice(), serial, TestPark.at("DOCK")).expect(200);
        }
        inspect("QUALIFIED", List.of(serials)).expect(201);
        for (String serial : serials) {
            scan("putaway", DOCS.notice(), serial, TestPark.at("DOCK") + TestPark.to("A1"))
                    .expect(200);
        }
    }

    private static Client.Answer inspect(String conclusion, List<String> serials) {
        return ADMIN.post(
                "/v1/inspections",
                """
                {"noticeId":"%s","di":"%s","lot":"P1","conclusion":"%s","location":"DOCK",
                 "serials":%s}"""
                        .formatted(
                                DOCS.notice(),
                                PUMP,
                                conclusion,
                                Client.JSON.writeValueAsString(serials)));
    }

    /// What is shown of each piece, as `status allocated available`.
    private static Map<String, String> shown(long position, String... serials) {
        Map<String, String> shown = new TreeMap<>();
        for (JsonNode row :
                ADMIN.get("/v1/stock?di=" + PUMP, "Wait-For-Position", Long.toString(position))
                        .expect(200)
                        .json()
                        .path("items")) {
            String serial = row.path("serial").asString();
            if (List.of(serials).contains(serial)) {
                shown.put(
                        serial,
                        row.path("status").asString()
                                + " "
                                + row.path("allocated").asInt()
                                + " "
                                + row.path("available").asInt());
            }
        }
        return shown;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receive", "putaway", "move", "pick", "check", "pack", "load", "unload", "count",
                "return"
            })
    void a_step_without_the_serial_number_is_told_what_is_missing(String task) {
        String at =
                switch (task) {
                    case "putaway" -> TestPark.at("DOCK") + TestPark.to("A1");
                    case "move" -> TestPark.at("A1") + TestPark.to("DOCK");
                    case "receive" -> TestPark.at("DOCK");
                    case "return" -> TestPark.at("DOCK");
                    default -> TestPark.at("A1");
                };

        JsonNode answer =
                ADMIN.post("/v1/scans", scanBody(task, DOCS.reference(task), "", at))
                        .expect(200)
                        .json();

        assertThat(answer.path("outcome").asString()).isEqualTo("incomplete");
        assertThat(answer.path("missing").toString()).isEqualTo("[\"serial\"]");
    }

    @Test
    void an_inspection_without_serial_numbers_is_told_what_is_missing() {
        Client.Answer answer =
                ADMIN.post(
                        "/v1/inspections",
                        """
                        {"noticeId":"%s","di":"%s","lot":"P1","conclusion":"QUALIFIED",
                         "quantity":1}"""
                                .formatted(DOCS.notice(), PUMP));
        assertThat(answer.problem()).isEqualTo("/problems/incomplete-item");
        assertThat(answer.json().path("missing").toString()).isEqualTo("[\"serials\"]");
    }

    @Test
    void the_piece_that_was_dropped_is_condemned_and_no_other() {
        for (String serial : List.of("D1", "D2", "D3")) {
            scan("receive", DOCS.notice(), serial, TestPark.at("DOCK")).expect(200);
        }
        JsonNode dropped = inspect("NON_CONFORMING", List.of("D2")).expect(201).json();
        assertThat(dropped.path("location").asString()).isEqualTo("DOCK");
        assertThat(dropped.path("serials").toString()).isEqualTo("[\"D2\"]");
        assertThat(inspect("QUALIFIED", List.of("D1", "D2")).problem())
                .isEqualTo("/problems/serials-not-waiting");
        long position = inspect("QUALIFIED", List.of("D1", "D3")).expect(201).position();

        // accepted goods on the dock are not for sale yet
        assertThat(shown(position, "D1", "D2", "D3"))
                .containsExactly(
                        Map.entry("D1", "QUALIFIED 0 0"),
                        Map.entry("D2", "NON_CONFORMING 0 0"),
                        Map.entry("D3", "QUALIFIED 0 0"));
    }

    @Test
    void a_promise_of_a_piece_is_of_that_piece() {
        stocked("P1", "P2");
        String first = order("SO-P1", 1);
        String second = order("SO-P2", 1);
        String mine = allocated(first);
        Client.Answer answer = ADMIN.post("/v1/orders/" + second + "/allocation", null).expect(200);
        String yours = serialOf(answer);
        assertThat(yours).isNotEmpty().isNotEqualTo(mine);
        assertThat(shown(answer.position(), mine, yours).values())
                .containsExactly("QUALIFIED 1 0", "QUALIFIED 1 0");

        assertThat(scan("pick", second, mine, TestPark.at("A1")).problem())
                .isEqualTo("/problems/insufficient-stock");
        scan("pick", second, yours, TestPark.at("A1")).expect(200);

        // the pick list names the piece
        String list =
                ADMIN.get(
                                "/v1/pick-lists?order=" + first,
                                "Wait-For-Position",
                                Long.toString(answer.position()))
                        .expect(200)
                        .text();
        assertThat(list).contains("\"serial\":\"" + mine + "\"");
        scan("pick", first, mine, TestPark.at("A1")).expect(200);
    }

    @Test
    void who_takes_promises_back_learns_which_pieces_are_free() {
        stocked("F1", "F2");
        String order = order("SO-F", 1);
        String mine = allocated(order);
        assertThat(mine).isNotEmpty();
        assertThat(
                        ADMIN.delete("/v1/orders/" + order + "/allocation")
                                .expect(200)
                                .json()
                                .at("/released/0/serial")
                                .asString())
                .isEqualTo(mine);
    }

    /// A piece that was picked in place of a promised one counts as allocated, as the promised one
    /// would have; nothing does once the line is not wanted.
    @Test
    void what_is_allocated_has_one_meaning() {
        stocked("G1", "G2", "G3");
        String order = order("SO-G", 2);
        Client.Answer allocation =
                ADMIN.post("/v1/orders/" + order + "/allocation", null).expect(200);
        String promised = allocation.json().path("lines").toString();
        String other =
                List.of("G1", "G2", "G3").stream()
                        .filter(each -> !promised.contains("\"" + each + "\""))
                        .findFirst()
                        .orElseThrow();
        assertThat(line(order)).isEqualTo("2 2 0");
        scan("pick", order, other, TestPark.at("A1")).expect(200);
        assertThat(line(order)).isEqualTo("2 2 1");
        ADMIN.post("/v1/orders/" + order + "/cancellation", "{\"reason\":\"取消\"}").expect(200);
        assertThat(line(order)).isEqualTo("0 0 1");
        scan("putaway", order, other, TestPark.at("A1") + TestPark.to("A1")).expect(200);
        assertThat(line(order)).isEqualTo("0 0 0");
    }

    /// `ordered allocated picked` of an order's line.
    private static String line(String order) {
        JsonNode line = ADMIN.get("/v1/orders/" + order).expect(200).json().at("/lines/0");
        return "%d %d %d"
                .formatted(
                        line.path("ordered").asInt(),
                        line.path("allocated").asInt(),
                        line.path("picked").asInt());
    }

    private static String allocated(String order) {
        return serialOf(ADMIN.post("/v1/orders/" + order + "/allocation", null).expect(200));
    }

    private static String serialOf(Client.Answer allocation) {
        return allocation.json().at("/lines/0/allocations/0/serial").asString();
    }

    @Test
    void a_recall_stops_the_piece_that_it_names() {
        stocked("R1", "R2");
        long position =
                ADMIN.put(
                                "/v1/recalls/" + PARK.id("R-PIECE"),
                                """
                                {"level":1,"di":"%s","serials":["R1"],"reason":"断裂"}"""
                                        .formatted(PUMP))
                        .expect(201)
                        .position();
        assertThat(shown(position, "R1", "R2"))
                .containsEntry("R1", "ON_HOLD 0 0")
                .hasEntrySatisfying("R2", text -> assertThat(text).startsWith("QUALIFIED"));
    }
}
