package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A batch, whose scans are done side by side, does to the warehouse what the same scans do one
/// after the other.
class BatchOrderTest {
    private static final long SEED = new Random().nextLong();
    private static final int SCANS = 400;
    private static final int LOTS = 6;
    private static final String[] BINS = {"A1", "A2", "FULL"};

    /// What came of a line: a refusal counts by its problem.
    private record Outcome(int status, String problem, String quantity) {
        static Outcome of(JsonNode answer) {
            return new Outcome(
                    answer.path("status").asInt(200),
                    answer.path("type").asString(),
                    answer.at("/item/quantity").asString());
        }
    }

    @Test
    void scans_side_by_side_come_out_as_one_after_the_other() {
        TestPark together = park();
        TestPark inTurn = park();
        List<Outcome> batch = batch(together, scans(together, order()));
        List<Outcome> single = oneByOne(inTurn, scans(inTurn, order()));
        assertThat(batch).as("seed %d", SEED).isEqualTo(single);
        assertThat(stock(together)).as("seed %d", SEED).isEqualTo(stock(inTurn));
        assertThat(single.stream().map(Outcome::status)).contains(200, 422);
    }

    /// The comparison would notice: in another order the same scans come out otherwise.
    @Test
    void in_another_order_the_same_scans_come_out_otherwise() {
        TestPark forward = park();
        TestPark backward = park();
        List<Integer> reversed = new ArrayList<>(order());
        Collections.reverse(reversed);
        List<Outcome> there = batch(forward, scans(forward, order()));
        List<Outcome> back = new ArrayList<>(batch(backward, scans(backward, reversed)));
        Collections.reverse(back);
        assertThat(back).as("seed %d", SEED).isNotEqualTo(there);
    }

    private static List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < SCANS; i++) {
            order.add(i);
        }
        return order;
    }

    /// Six lots in two bins, a bin that is soon full, an order, and a notice of more of each lot.
    private static TestPark park() {
        TestPark park = new TestPark(RunningLotline.shared());
        park.location("A2", "QUALIFIED");
        park.admin
                .put(
                        "/v1/warehouses/%s/locations/FULL".formatted(park.warehouse),
                        "{\"zone\":\"QUALIFIED\",\"capacity\":7}")
                .expect(201);
        for (int lot = 0; lot < LOTS; lot++) {
            park.stock(lot(lot), 15);
            park.notice("N" + lot, lot(lot), 12);
            park.order("O" + lot, 9);
        }
        return park;
    }

    private static String lot(int number) {
        return "L" + number;
    }

    /// The same scans in every park, but for its ids.
    private static List<String> scans(TestPark park, List<Integer> order) {
        List<String> scans = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < SCANS; i++) {
            scans.add(scan(park, random, i));
        }
        return order.stream().map(scans::get).toList();
    }

    private static String scan(TestPark park, Random random, int number) {
        String id = "s" + number;
        int lot = random.nextInt(LOTS);
        String order = TestPark.reference(park.id("O" + random.nextInt(LOTS)));
        String from = BINS[random.nextInt(BINS.length)];
        String to = BINS[random.nextInt(BINS.length)];
        int quantity = 1 + random.nextInt(3);
        return switch (random.nextInt(6)) {
            case 0 ->
                    park.scan(
                            id,
                            "receive",
                            lot(lot),
                            quantity,
                            TestPark.reference(park.id("N" + lot)) + TestPark.at("DOCK"));
            case 1, 2 ->
                    park.scan(id, "move", lot(lot), quantity, TestPark.at(from) + TestPark.to(to));
            case 3 -> park.scan(id, "pick", lot(lot), quantity, order + TestPark.at(from));
            case 4 -> park.scan(id, "check", lot(lot), quantity, order);
            default ->
                    park.scan(
                            id,
                            "count",
                            lot(lot),
                            quantity,
                            TestPark.reference(park.id("C")) + TestPark.at(from));
        };
    }

    private static List<Outcome> batch(TestPark park, List<String> scans) {
        return park.admin
                .sendBytes(
                        "/v1/scans/batch",
                        "application/x-ndjson",
                        String.join("\n", scans).getBytes(StandardCharsets.UTF_8))
                .expect(200)
                .text()
                .lines()
                .map(Client.JSON::readTree)
                .map(Outcome::of)
                .toList();
    }

    private static List<Outcome> oneByOne(TestPark park, List<String> scans) {
        return scans.stream()
                .map(scan -> park.admin.post("/v1/scans", scan).json())
                .map(Outcome::of)
                .toList();
    }

    private static List<String> stock(TestPark park) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row :
                park.admin
                        .get("/v1/stock?warehouse=%s&limit=1000".formatted(park.warehouse))
                        .expect(200)
                        .json()
                        .path("items")) {
            rows.add(
                    "%s %s %s"
                            .formatted(
                                    row.path("lot").asString(),
                                    row.path("location").asString().replace(park.prefix, ""),
                                    row.path("quantity").asString()));
        }
        Collections.sort(rows);
        return rows;
    }
}
