package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What owners are charged, as a client sees it.
class StatementsFlowTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();
    private static final String CSV = "text/csv";

    private static String thisMonth() {
        return YearMonth.from(LocalDate.now(ZoneId.of("Asia/Shanghai"))).toString();
    }

    private static String tariff(String more) {
        return """
               {"validFrom":"2020-01-01","currency":"CNY",
                "handling":[{"step":"receiving","per":"unit","price":"0.35"},
                            {"step":"receiving","per":"document","price":"12"},
                            {"step":"putaway","per":"line","price":"1.2345"}]%s}"""
                .formatted(more);
    }

    @Test
    void an_owner_sees_what_it_is_charged_and_where_that_comes_from() {
        TestPark park = new TestPark(LOTLINE);
        String owner = ",\"owner\":\"" + park.owner + "\"";
        ADMIN.put("/v1/tariffs/" + park.id("T"), tariff(owner)).expect(201);
        park.stock("LOT1", 9);
        long position = ADMIN.get("/v1/log/head").position();
        Client own = ADMIN.newKey("enterprise", park.owner);
        JsonNode statement =
                own.get("/v1/statements", "Wait-For-Position", Long.toString(position))
                        .expect(200)
                        .json();
        assertThat(statement.path("month").asString()).isEqualTo(thisMonth());
        assertThat(statement.path("state").asString()).isEqualTo("OPEN");
        assertThat(line(statement, 0)).isEqualTo("receiving unit 9 × 0.35 = 3.15");
        assertThat(line(statement, 1)).isEqualTo("receiving document 1 × 12 = 12.00");
        assertThat(line(statement, 2)).isEqualTo("putaway line 1 × 1.2345 = 1.23");
        assertThat(statement.path("total").asString()).isEqualTo("16.38");
        JsonNode events = own.get(statement.at("/lines/0/events").asString()).expect(200).json();
        assertThat(events.path("items")).hasSize(1);
        assertThat(events.at("/items/0/event").asString()).isEqualTo("lotline.GoodsReceived");
        long received = events.at("/items/0/position").asLong();
        assertThat(
                        ADMIN.get("/v1/log/events?limit=1&from=" + received)
                                .json()
                                .at("/items/0/data/notice")
                                .asString())
                .isEqualTo(park.id("ASN-LOT1"));
        assertThat(own.get("/v1/statements").text()).isEqualTo(own.get("/v1/statements").text());
    }

    private static String line(JsonNode statement, int i) {
        JsonNode line = statement.path("lines").path(i);
        return "%s %s %d × %s = %s"
                .formatted(
                        line.path("item").asString(),
                        line.path("unit").asString(),
                        line.path("quantity").asLong(),
                        line.path("price").asString(),
                        line.path("amount").asString());
    }

    @Test
    void events_come_page_by_page() {
        TestPark park = new TestPark(LOTLINE);
        ADMIN.put("/v1/tariffs/" + park.id("T"), tariff(",\"owner\":\"" + park.owner + "\""))
                .expect(201);
        for (int i = 0; i < 5; i++) {
            park.stock("LOT" + i, 1 + i);
        }
        String path =
                ADMIN.get("/v1/statements?owner=" + park.owner)
                        .expect(200)
                        .json()
                        .at("/lines/0/events")
                        .asString();
        List<Long> quantities = new ArrayList<>();
        String next = path + "&limit=2";
        while (next != null) {
            Client.Answer page = ADMIN.get(next).expect(200);
            page.json()
                    .path("items")
                    .forEach(item -> quantities.add(item.path("quantity").asLong()));
            String link = page.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(quantities).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void tables_have_exact_amounts() {
        TestPark park = new TestPark(LOTLINE);
        ADMIN.put(
                        "/v1/tariffs/" + park.id("T"),
                        tariff(",\"owner\":\"" + park.owner + "\"")
                                .replace("\"0.35\"", "\"1000000\""))
                .expect(201);
        park.stock("LOT1", 900);
        String path = "/v1/statements?owner=" + park.owner;
        assertThat(ADMIN.get(path, "Accept", CSV).expect(200).text())
                .contains(",900,unit,1000000,900000000.00,");
    }

    @Test
    void a_month_is_closed_once_and_only_when_it_is_over() {
        TestPark park = new TestPark(LOTLINE);
        String body = "{\"owner\":\"%s\",\"month\":\"%s\"}";
        Client.Answer early =
                ADMIN.post("/v1/statements", body.formatted(park.owner, thisMonth())).expect(422);
        assertThat(early.problem()).isEqualTo("/problems/month-not-over");
        ADMIN.post("/v1/statements", body.formatted(park.owner, "2020-02")).expect(201);
        ADMIN.post("/v1/statements", body.formatted(park.owner, "2020-02")).expect(200);
        JsonNode issued =
                ADMIN.get("/v1/statements?month=2020-02&owner=" + park.owner).expect(200).json();
        assertThat(issued.path("state").asString()).isEqualTo("ISSUED");
        assertThat(issued.path("total").asString()).isEqualTo("0.00");
        assertThat(issued.path("sha256").asString()).hasSize(64);
        ADMIN.post("/v1/statements", body.formatted(park.id("NOBODY"), "2020-02")).expect(422);
    }

    @Test
    void a_tariff_is_amended_by_who_saw_it_and_told_to_whom_it_is_for() {
        TestPark park = new TestPark(LOTLINE);
        String path = "/v1/tariffs/" + park.id("T");
        String owner = ",\"owner\":\"" + park.owner + "\"";
        ADMIN.put(path, tariff(owner)).expect(201);
        ADMIN.put(path, tariff(owner)).expect(200);
        String amended = tariff(owner + ",\"validTo\":\"2026-01-31\"");
        assertThat(ADMIN.put(path, amended).expect(409).problem())
                .isEqualTo("/problems/tariff-exists");
        String tag = String.valueOf(ADMIN.get(path).expect(200).header("ETag"));
        put(ADMIN, path, amended, tag).expect(201);
        put(ADMIN, path, tariff(owner), tag).expect(412);
        Client.Answer overlapping =
                ADMIN.put("/v1/tariffs/" + park.id("T2"), tariff(owner)).expect(422);
        assertThat(overlapping.problem()).isEqualTo("/problems/tariffs-overlap");
        assertThat(overlapping.json().path("other").asString()).isEqualTo(park.id("T"));
        park.enterprise(park.id("OTHER"), "DEPOSITOR");
        Client own = ADMIN.newKey("enterprise", park.owner);
        Client other = ADMIN.newKey("enterprise", park.id("OTHER"));
        own.get(path).expect(200);
        other.get(path).expect(404);
        other.get("/v1/statements?owner=" + park.owner).expect(404);
        assertThat(own.get("/v1/tariffs").text()).contains(park.id("T"));
        assertThat(other.get("/v1/tariffs").text()).doesNotContain(park.id("T"));
        put(own, path, amended, tag).expect(403);
    }

    private static Client.Answer put(Client client, String path, String body, String tag) {
        return client.send("PUT", path, body, "Content-Type", "application/json", "If-Match", tag);
    }

    @Test
    void what_is_no_tariff_is_refused_by_name() {
        String path = "/v1/tariffs/NONE";
        String field = "/v1/statements?owner=";
        assertThat(refused(path, tariff("").replace("CNY", "USD"))).isEqualTo("currency");
        assertThat(refused(path, tariff("").replace("\"unit\"", "\"stop\"")))
                .isEqualTo("handling[0].per");
        assertThat(refused(path, tariff("").replace("0.35", "0.00001"))).contains("price");
        assertThat(refused(path, tariff("").replace("\"0.35\"", "0.35"))).contains("price");
        assertThat(refused(path, tariff("").replace("document", "unit"))).isEqualTo("handling");
        assertThat(refused(path, "{\"validFrom\":\"2020-01-01\",\"currency\":\"CNY\"}"))
                .isEqualTo("storage");
        assertThat(ADMIN.get("/v1/statements").expect(400).json().path("field").asString())
                .isEqualTo("owner");
        assertThat(ADMIN.get(field + "NOBODY-1").expect(400).json().path("field").asString())
                .isEqualTo("owner");
        assertThat(
                        ADMIN.get("/v1/statements?month=2026-13")
                                .expect(400)
                                .json()
                                .path("field")
                                .asString())
                .isEqualTo("month");
    }

    private static String refused(String path, String body) {
        return ADMIN.put(path, body).expect(400).json().path("field").asString();
    }
}
