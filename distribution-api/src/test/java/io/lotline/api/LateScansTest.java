package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A scan that comes after others of its goods and says that it was before them.
class LateScansTest {
    private static final String LOT = "LATE1";

    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    private Client.Answer move(String scanId, String from, String to, int quantity, Instant at) {
        return admin.post(
                "/v1/scans",
                park.scan(
                        park.id(scanId),
                        "move",
                        LOT,
                        quantity,
                        TestPark.at(from) + TestPark.to(to) + ",\"scannedAt\":\"" + at + "\""));
    }

    private JsonNode items() {
        return admin.get("/v1/work-items?kind=LATE&warehouse=" + park.warehouse)
                .expect(200)
                .json()
                .path("items");
    }

    @Test
    void what_was_scanned_before_its_goods_came_counts_from_when_it_was_recorded() {
        park.location("A2", "QUALIFIED");
        park.stock(LOT, 10);
        Instant now = Instant.now();
        Instant before = now.minus(Duration.ofHours(2));

        Client.Answer late = move("m1", "A1", "A2", 4, before).expect(200);
        assertThat(late.json().path("outcome").asString()).isEqualTo("accepted");
        assertThat(late.json().at("/late/why").asString()).isEqualTo("GOODS");
        String item = late.json().at("/late/workItem").asString();

        assertThat(items()).hasSize(1);
        JsonNode open = items().get(0);
        assertThat(open.path("workItemId").asString(open.path("id").asString())).isEqualTo(item);
        assertThat(open.path("task").asString()).isEqualTo("move");
        assertThat(open.path("scannedAt").asString()).isNotEmpty();
        assertThat(open.path("scannedByLabel").asString()).isNotEmpty();
        assertThat(open.path("what").asString())
                .contains("counts from when it was recorded")
                .contains("+08:00")
                .doesNotContain("Z");
        assertThat(
                        admin.get("/v1/work-items/" + item, "Accept-Language", "zh-CN")
                                .json()
                                .path("what")
                                .asString())
                .contains("自登记时起生效");
        // no rewriting of the past
        assertThat(
                        admin.get("/v1/stock?di=" + park.di + "&asOf=" + before.plusSeconds(60))
                                .expect(200)
                                .json()
                                .path("items"))
                .isEmpty();
        // both times are there
        JsonNode history =
                admin.get("/v1/trace/lots/" + park.di + "/" + LOT).json().path("history");
        JsonNode step = history.get(history.size() - 1);
        assertThat(OffsetDateTime.parse(step.path("occurredAt").asString()).toInstant())
                .isEqualTo(before);
        assertThat(OffsetDateTime.parse(step.path("at").asString()).toInstant()).isAfter(before);

        // the same again is the same, and another like it the same item
        assertThat(move("m1", "A1", "A2", 4, before).expect(200).json().at("/late/workItem"))
                .isEqualTo(late.json().at("/late/workItem"));
        assertThat(move("m2", "A1", "A2", 1, before).expect(200).json().at("/late/workItem"))
                .isEqualTo(late.json().at("/late/workItem"));
        assertThat(items()).hasSize(1);
        assertThat(items().get(0).path("left").asInt()).isEqualTo(2);

        admin.post("/v1/work-items/" + item + "/resolution", "{\"how\":\"DONE\"}").expect(200);
        assertThat(admin.get("/v1/work-items/" + item).json().path("state").asString())
                .isEqualTo("RESOLVED");
    }

    @Test
    void who_was_out_of_reach_is_believed_where_nothing_speaks_against_it() {
        park.location("A2", "QUALIFIED");
        park.stock(LOT, 10);
        Instant now = Instant.now();
        // handhelds whose clocks differ a little, and one that sends in order
        assertThat(move("m1", "A1", "A2", 1, now.minusSeconds(120)).expect(200).json().has("late"))
                .isFalse();
        assertThat(move("m2", "A1", "A2", 1, now.minusSeconds(60)).expect(200).json().has("late"))
                .isFalse();
        assertThat(items()).isEmpty();
    }
}
