package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Labels as they come, through the front door.
class LabelScansTest {
    private static final String GS = "\\u001d";
    private static final AtomicInteger SCANS = new AtomicInteger();

    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;
    private final String notice = anyLot("ASN", 1_000);

    private String anyLot(String suffix, int quantity) {
        String id = park.id(suffix);
        admin.put(
                        "/v1/inbound-notices/" + id,
                        """
                        {"owner":"%s","supplier":"%s","warehouse":"%s","lines":[{"di":"%s","quantity":%d}]}"""
                                .formatted(
                                        park.owner,
                                        park.supplier,
                                        park.warehouse,
                                        park.di,
                                        quantity))
                .expect(201);
        return id;
    }

    private Client.Answer receive(String more, String... symbols) {
        return scan("receive", notice, more, symbols);
    }

    private Client.Answer scan(String task, String reference, String more, String... symbols) {
        return admin.post("/v1/scans", body(next(), task, reference, more, symbols));
    }

    private String next() {
        return park.id("L" + SCANS.incrementAndGet());
    }

    private String body(
            String scanId, String task, String reference, String more, String... symbols) {
        return """
               {"scanId":"%s","task":"%s","warehouse":"%s","reference":"%s","location":"DOCK","symbols":[%s]%s}"""
                .formatted(
                        scanId,
                        task,
                        park.warehouse,
                        reference,
                        Arrays.stream(symbols)
                                .map(s -> "\"" + s + "\"")
                                .collect(Collectors.joining(",")),
                        more);
    }

    private String label(String rest) {
        return "]d201" + park.di + "17310531" + rest;
    }

    private static void accepted(Client.Answer answer, String lot) {
        assertThat(answer.expect(200).json().path("outcome").asString()).isEqualTo("accepted");
        assertThat(answer.json().at("/item/lot").asString()).isEqualTo(lot);
    }

    @Test
    void a_date_like_lot_is_asked_once_and_then_known() {
        String symbol = label("1020210305");
        String scanId = next();
        Client.Answer asked =
                admin.post("/v1/scans", body(scanId, "receive", notice, "", symbol)).expect(422);
        assertThat(asked.problem()).isEqualTo("/problems/ambiguous-scan");
        JsonNode candidates = asked.json().path("candidates");
        assertThat(candidates.path(0).path("lot").asString()).isEqualTo("20210305");
        assertThat(asked.json().path("readings").asInt()).isEqualTo(candidates.size());

        Client.Answer settled =
                admin.post(
                        "/v1/scans",
                        body(
                                scanId,
                                "receive",
                                notice,
                                ",\"reading\":" + candidates.path(0),
                                symbol));
        accepted(settled, "20210305");
        JsonNode event =
                admin.get(
                                "/v1/log/events?limit=1&from="
                                        + (settled.json().path("position").asLong() - 1))
                        .json()
                        .at("/items/0");
        assertThat(event.path("name").asString()).isEqualTo("lotline.LabelSettled");
        assertThat(event.at("/data/by").asString()).isEqualTo("PERSON");
        assertThat(event.at("/data/lot").asString()).isEqualTo("20210305");

        accepted(receive("", symbol), "20210305");
        assertThat(
                        admin.post(
                                        "/v1/scans",
                                        body(
                                                scanId,
                                                "receive",
                                                notice,
                                                ",\"reading\":" + candidates.path(0),
                                                symbol))
                                .header("Idempotent-Replay"))
                .isEqualTo("true");
    }

    @Test
    void a_person_may_name_the_lot_alone_but_not_what_is_no_candidate() {
        String symbol = "01" + park.di + "17310531" + "10L117310531";
        Client.Answer refused = receive(",\"reading\":{\"lot\":\"L11\"}", symbol).expect(422);
        assertThat(refused.problem()).isEqualTo("/problems/reading-not-offered");
        assertThat(refused.json().path("candidates").isEmpty()).isFalse();
        accepted(receive(",\"reading\":{\"lot\":\"L1\"}", symbol), "L1");
        assertThat(receive(",\"reading\":{\"lot\":\"L9\"}", label("10L9" + "X")).problem())
                .isEqualTo("/problems/reading-not-offered");
    }

    @Test
    void the_notice_s_lot_or_a_second_symbol_settles_without_a_question() {
        String announced = park.notice("ASN-DATED", "20210306", 10);
        accepted(scan("receive", announced, "", label("1020210306")), "20210306");
        accepted(receive("", label("1020210307"), "1020210307" + GS), "20210307");
    }

    @Test
    void a_device_that_needs_no_serial_number_does_not_make_one_lot_of_two_fields() {
        assertThat(receive("", label("10L121S1")).problem()).isEqualTo("/problems/ambiguous-scan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<GS>",
                "{GS}",
                "^]",
                "\\\\x1d",
                "\\\\x1D",
                "\\\\u001d",
                "<gs>",
                "[FNC1]",
                "{FNC1}"
            })
    void what_a_scanner_types_for_fnc1_is_never_in_a_lot(String typed) {
        String symbol = "01" + park.di + "17310531" + "10LOT7" + typed + "240X" + typed + "21S-1";
        Client.Answer parsed = parse(symbol);
        assertThat(parsed.json().at("/items/0/outcome").asString()).isEqualTo("read");
        assertThat(parsed.json().at("/items/0/lot").asString()).isEqualTo("LOT7");
        assertThat(parsed.json().at("/items/0/serial").asString()).isEqualTo("S-1");
        accepted(receive("", symbol), "LOT7");
        accepted(receive("", typed + "01" + park.di + "17310531" + "10LOT7" + typed), "LOT7");
    }

    private Client.Answer parse(String... symbols) {
        return admin.post(
                        "/v1/scans/parse",
                        "{\"symbols\":[%s]}"
                                .formatted(
                                        Arrays.stream(symbols)
                                                .map(s -> "\"" + s + "\"")
                                                .collect(Collectors.joining(","))))
                .expect(200);
    }

    @Test
    void tabs_and_line_ends_around_a_symbol_fall_away() {
        accepted(receive("", "\\t\\r\\n" + label("10LOT8") + "\\t\\r\\n"), "LOT8");
    }

    @Test
    void the_second_symbol_of_a_pair_is_incomplete_with_its_elements() {
        Client.Answer answer = receive("", "]C11731053110LOT9").expect(200);
        assertThat(answer.json().path("outcome").asString()).isEqualTo("incomplete");
        assertThat(answer.json().path("missing").toString()).isEqualTo("[\"di\"]");
        assertThat(answer.json().at("/item/lot").asString()).isEqualTo("LOT9");
        assertThat(answer.json().at("/item/elements/0/id").asString()).isEqualTo("17");
        JsonNode parsed = parse("]C11731053110LOT9").json().at("/items/0");
        assertThat(parsed.path("outcome").asString()).isEqualTo("read");
        assertThat(parsed.path("expiryDate").asString()).isEqualTo("2031-05-31");
        assertThat(parsed.path("elements").size()).isEqualTo(2);
        accepted(receive("", "]C11731053110LOT9", "01" + park.di), "LOT9");
    }

    @Test
    void a_logistic_label_in_one_symbol_or_several_is_received_as_a_unit_with_its_content() {
        String content = "02" + park.di + "17310531" + "3712" + GS + "10UNIT1";
        Client.Answer one = receive("", "]C100" + "106141412345678908" + content);
        accepted(one, "UNIT1");
        assertThat(one.json().at("/item/quantity").asInt()).isEqualTo(12);
        assertThat(one.json().at("/item/sscc").asString()).isEqualTo("106141412345678908");
        Client.Answer several = receive("", "]C1" + content, "]C100106141412345678915");
        accepted(several, "UNIT1");
        assertThat(several.json().at("/item/sscc").asString()).isEqualTo("106141412345678915");
        assertThat(receive("", "]C1" + content).json().path("missing").toString())
                .isEqualTo("[\"sscc\"]");
        assertThat(admin.get("/v1/trace/units/106141412345678908").expect(200).json().toString())
                .contains("UNIT1");
    }

    @Test
    void a_label_that_counts_otherwise_than_the_scan_is_asked() {
        String symbol = label("3012" + GS + "10Q1");
        Client.Answer asked = receive(",\"quantity\":7", symbol).expect(422);
        assertThat(asked.problem()).isEqualTo("/problems/quantity-conflict");
        assertThat(asked.json().path("label").asInt()).isEqualTo(12);
        assertThat(asked.json().path("counted").asInt()).isEqualTo(7);
        assertThat(asked.json().path("candidates").size()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            JsonNode right = asked.json().path("candidates").path(i);
            Client.Answer settled =
                    receive(",\"quantity\":7,\"reading\":" + right, symbol).expect(200);
            assertThat(settled.json().at("/item/quantity").asInt()).isEqualTo(i == 0 ? 12 : 7);
        }
        assertThat(receive(",\"quantity\":12", symbol).json().at("/item/quantity").asInt())
                .isEqualTo(12);
    }

    @Test
    void a_label_of_nothing_lets_the_scan_count() {
        String symbol = label("300" + GS + "10Q0");
        assertThat(receive("", symbol).problem()).isEqualTo("/problems/no-quantity");
        assertThat(
                        receive(",\"quantity\":3", symbol)
                                .expect(200)
                                .json()
                                .at("/item/quantity")
                                .asInt())
                .isEqualTo(3);
    }

    @Test
    void an_empty_bin_is_counted() {
        String lot = "EMPTY1";
        accepted(receive(",\"quantity\":3", label("10" + lot)), lot);
        Client.Answer counted = scan("count", "C-0", ",\"quantity\":0", label("10" + lot));
        accepted(counted, lot);
        assertThat(counted.json().at("/item/quantity").asInt()).isZero();
        assertThat(counted.json().at("/next/booked").asInt()).isEqualTo(3);
        assertThat(admin.get("/v1/trace/lots/" + park.di + "/" + lot).expect(200).json().toString())
                .contains("StockCounted");
    }

    @Test
    void more_readings_than_are_listed_are_said_and_the_right_one_is_among_them() {
        String lot = "29292121222222191301";
        Client.Answer asked = receive("", label("10" + lot)).expect(422);
        assertThat(asked.problem()).isEqualTo("/problems/ambiguous-scan");
        assertThat(asked.json().path("readings").asInt()).isGreaterThan(64);
        assertThat(asked.json().path("candidates").size()).isEqualTo(64);
        assertThat(asked.json().path("detail").asString()).contains("too many readings");
        JsonNode parsed = parse(label("10" + lot)).json().at("/items/0");
        assertThat(parsed.path("readings").asInt()).isGreaterThan(64);
        assertThat(parsed.path("candidates").size()).isEqualTo(64);
        // a reading beyond those that are listed
        assertThat(asked.json().path("candidates"))
                .noneMatch(
                        candidate ->
                                candidate.path("lot").asString().equals("2")
                                        && candidate.path("serial").asString().equals("222"));
        accepted(
                receive(",\"reading\":{\"lot\":\"2\",\"serial\":\"222\"}", label("10" + lot)), "2");
        accepted(scan("receive", park.notice("ASN-LAST", lot, 9), "", label("10" + lot)), lot);
    }

    @Test
    void two_donors_with_the_same_division_are_two_pieces() {
        String bone = "A9999XYZ1" + Math.floorMod(park.prefix.hashCode(), 90) + "T0944";
        String device = (bone + "0000").substring(0, 16);
        admin.put(
                        "/v1/devices/" + device,
                        """
                        {"name":"骨","riskClass":"III","implantable":true,"identifiers":{"serial":true}}""")
                .expect(201);
        String id = park.id("BONES");
        admin.put(
                        "/v1/inbound-notices/" + id,
                        """
                        {"owner":"%s","supplier":"%s","warehouse":"%s","lines":[{"di":"%s","quantity":9}]}"""
                                .formatted(park.owner, park.supplier, park.warehouse, device))
                .expect(201);
        String first = "=+03000=/" + device + "=,000001=A99972612345600";
        assertThat(scan("receive", id, "", first).expect(200).json().at("/item/serial").asString())
                .isEqualTo("A999726123456-000001");
        assertThat(
                        scan("receive", id, "", "=/" + device, "=,000001", "=A99972612345700")
                                .expect(200)
                                .json()
                                .at("/item/serial")
                                .asString())
                .isEqualTo("A999726123457-000001");
        assertThat(scan("receive", id, "", first).problem())
                .isEqualTo("/problems/serial-already-in-stock");
        assertThat(
                        scan("receive", id, "", "=/" + device, "=,000001")
                                .expect(200)
                                .json()
                                .path("missing")
                                .toString())
                .isEqualTo("[\"serial\"]");
    }

    @Test
    void dates_that_cannot_be_are_refused() {
        assertThat(receive("", "01" + park.di + "11310601" + "17310531" + "10D1").problem())
                .isEqualTo("/problems/production-in-future");
        accepted(receive("", label("10D2")), "D2");
        assertThat(receive("", "01" + park.di + "17310601" + "10D2").problem())
                .isEqualTo("/problems/expiry-conflict");
    }

    @Test
    void a_sites_own_prefix_suffix_and_separator_are_understood() {
        try (RunningLotline site =
                RunningLotline.start(
                        RunningLotline.temporaryDirectory(),
                        Map.of(
                                "lotline.scanner-prefixes", "\\x02 S1:",
                                "lotline.scanner-suffixes", "#END",
                                "lotline.scanner-fnc1", "~ _"))) {
            String gtin = "0106901234567892";
            Client.Answer parsed =
                    site.admin()
                            .post(
                                    "/v1/scans/parse",
                                    """
                                    {"symbols":["\\u0002%s10A1~21S","S1:]d2%s10A1~21S#END\\t","%s10A_21S","%s10A_B"]}"""
                                            .formatted(gtin, gtin, gtin, gtin))
                            .expect(200);
            for (int i = 0; i < 2; i++) {
                assertThat(parsed.json().at("/items/%d/lot".formatted(i)).asString())
                        .isEqualTo("A1");
                assertThat(parsed.json().at("/items/%d/serial".formatted(i)).asString())
                        .isEqualTo("S");
            }
            assertThat(parsed.json().at("/items/2/outcome").asString()).isEqualTo("ambiguous");
            assertThat(parsed.json().at("/items/3/lot").asString()).isEqualTo("A_B");
        }
    }

    @Test
    void every_step_answers_with_the_dates_of_its_label() {
        String lot = "DATES1";
        park.stock(lot, 3);
        String order = park.order("DATED", 2);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        String symbol = label("10" + lot);
        String pick = body(next(), "pick", order, ",\"quantity\":2", symbol).replace("DOCK", "A1");
        Client.Answer picked = admin.post("/v1/scans", pick);
        accepted(picked, lot);
        Client.Answer checked = scan("check", order, ",\"quantity\":2", symbol);
        accepted(checked, lot);
        Client.Answer packed =
                scan("pack", order, ",\"quantity\":2,\"container\":\"106141412345678977\"", symbol);
        accepted(packed, lot);
        for (Client.Answer answer : java.util.List.of(picked, checked, packed)) {
            assertThat(answer.json().at("/item/expiryDate").asString()).isEqualTo("2031-05-31");
        }
    }

    @Test
    void a_scan_of_years_ago_is_taken_and_its_time_not_believed() {
        for (String time : java.util.List.of("0001-01-01T00:00:00Z", "2020-01-01T00:00:00Z")) {
            Client.Answer taken = receive(",\"scannedAt\":\"" + time + "\"", label("10OLD1"));
            accepted(taken, "OLD1");
            assertThat(taken.json().at("/late/why").asString()).isEqualTo("AGE");
            assertThat(taken.json().at("/late/workItem").asString()).isNotEmpty();
        }
        String yesterday = java.time.Instant.now().minusSeconds(86_400).toString();
        accepted(receive(",\"scannedAt\":\"" + yesterday + "\"", label("10OLD1")), "OLD1");
    }
}
