package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What consignees say of recalled goods, through HTTP: how many are still out there.
class AcknowledgementsTest {
    private static final TestPark PARK = new TestPark(RunningLotline.shared());

    private static String delivered(String lot, int quantity) {
        PARK.stock(lot, quantity + 1);
        String order = PARK.order("O-" + lot, quantity);
        PARK.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        PARK.pick("k-" + lot, order, lot, quantity).expect(200);
        PARK.check("c-" + lot, order, lot, quantity).expect(200);
        String shipment = PARK.shipment("S-" + lot, order);
        PARK.load("l-" + lot, shipment, lot, quantity).expect(200);
        PARK.admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(200);
        PARK.admin
                .post(
                        "/v1/shipments/" + shipment + "/delivery",
                        "{\"consignee\":\"%s\",\"receivedBy\":\"护士\"}".formatted(PARK.hospital))
                .expect(200);
        PARK.recall("R-" + lot, lot).expect(201);
        return "/v1/recalls/" + PARK.id("R-" + lot);
    }

    private static Client.Answer say(String recall, String more) {
        return PARK.admin.post(
                recall + "/acknowledgements",
                "{\"consignee\":\"%s\"%s}".formatted(PARK.hospital, more));
    }

    @Test
    void what_was_used_and_destroyed_is_out_there_no_more() {
        String recall = delivered("K1", 5);
        JsonNode before = PARK.admin.get(recall).expect(200).json();
        assertThat(before.at("/outstanding").asInt()).isEqualTo(5);
        assertThat(before.at("/acknowledged").asInt()).isZero();
        say(recall, ",\"used\":2,\"destroyed\":1,\"returned\":1").expect(200);

        JsonNode after = PARK.admin.get(recall).expect(200).json();
        assertThat(after.at("/acknowledged").asInt()).isEqualTo(5);
        assertThat(after.at("/used").asInt()).isEqualTo(2);
        assertThat(after.at("/destroyed").asInt()).isEqualTo(1);
        assertThat(after.at("/outstanding").asInt()).isEqualTo(2);
        JsonNode consignee =
                PARK.admin.get(recall + "/consignees").expect(200).json().at("/items/0");
        assertThat(consignee.at("/acknowledged").asInt()).isEqualTo(5);
        assertThat(consignee.at("/sentBack").asInt()).isEqualTo(1);
        assertThat(consignee.at("/outstanding").asInt()).isEqualTo(2);
        // to its only owner it is of its goods
        JsonNode own = PARK.admin.newKey("enterprise", PARK.owner).get(recall).expect(200).json();
        assertThat(own.at("/outstanding").asInt()).isEqualTo(2);
        assertThat(own.at("/used").asInt()).isEqualTo(2);
    }

    @Test
    void who_got_some_sees_the_recall_and_nothing_of_others() {
        String recall = delivered("K4", 5);
        say(recall, ",\"used\":2").expect(200);
        Client hospital = PARK.admin.newKey("enterprise", PARK.hospital);

        JsonNode own = hospital.get(recall).expect(200).json();
        assertThat(own.path("reason").asString()).isNotEmpty();
        assertThat(own.at("/deadlines/notify").asString()).isNotEmpty();
        assertThat(own.path("delivered").asInt()).isEqualTo(5);
        assertThat(own.path("outstanding").asInt()).isEqualTo(3);
        assertThat(own.path("ended").asInt()).isZero();
        assertThat(own.path("located").asInt()).isZero();
        assertThat(own.path("locations")).isEmpty();
        assertThat(own.path("consignees")).hasSize(1);
        assertThat(own.at("/consignees/0/consignee").asString()).isEqualTo(PARK.hospital);
        assertThat(hospital.get(recall + "/locations").expect(200).json().path("items")).isEmpty();
        assertThat(hospital.get(recall + "/consignees").expect(200).json().path("items"))
                .hasSize(1);

        Client other = PARK.admin.newKey("enterprise", PARK.carrier);
        other.get(recall).expect(404);
        assertThat(other.get("/v1/recalls").expect(200).json().path("items")).isEmpty();
    }

    /// A recall reaches who got the goods: in its list and its search, without being asked for by
    /// name. What is held in the warehouse does not concern it.
    @Test
    void who_got_some_finds_the_recall_without_knowing_of_it() {
        String recall = delivered("K5", 2);
        PARK.admin
                .post(
                        "/v1/holds",
                        "{\"di\":\"%s\",\"lot\":\"K5\",\"reason\":\"复检\"}".formatted(PARK.di))
                .expect(201);
        String id = recall.substring("/v1/recalls/".length());
        Client hospital = PARK.admin.newKey("enterprise", PARK.hospital);

        assertThat(hospital.get("/v1/recalls?lot=K5").expect(200).json().path("items"))
                .extracting(item -> item.path("recallId").asString())
                .containsExactly(id);
        assertThat(hospital.get("/v1/search?q=" + id).expect(200).json().path("items"))
                .extracting(item -> item.path("kind").asString())
                .containsExactly("RECALL");
        assertThat(hospital.get("/v1/holds").expect(200).json().path("items")).isEmpty();
        assertThat(
                        PARK.admin
                                .newKey("enterprise", PARK.carrier)
                                .get("/v1/search?q=" + id)
                                .expect(200)
                                .json()
                                .path("items"))
                .isEmpty();
    }

    @Test
    void what_is_said_last_counts_and_the_same_again_is_nothing_new() {
        String recall = delivered("K2", 3);
        long first = say(recall, ",\"used\":3").expect(200).position();
        say(recall, ",\"used\":3").expect(200);
        assertThat(PARK.admin.get("/v1/log/head").position()).isEqualTo(first);
        say(recall, ",\"quantity\":2,\"used\":1").expect(200);
        JsonNode after = PARK.admin.get(recall).expect(200).json();
        assertThat(after.at("/acknowledged").asInt()).isEqualTo(2);
        assertThat(after.at("/outstanding").asInt()).isEqualTo(2);
        PARK.admin
                .post(
                        recall + "/close",
                        """
                        {"explanation":"the hospital does not answer"}""")
                .expect(200);
        say(recall, ",\"used\":3").expect(200);
    }

    @Test
    void nobody_speaks_of_more_than_it_had_or_for_others() {
        String recall = delivered("K3", 2);
        for (String more :
                List.of(
                        ",\"quantity\":3",
                        ",\"used\":2,\"destroyed\":1",
                        ",\"quantity\":1,\"used\":1,\"returned\":1",
                        ",\"used\":2147483647,\"destroyed\":2147483647")) {
            assertThat(say(recall, more).expect(422).problem())
                    .as(more)
                    .isEqualTo("/problems/more-than-delivered");
        }
        for (String more :
                List.of(
                        ",\"used\":-1",
                        ",\"used\":1.5",
                        ",\"used\":\"1\"",
                        ",\"used\":2147483648",
                        ",\"lost\":1")) {
            assertThat(say(recall, more).status()).as(more).isEqualTo(400);
        }
        assertThat(
                        PARK.admin
                                .post(
                                        recall + "/acknowledgements",
                                        "{\"consignee\":\"%s\"}".formatted(PARK.carrier))
                                .expect(422)
                                .problem())
                .isEqualTo("/problems/nothing-delivered");
        PARK.admin
                .post(
                        "/v1/recalls/none/acknowledgements",
                        "{\"consignee\":\"%s\"}".formatted(PARK.hospital))
                .expect(404);
        PARK.admin
                .newKey("enterprise", PARK.owner)
                .post(
                        recall + "/acknowledgements",
                        "{\"consignee\":\"%s\"}".formatted(PARK.hospital))
                .expect(403);
        PARK.admin
                .newKey("enterprise", PARK.hospital)
                .post(
                        recall + "/acknowledgements",
                        "{\"consignee\":\"%s\",\"used\":1}".formatted(PARK.hospital))
                .expect(200);
        PARK.admin.post(recall + "/withdrawal", "{\"reason\":\"错\"}").expect(200);
        assertThat(say(recall, "").expect(422).problem()).isEqualTo("/problems/recall-ended");
    }
}
