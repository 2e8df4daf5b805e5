package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A recall that was started by mistake, through HTTP: its goods are free again, and everything
/// that tells of them tells of the mistake.
class WithdrawalTest {
    private static final TestPark PARK = new TestPark(RunningLotline.shared());
    private static final String REASON = "{\"reason\":\"批号抄错\"}";

    private static String status(String lot, String more) {
        return PARK.admin
                .get("/v1/stock?di=" + PARK.di + "&lot=" + lot + more)
                .expect(200)
                .json()
                .at("/items/0/status")
                .asString();
    }

    @Test
    void its_goods_are_free_and_everybody_is_told() {
        PARK.stock("W1", 5);
        String order = PARK.order("O-W1", 2);
        Client.Answer started = PARK.recall("R-W1", "W1").expect(201);
        assertThat(status("W1", "")).isEqualTo("ON_HOLD");
        String recall = "/v1/recalls/" + PARK.id("R-W1");

        PARK.admin.post(recall + "/withdrawal", REASON).expect(200);

        assertThat(status("W1", "")).isEqualTo("QUALIFIED");
        assertThat(status("W1", "&knownAt=" + started.position())).isEqualTo("ON_HOLD");
        PARK.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        PARK.pick("pick-W1", order, "W1", 2).expect(200);

        JsonNode reach = PARK.admin.get(recall).expect(200).json();
        assertThat(reach.at("/state").asString()).isEqualTo("WITHDRAWN");
        assertThat(reach.at("/withdrawal").asString()).isEqualTo("批号抄错");
        assertThat(reach.at("/held").asInt()).isZero();
        assertThat(reach.at("/located").asInt()).isEqualTo(3);
        assertThat(PARK.admin.get("/v1/recalls?state=WITHDRAWN&di=" + PARK.di).expect(200).text())
                .contains(PARK.id("R-W1"), "批号抄错");
        assertThat(PARK.admin.get("/v1/recalls?state=OPEN&di=" + PARK.di).expect(200).text())
                .doesNotContain(PARK.id("R-W1"));

        String lot = "/v1/trace/lots/" + PARK.di + "/W1";
        JsonNode trace = PARK.admin.get(lot).expect(200).json();
        assertThat(trace.at("/recalls/0/state").asString()).isEqualTo("WITHDRAWN");
        assertThat(trace.at("/history").toString()).contains("RecallWithdrawn", "批号抄错");
        assertThat(trace.at("/onHand/0/status").asString()).isEqualTo("QUALIFIED");
        JsonNode then = PARK.admin.get(lot + "?knownAt=" + started.position()).expect(200).json();
        assertThat(then.at("/recalls/0/state").asString()).isEqualTo("OPEN");
        assertThat(then.at("/onHand/0/status").asString()).isEqualTo("ON_HOLD");
        assertThat(PARK.admin.get(lot, "Accept", "application/ld+json").expect(200).text())
                .contains(
                        "\"disposition\":\"recalled\"", "\"disposition\":\"sellable_accessible\"");
    }

    @Test
    void what_the_authority_ordered_it_withdraws_itself() {
        PARK.stock("W4", 1);
        String recall = "/v1/recalls/" + PARK.id("R-W4");
        PARK.admin
                .put(recall, PARK.recallBody("W4").replace("}", ",\"ordered\":true}"))
                .expect(201);
        Client quality = PARK.admin.newKey("quality", null, PARK.warehouse);
        assertThat(quality.post(recall + "/withdrawal", REASON).expect(422).problem())
                .isEqualTo("/problems/recall-ordered");
        assertThat(status("W4", "")).isEqualTo("ON_HOLD");
        PARK.admin.newKey("regulator", null).post(recall + "/withdrawal", REASON).expect(200);
        assertThat(status("W4", "")).isEqualTo("QUALIFIED");
    }

    @Test
    void it_is_withdrawn_once_and_never_after_it_was_closed() {
        String recall = "/v1/recalls/" + PARK.id("R-W2");
        PARK.admin.post(recall + "/withdrawal", REASON).expect(404);
        PARK.stock("W2", 1);
        PARK.recall("R-W2", "W2").expect(201);
        PARK.admin.post(recall + "/withdrawal", "{\"reason\":\" \"}").expect(400);
        PARK.admin.post(recall + "/withdrawal", REASON).expect(200);
        PARK.admin.post(recall + "/withdrawal", REASON).expect(200);
        assertThat(
                        PARK.admin
                                .post(recall + "/withdrawal", "{\"reason\":\"another\"}")
                                .expect(422)
                                .text())
                .contains("recall-ended", "withdrawn");
        assertThat(PARK.admin.get(recall).expect(200).text()).doesNotContain("another");
        assertThat(
                        PARK.admin
                                .put(
                                        "/v1/recalls/" + PARK.id("R-TWICE"),
                                        PARK.recallBody("W2")
                                                .replace("[\"W2\"]", "[\"W2\",\"W2\"]"))
                                .expect(400)
                                .text())
                .contains("'lots' has W2 twice");
        assertThat(PARK.admin.post(recall + "/close", null).expect(422).text())
                .contains("recall-ended", "withdrawn");
        PARK.stock("W3", 1);
        PARK.recall("R-W3", "W3").expect(201);
        PARK.admin.post("/v1/recalls/" + PARK.id("R-W3") + "/close", null).expect(200);
        assertThat(
                        PARK.admin
                                .post("/v1/recalls/" + PARK.id("R-W3") + "/withdrawal", REASON)
                                .expect(422)
                                .text())
                .contains("recall-ended", "closed");
    }

    @Test
    void the_goods_of_a_closed_recall_are_released_with_a_reason() {
        PARK.stock("W5", 5);
        PARK.recall("R-W5", "W5").expect(201);
        String recall = "/v1/recalls/" + PARK.id("R-W5");
        Client quality = PARK.admin.newKey("quality", null, PARK.warehouse);
        String found = "{\"reason\":\"第三方检验合格，报告 QC-77\"}";
        assertThat(quality.post(recall + "/release", found).expect(422).problem())
                .isEqualTo("/problems/recall-open");
        quality.post(recall + "/close", null).expect(200);
        JsonNode closed = PARK.admin.get(recall).expect(200).json();
        assertThat(status("W5", "")).isEqualTo("ON_HOLD");
        quality.post(recall + "/release", "{}").expect(400);
        PARK.admin
                .newKey("operator", null, PARK.warehouse)
                .post(recall + "/release", found)
                .expect(403);

        Client.Answer released = quality.post(recall + "/release", found).expect(200);

        assertThat(status("W5", "")).isEqualTo("QUALIFIED");
        assertThat(status("W5", "&knownAt=" + (released.position() - 1))).isEqualTo("ON_HOLD");
        String order = PARK.order("O-W5", 2);
        PARK.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        PARK.pick("pick-W5", order, "W5", 2).expect(200);
        JsonNode reach = PARK.admin.get(recall).expect(200).json();
        assertThat(reach.at("/state").asString()).isEqualTo("RELEASED");
        assertThat(reach.at("/release").asString()).isEqualTo("第三方检验合格，报告 QC-77");
        assertThat(reach.at("/held").asInt()).isZero();
        assertThat(reach.at("/closedAt").asString()).isEqualTo(closed.at("/closedAt").asString());
        assertThat(PARK.admin.get("/v1/recalls?state=RELEASED&di=" + PARK.di).expect(200).text())
                .contains(PARK.id("R-W5"), "QC-77");
        String lot = "/v1/trace/lots/" + PARK.di + "/W5";
        JsonNode trace = PARK.admin.get(lot).expect(200).json();
        assertThat(trace.at("/recalls/0/state").asString()).isEqualTo("RELEASED");
        assertThat(trace.at("/history").toString()).contains("RecallReleased", "QC-77");
        assertThat(trace.at("/onHand/0/status").asString()).isEqualTo("QUALIFIED");

        // again for the same reason it is so already, and for another one it is refused
        long head = PARK.admin.get("/v1/log/head").position();
        quality.post(recall + "/release", found).expect(200);
        assertThat(PARK.admin.get("/v1/log/head").position()).isEqualTo(head);
        assertThat(quality.post(recall + "/release", REASON).expect(422).problem())
                .isEqualTo("/problems/recall-ended");
        assertThat(quality.post(recall + "/withdrawal", REASON).expect(422).problem())
                .isEqualTo("/problems/recall-ended");
        // who recalls them again stops them again
        PARK.recall("R-W5-2", "W5").expect(201);
        assertThat(status("W5", "")).isEqualTo("ON_HOLD");
    }

    @Test
    void what_the_authority_ordered_it_releases_itself() {
        PARK.stock("W6", 1);
        String recall = "/v1/recalls/" + PARK.id("R-W6");
        PARK.admin
                .put(recall, PARK.recallBody("W6").replace("}", ",\"ordered\":true}"))
                .expect(201);
        PARK.admin.post(recall + "/close", null).expect(200);
        Client quality = PARK.admin.newKey("quality", null, PARK.warehouse);
        assertThat(quality.post(recall + "/release", REASON).expect(422).problem())
                .isEqualTo("/problems/recall-ordered");
        assertThat(status("W6", "")).isEqualTo("ON_HOLD");
        PARK.admin.newKey("regulator", null).post(recall + "/release", REASON).expect(200);
        assertThat(status("W6", "")).isEqualTo("QUALIFIED");
    }
}
