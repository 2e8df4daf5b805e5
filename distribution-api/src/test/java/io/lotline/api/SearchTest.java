package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// One box finds whatever somebody has in the hand or in mind, and nothing that is another's.
class SearchTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();
    private static final TestPark PARK = new TestPark(LOTLINE);
    private static final String LOT = "Lot-" + PARK.prefix + "a";
    private static final String SERIAL_DI = TestPark.gtin("0691234500001");
    private static final String PACKAGE_DI = TestPark.gtin("1691234500001");
    private static final String REGISTRATION = "国械注准2021313" + PARK.prefix + "09";
    private static final String SSCC = "369712340000000515";
    private static final String ORDER = build();

    private static String build() {
        ADMIN.put(
                        "/v1/devices/" + SERIAL_DI,
                        """
                        {"name":"可吸收药物洗脱冠脉支架系统 Absorb Pro","model":"AP-35","riskClass":"III","implantable":true,
                         "registrationNumber":"%s",
                         "identifiers":{"lot":true,"serial":true,"expiryDate":true},
                         "packages":[{"di":"%s","contains":"%s","quantity":5}]}"""
                                .formatted(REGISTRATION, PACKAGE_DI, SERIAL_DI))
                .expect(201);
        ADMIN.put(
                        "/v1/enterprises/" + PARK.id("CLINIC"),
                        "{\"name\":\"上海市第六人民医院\",\"unifiedSocialCreditCode\":\"91310000MA1FL%s\",\"roles\":[\"CONSIGNEE\"]}"
                                .formatted(PARK.prefix.replace("-", "")))
                .expect(201);
        PARK.stock(LOT, 5);
        String notice = PARK.id("SN");
        ADMIN.put(
                        "/v1/inbound-notices/" + notice,
                        """
                        {"owner":"%s","supplier":"%s","warehouse":"%s","lines":[{"di":"%s","quantity":5}]}"""
                                .formatted(PARK.owner, PARK.supplier, PARK.warehouse, SERIAL_DI))
                .expect(201);
        ADMIN.post(
                        "/v1/scans",
                        """
                        {"scanId":"%s","task":"receive","reference":"%s","warehouse":"%s","location":"DOCK",
                         "container":"%s","symbols":["]d201%s1731053110SL9\\u001d21SER-77x"],"quantity":1}"""
                                .formatted(PARK.id("rs"), notice, PARK.warehouse, SSCC, SERIAL_DI)
                                .replace("\"container\":\"%s\",".formatted(SSCC), ""))
                .expect(200);
        String order = PARK.order("ORD", 2);
        PARK.shipment("SHIP", order);
        PARK.recall("RCL", LOT).expect(201);
        return order;
    }

    private static List<JsonNode> search(Client client, String q) {
        Client.Answer answer =
                client.get("/v1/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
        List<JsonNode> items = new ArrayList<>();
        answer.expect(200).json().path("items").forEach(items::add);
        return items;
    }

    private static List<String> found(Client client, String q) {
        return search(client, q).stream()
                .map(item -> item.path("kind").asString() + " " + item.path("id").asString())
                .toList();
    }

    @Test
    void a_lot_is_found_in_any_case_and_width() {
        for (String q :
                List.of(
                        LOT,
                        LOT.toLowerCase(java.util.Locale.ROOT),
                        LOT.toUpperCase(java.util.Locale.ROOT),
                        " " + LOT + " ",
                        LOT.replace("L", "Ｌ"),
                        LOT.substring(0, LOT.length() - 1))) {
            assertThat(found(ADMIN, q)).as(q).contains("LOT " + LOT);
        }
        JsonNode lot = search(ADMIN, LOT).getFirst();
        assertThat(lot.path("title").asString()).isEqualTo(LOT);
        assertThat(lot.path("detail").asString()).isEqualTo("冠状动脉支架 · " + PARK.di);
        ADMIN.get(lot.path("href").asString()).expect(200);
    }

    @Test
    void a_device_is_found_by_what_it_has() {
        String device = "DEVICE " + SERIAL_DI;
        for (String q :
                List.of(
                        SERIAL_DI,
                        SERIAL_DI.substring(1),
                        PACKAGE_DI,
                        REGISTRATION,
                        "国械注准2021313",
                        "AP-35",
                        "洗脱冠脉",
                        "支架系统",
                        "可吸收",
                        "absorb",
                        "ABSORB PRO",
                        "统 Abs",
                        "可吸收药物洗脱冠脉支架系统 Absorb Pro")) {
            assertThat(found(ADMIN, q)).as(q).contains(device);
        }
        assertThat(found(ADMIN, "药物球囊")).isEmpty();
        assertThat(search(ADMIN, SERIAL_DI).getFirst().path("title").asString())
                .startsWith("可吸收药物");
    }

    @Test
    void a_label_is_found_however_it_is_read() {
        for (String q :
                List.of(
                        "]d201" + SERIAL_DI + "1731053110SL9\u001d21SER-77x",
                        "(01)" + SERIAL_DI + "(17)310531(10)SL9(21)SER-77x",
                        "https://id.gs1.org/01/" + SERIAL_DI + "/10/SL9/21/SER-77x")) {
            assertThat(found(ADMIN, q))
                    .as(q)
                    .contains("DEVICE " + SERIAL_DI, "LOT SL9", "SERIAL SER-77x");
        }
        assertThat(found(ADMIN, "(01)" + PACKAGE_DI + "(10)SL9"))
                .contains("DEVICE " + SERIAL_DI, "LOT SL9");
    }

    @Test
    void every_document_is_found_by_its_number() {
        assertThat(found(ADMIN, ORDER)).startsWith("ORDER " + ORDER);
        assertThat(found(ADMIN, PARK.id("ASN-" + LOT))).contains("NOTICE " + PARK.id("ASN-" + LOT));
        assertThat(found(ADMIN, PARK.id("SHIP"))).contains("SHIPMENT " + PARK.id("SHIP"));
        assertThat(found(ADMIN, PARK.id("rcl"))).contains("RECALL " + PARK.id("RCL"));
        assertThat(found(ADMIN, "ser-77X")).contains("SERIAL SER-77x");
        assertThat(found(ADMIN, "第六人民")).contains("ENTERPRISE " + PARK.id("CLINIC"));
        assertThat(found(ADMIN, PARK.id("CLINIC"))).contains("ENTERPRISE " + PARK.id("CLINIC"));
        for (JsonNode item : search(ADMIN, PARK.prefix)) {
            ADMIN.get(item.path("href").asString()).expect(200);
        }
    }

    @Test
    void nobody_finds_what_it_may_not_see() {
        TestPark other = new TestPark(LOTLINE);
        Client owner = ADMIN.newKey("enterprise", PARK.owner);
        Client stranger = ADMIN.newKey("enterprise", other.owner);
        Client elsewhere = ADMIN.newKey("operator", null, "ELSEWHERE");
        Client here = ADMIN.newKey("operator", null, PARK.warehouse);
        for (String q :
                List.of(
                        LOT,
                        "SER-77x",
                        ORDER,
                        PARK.id("ASN-" + LOT),
                        "]d201" + SERIAL_DI + "1731053110SL9\u001d21SER-77x")) {
            assertThat(found(owner, q)).as(q).isNotEmpty();
            assertThat(found(here, q)).as(q).isNotEmpty();
            assertThat(found(elsewhere, q)).as(q).noneMatch(SearchTest::isOfThePark);
            assertThat(found(stranger, q)).as(q).noneMatch(SearchTest::isOfThePark);
        }
        assertThat(found(owner, PARK.id("RCL"))).contains("RECALL " + PARK.id("RCL"));
        assertThat(found(stranger, PARK.id("RCL"))).isEmpty();
        assertThat(found(owner, PARK.id("SHIP"))).isEmpty();
        assertThat(found(owner, "第六人民")).isEmpty();
        assertThat(found(owner, PARK.owner)).contains("ENTERPRISE " + PARK.owner);
        assertThat(ADMIN.newKey("sensor", null).get("/v1/search?q=x").status()).isEqualTo(403);
    }

    private static boolean isOfThePark(String found) {
        return !found.startsWith("DEVICE");
    }

    @Test
    void a_name_that_was_changed_is_found_by_the_new_one_only() {
        String di = TestPark.gtin("0691234500002");
        String file =
                "{\"name\":\"%s\",\"riskClass\":\"II\",\"implantable\":false,\"identifiers\":{\"lot\":true}}";
        ADMIN.put("/v1/devices/" + di, file.formatted("旧名称导管甲乙")).expect(201);
        assertThat(found(ADMIN, "导管甲乙")).containsExactly("DEVICE " + di);
        Client.Answer now = ADMIN.get("/v1/devices/" + di);
        ADMIN.send(
                        "PUT",
                        "/v1/devices/" + di,
                        file.formatted("新名称导丝丙丁"),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        String.valueOf(now.header("ETag")))
                .expect(201);
        assertThat(found(ADMIN, "导丝丙丁")).containsExactly("DEVICE " + di);
        assertThat(found(ADMIN, "导管甲乙")).isEmpty();
        assertThat(found(ADMIN, di)).containsExactly("DEVICE " + di);
    }

    private static List<String> lots(Client client, String path) {
        List<String> lots = new ArrayList<>();
        String next = path;
        while (next != null) {
            Client.Answer answer = client.get(next).expect(200);
            answer.json().path("items").forEach(item -> lots.add(item.path("lot").asString()));
            String link = answer.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        return lots;
    }

    @Test
    void the_lots_of_a_device_are_listed_each_once_to_whom_they_concern() {
        TestPark park = new TestPark(LOTLINE);
        for (String lot : List.of("B-2", "A-1", "C/3")) {
            park.stock(lot, 2);
        }
        String path = "/v1/devices/" + park.di + "/lots";
        assertThat(lots(ADMIN, path)).containsExactly("A-1", "B-2", "C/3");
        assertThat(lots(ADMIN, path + "?limit=2")).containsExactly("A-1", "B-2", "C/3");
        JsonNode first = ADMIN.get(path).json().at("/items/2");
        assertThat(first.path("name").asString()).isEqualTo("冠状动脉支架");
        ADMIN.get(first.path("href").asString()).expect(200);
        // those of two warehouses are one list
        Client both = ADMIN.newKey("operator", null, park.warehouse, "ELSEWHERE");
        String elsewhere = park.id("ASN-E");
        ADMIN.put(
                        "/v1/inbound-notices/" + elsewhere,
                        park.noticeBody(park.owner, "A-1", 1).replace(park.warehouse, "ELSEWHERE"))
                .expect(201);
        ADMIN.post(
                        "/v1/scans",
                        park.scan(
                                        "e",
                                        "receive",
                                        "A-1",
                                        1,
                                        TestPark.reference(elsewhere) + TestPark.at("DOCK"))
                                .replace(park.warehouse, "ELSEWHERE"))
                .expect(200);
        assertThat(lots(both, path + "?limit=1")).containsExactly("A-1", "B-2", "C/3");
        assertThat(lots(ADMIN.newKey("operator", null, "ELSEWHERE"), path)).containsExactly("A-1");
        assertThat(lots(ADMIN.newKey("enterprise", park.owner), path)).hasSize(3);
        assertThat(lots(ADMIN.newKey("enterprise", PARK.owner), path)).isEmpty();
        assertThat(found(ADMIN, park.di)).containsExactly("DEVICE " + park.di);
        ADMIN.get("/v1/devices/" + TestPark.gtin("0699999900001") + "/lots").expect(404);
    }

    @Test
    void a_regulators_search_is_recorded() {
        Client regulator = ADMIN.newKey("regulator", null);
        long before = ADMIN.get("/v1/log/head").position();
        assertThat(found(regulator, LOT)).contains("LOT " + LOT);
        assertThat(ADMIN.get("/v1/log/head").position()).isEqualTo(before + 1);
        assertThat(ADMIN.get("/v1/log/events?from=" + (before + 1)).text())
                .contains("/v1/search", "q=" + LOT);
    }

    @Test
    void a_search_is_bounded_and_a_table_too() {
        assertThat(search(ADMIN, "P").size()).isLessThanOrEqualTo(50);
        assertThat(ADMIN.get("/v1/search?q=" + LOT, "Accept", "text/csv").expect(200).text())
                .contains("kind,id,title,detail,href", "LOT,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\",
                ".*",
                "$ne",
                "%",
                "'",
                "\"",
                "{}",
                "[",
                "(",
                "\u0000",
                "\t",
                "\uFFFF",
                "😀",
                "𠮷野家",
                "é",
                "ß",
                "İ",
                "\u200B",
                "-",
                "0",
                "00000000",
                "12345678",
                "99999999999999",
                "00369712340000000515",
                "+",
                "+A1",
                "MA.1",
                "=",
                "http://",
                "https://x/01/1",
                "　",
                "a\tb",
                "A\u001dB",
                "null",
                "undefined",
                "/../..",
                "<script>",
                "1 OR 1=1"
            })
    void whatever_is_written_is_answered(String q) {
        Client.Answer answer =
                ADMIN.get("/v1/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(q).isIn(200, 400);
        assertThat(answer.text().length()).isLessThan(30_000);
    }

    @Test
    void what_is_no_search_is_refused() {
        assertThat(ADMIN.get("/v1/search").status()).isEqualTo(400);
        assertThat(ADMIN.get("/v1/search?q=").status()).isEqualTo(400);
        assertThat(ADMIN.get("/v1/search?q=%20").status()).isEqualTo(400);
        assertThat(ADMIN.get("/v1/search?q=" + "x".repeat(4_097)).status()).isEqualTo(400);
        assertThat(ADMIN.get("/v1/search?q=" + "x".repeat(4_096)).status()).isEqualTo(200);
    }
}
