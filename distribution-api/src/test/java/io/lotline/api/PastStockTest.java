package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Stock as of a past time, and as it was known at a past position.
class PastStockTest {
    private static final String LOT = "PAST1";

    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    @Test
    void goods_are_where_they_were_scanned_at_that_time() {
        Instant now = Instant.now();
        receive(now.minus(Duration.ofHours(3)));
        long received = admin.get("/v1/log/head").position();
        accept();
        putAway(now.plus(Duration.ofSeconds(1)));
        admin.post(
                        "/v1/scans",
                        park.scan(
                                "m",
                                "move",
                                LOT,
                                4,
                                TestPark.at("A1") + TestPark.to("A2") + at(now.plusSeconds(60))))
                .expect(200);

        assertThat(stock("asOf=" + now.minus(Duration.ofHours(4)))).isEmpty();
        assertThat(stock("asOf=" + now.minus(Duration.ofHours(2))))
                .containsExactly("DOCK PENDING_INSPECTION 10");
        assertThat(stock("asOf=" + now.plusSeconds(30))).containsExactly("A1 QUALIFIED 10");
        assertThat(stock("asOf=" + now.plusSeconds(90)))
                .containsExactly("A1 QUALIFIED 6", "A2 QUALIFIED 4");
        assertThat(stock("knownAt=" + received)).containsExactly("DOCK PENDING_INSPECTION 10");
    }

    @Test
    void a_handheld_whose_clock_is_behind_puts_no_goods_at_two_places() {
        Instant now = Instant.now();
        receive(now.minus(Duration.ofHours(3)));
        accept();
        // by its own clock, before the inspection that made it possible
        putAway(now.minus(Duration.ofHours(2)));

        assertThat(stock("asOf=" + now.minus(Duration.ofHours(1))))
                .containsExactly("DOCK PENDING_INSPECTION 10");
        assertThat(stock("asOf=" + Instant.now())).containsExactly("A1 QUALIFIED 10");
    }

    private void receive(Instant at) {
        park.location("A2", "QUALIFIED");
        park.notice("ASN", LOT, 10);
        admin.post(
                        "/v1/scans",
                        park.scan(
                                "r",
                                "receive",
                                LOT,
                                10,
                                TestPark.reference(park.id("ASN")) + TestPark.at("DOCK") + at(at)))
                .expect(200);
    }

    private void accept() {
        admin.post("/v1/inspections", park.inspectionBody(park.id("ASN"), LOT, 10)).expect(201);
    }

    private void putAway(Instant at) {
        admin.post(
                        "/v1/scans",
                        park.scan(
                                "p",
                                "putaway",
                                LOT,
                                10,
                                TestPark.at("DOCK") + TestPark.to("A1") + at(at)))
                .expect(200);
    }

    private static String at(Instant scanned) {
        return ",\"scannedAt\":\"" + scanned + "\"";
    }

    private List<String> stock(String when) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row :
                admin.get("/v1/stock?di=" + park.di + "&" + when)
                        .expect(200)
                        .json()
                        .path("items")) {
            rows.add(
                    "%s %s %d"
                            .formatted(
                                    row.path("location").asString(),
                                    row.path("status").asString(),
                                    row.path("quantity").asInt()));
        }
        return rows;
    }
}
