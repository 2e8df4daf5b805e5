package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static io.lotline.api.TestPark.to;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Goods go through the whole park, through the front door; on each store.
abstract class ParkFlow {
    final TestPark park;
    final Client admin;

    ParkFlow(RunningLotline lotline) {
        this.park = new TestPark(lotline);
        this.admin = park.admin;
    }

    @Test
    void goods_come_in_go_out_and_are_found_again_when_they_are_recalled() {
        String notice = park.notice("ASN-1", "LOT7", 10);
        Client.Answer received =
                admin.post(
                        "/v1/scans",
                        park.scan("1", "receive", "LOT7", 10, reference(notice) + at("DOCK")));
        assertThat(received.json().path("outcome").asString()).isEqualTo("accepted");
        assertThat(received.json().path("position").asLong()).isEqualTo(received.position());
        assertThat(received.json().at("/item/lot").asString()).isEqualTo("LOT7");
        assertThat(received.json().at("/item/expiryDate").asString()).isEqualTo("2031-05-31");
        assertThat(received.json().at("/next/task").asString()).isEqualTo("inspection");

        String putaway = park.scan("2", "putaway", "LOT7", 10, at("DOCK") + to("A1"));
        assertThat(admin.post("/v1/scans", putaway).problem()).isEqualTo("/problems/not-inspected");
        admin.post("/v1/inspections", park.inspectionBody(notice, "LOT7", 10)).expect(201);
        admin.post("/v1/scans", putaway).expect(200);
        JsonNode stock = admin.get("/v1/stock?owner=" + park.owner).json().path("items");
        assertThat(stock).hasSize(1);
        assertThat(stock.get(0).path("status").asString()).isEqualTo("QUALIFIED");
        assertThat(stock.get(0).path("available").asInt()).isEqualTo(10);

        String order = park.order("O-1", 4);
        JsonNode allocated =
                admin.post("/v1/orders/" + order + "/allocation", null).expect(200).json();
        assertThat(allocated.at("/lines/0/allocations/0/quantity").asInt()).isEqualTo(4);
        assertThat(allocated.at("/lines/0/short").asInt()).isZero();
        JsonNode again = admin.post("/v1/orders/" + order + "/allocation", null).expect(200).json();
        assertThat(again).isEqualTo(allocated);
        JsonNode wave =
                admin.post("/v1/waves", "{\"orders\":[\"" + order + "\"]}").expect(201).json();
        assertThat(
                        admin.get("/v1/pick-lists?wave=" + wave.path("waveId").asString())
                                .json()
                                .at("/items/0/location")
                                .asString())
                .isEqualTo("A1");

        String shipment = park.shipment("S-1", order);
        assertThat(admin.post("/v1/shipments/" + shipment + "/dispatch", null).problem())
                .isEqualTo("/problems/nothing-to-dispatch");
        park.pick("3", order, "LOT7", 4).expect(200);
        assertThat(admin.post("/v1/shipments/" + shipment + "/dispatch", null).problem())
                .isEqualTo("/problems/not-checked");
        park.check("4", order, "LOT7", 4).expect(200);
        assertThat(admin.post("/v1/shipments/" + shipment + "/dispatch", null).problem())
                .isEqualTo("/problems/not-loaded-yet");
        park.load("4l", shipment, "LOT7", 4).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", null).expect(200);
        JsonNode delivered =
                admin.post(
                                "/v1/shipments/" + shipment + "/delivery",
                                """
                                {"consignee":"%s","receivedBy":"王护士"}"""
                                        .formatted(park.hospital))
                        .expect(200)
                        .json();
        assertThat(delivered.at("/goods/0/quantity").asInt()).isEqualTo(4);
        JsonNode line = admin.get("/v1/orders/" + order).expect(200).json();
        assertThat(line.path("state").asString()).isEqualTo("DELIVERED");
        assertThat(line.at("/lines/0/delivered").asInt()).isEqualTo(4);

        park.recall("R-1", "LOT7").expect(201);
        JsonNode reach = admin.get("/v1/recalls/" + park.id("R-1")).expect(200).json();
        assertThat(reach.path("located").asInt()).isEqualTo(6);
        assertThat(reach.path("outstanding").asInt()).isEqualTo(4);
        assertThat(reach.at("/consignees/0/consignee").asString()).isEqualTo(park.hospital);

        String path = "/v1/trace/lots/" + park.di + "/LOT7";
        JsonNode trace = admin.get(path).expect(200).json();
        assertThat(trace.at("/sources/0/supplier").asString()).isEqualTo(park.supplier);
        assertThat(trace.at("/onHand/0/status").asString()).isEqualTo("ON_HOLD");
        assertThat(trace.at("/history/0/event").asString()).isEqualTo("GoodsReceived");
        assertThat(admin.get(path, "Accept", "text/csv").expect(200).text())
                .contains("GoodsReceived")
                .contains("\r\n");
        Client.Answer epcis = admin.get(path, "Accept", "application/ld+json").expect(200);
        assertThat(epcis.header("Content-Type")).startsWith("application/ld+json");
        assertThat(epcis.json().path("type").asString()).isEqualTo("EPCISDocument");
        assertThat(admin.get(path, "Accept", "image/png").status()).isEqualTo(406);

        String second = park.order("O-2", 1);
        assertThat(park.pick("5", second, "LOT7", 1).problem())
                .isEqualTo("/problems/lot-under-recall");
        String close = "/v1/recalls/" + park.id("R-1") + "/close";
        Client.Answer refused = admin.post(close, null).expect(422);
        assertThat(refused.problem()).isEqualTo("/problems/recall-not-accounted");
        assertThat(refused.json().at("/outstanding").asInt()).isEqualTo(4);
        assertThat(refused.json().at("/consignees/0/consignee").asString())
                .isEqualTo(park.hospital);
        admin.post(
                        close,
                        """
                        {"explanation":"医院已关闭，无法收回"}""")
                .expect(200);
        assertThat(park.pick("6", second, "LOT7", 1).problem())
                .as("a closed recall is no release")
                .isEqualTo("/problems/lot-under-recall");
    }

    @Test
    void held_goods_stay_until_they_are_released() {
        park.stock("LOT8", 5);
        String order = park.order("O-3", 5);
        String hold =
                admin.post(
                                "/v1/holds",
                                """
                                {"di":"%s","lot":"LOT8","reason":"待查"}"""
                                        .formatted(park.di))
                        .expect(201)
                        .json()
                        .path("holdId")
                        .asString();
        Client.Answer refused = park.pick("7", order, "LOT8", 1);
        assertThat(refused.problem()).isEqualTo("/problems/lot-on-hold");
        assertThat(refused.json().path("lot").asString()).isEqualTo("LOT8");
        assertThat(refused.json().path("detail").asString()).contains("LOT8").contains("\nMaybe ");
        admin.post("/v1/holds/" + hold + "/release", null).expect(200);
        park.pick("7", order, "LOT8", 1).expect(200);
    }

    @Test
    void stock_can_be_asked_as_it_was_known() {
        park.stock("LOT9", 5);
        long before = admin.get("/v1/log/head").position();
        String order = park.order("O-4", 2);
        park.pick("8", order, "LOT9", 2).expect(200);
        String query = "/v1/stock?owner=%s&lot=LOT9".formatted(park.owner);
        assertThat(admin.get(query).json().at("/items/0/quantity").asInt()).isEqualTo(3);
        assertThat(admin.get(query + "&knownAt=" + before).json().at("/items/0/quantity").asInt())
                .isEqualTo(5);
        assertThat(admin.get(query + "&asOf=2020-01-01T00:00:00%2B08:00").json().path("items"))
                .isEmpty();
    }

    @Test
    void an_item_whose_label_is_not_read_wholly_is_incomplete_and_nothing_is_recorded() {
        String notice = park.notice("ASN-2", "LOT1", 1);
        long before = admin.get("/v1/log/head").position();
        Client.Answer answer =
                admin.post(
                        "/v1/scans",
                        """
                        {"scanId":"%s","task":"receive","reference":"%s","warehouse":"%s","location":"DOCK",
                         "symbols":["01%s"]}"""
                                .formatted(park.id("9"), notice, park.warehouse, park.di));
        assertThat(answer.expect(200).json().path("outcome").asString()).isEqualTo("incomplete");
        assertThat(answer.json().path("missing")).isNotEmpty();
        assertThat(admin.get("/v1/log/head").position()).isEqualTo(before);
    }
}
