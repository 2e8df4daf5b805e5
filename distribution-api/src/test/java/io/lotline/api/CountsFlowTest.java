package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.testing.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Stock counts through the front door, while work goes on.
class CountsFlowTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;
    private final Client operator = admin.newKey("operator", null, park.warehouse);
    private final Client quality = admin.newKey("quality", null, park.warehouse);
    private final String count = park.id("CNT");
    private final String path = "/v1/counts/" + count;

    private Client.Answer open(String... locations) {
        return admin.put(path, park.countBody(false, locations));
    }

    private Client.Answer amend(String at, String body, String tag) {
        return admin.send("PUT", at, body, "Content-Type", "application/json", "If-Match", tag);
    }

    private JsonNode shown() {
        return admin.get(path).expect(200).json();
    }

    private int stock() {
        JsonNode items =
                admin.get("/v1/stock?warehouse=%s&location=A1".formatted(park.warehouse))
                        .expect(200)
                        .json()
                        .path("items");
        return items.valueStream().mapToInt(row -> row.path("quantity").asInt()).sum();
    }

    @Test
    void a_pick_after_the_count_of_its_row_is_no_difference() {
        park.stock("L1", 10);
        String order = park.order("O", 6);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        Client.Answer opened = open("A1", "DOCK").expect(201);
        assertThat(opened.header("ETag")).isEqualTo("\"1\"");
        open("A1", "DOCK").expect(200);
        assertThat(open("A1").status()).isEqualTo(409);
        Client.Answer scanned = park.count("c1", count, "L1", 8).expect(200);
        assertThat(scanned.json().at("/next/task").asString()).isEqualTo("clarify");
        assertThat(scanned.json().at("/next/booked").asInt()).isEqualTo(10);
        assertThat(park.count("c1", count, "L1", 8).json()).isEqualTo(scanned.json());
        park.pick("p", order, "L1", 3).expect(200);

        JsonNode shown = shown();
        assertThat(shown.path("state").asString()).isEqualTo("OPEN");
        assertThat(shown.at("/progress/locations").asInt()).isEqualTo(2);
        assertThat(shown.at("/progress/counted").asInt()).isEqualTo(1);
        assertThat(shown.at("/notCounted/0").asString()).isEqualTo("DOCK");
        JsonNode line = shown.at("/lines/0");
        assertThat(line.path("location").asString()).isEqualTo("A1");
        assertThat(line.path("owner").asString()).isEqualTo(park.owner);
        assertThat(line.path("lot").asString()).isEqualTo("L1");
        assertThat(line.path("booked").asInt()).isEqualTo(10);
        assertThat(line.path("counted").asInt()).isEqualTo(8);
        assertThat(line.path("difference").asInt()).isEqualTo(-2);
        assertThat(line.path("name").asString()).isEqualTo("冠状动脉支架");

        Client.Answer booked = admin.post(path + "/booking", null, park.id("k")).expect(200);
        assertThat(booked.json().path("state").asString()).isEqualTo("BOOKED");
        assertThat(booked.json().at("/adjustments/0/kind").asString()).isEqualTo("LOST");
        assertThat(booked.json().at("/adjustments/0/quantity").asInt()).isEqualTo(2);
        assertThat(booked.json().path("position").asLong()).isEqualTo(booked.position());
        assertThat(admin.post(path + "/booking", null, park.id("k")).expect(200).json())
                .isEqualTo(booked.json());
        long head = admin.get("/v1/log/head").position();
        assertThat(admin.post(path + "/booking", null).expect(200).json().path("state").asString())
                .isEqualTo("BOOKED");
        assertThat(admin.get("/v1/log/head").position()).isEqualTo(head);
        assertThat(stock()).isEqualTo(10 - 3 - 2);
        JsonNode after = shown().at("/lines/0");
        assertThat(after.path("adjustment").asString()).isEqualTo(count + ".1");
        assertThat(
                        admin.get("/v1/adjustments?di=" + park.di)
                                .expect(200)
                                .json()
                                .at("/items/0/adjustmentId")
                                .asString())
                .isEqualTo(count + ".1");
        assertThat(park.count("c2", count, "L1", 5).problem())
                .isEqualTo("/problems/count-not-open");
    }

    @Test
    void a_loss_names_the_promises_that_it_ends() {
        park.stock("L1", 10);
        String order = park.order("O", 8);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        open("A1").expect(201);
        park.count("c1", count, "L1", 5).expect(200);
        JsonNode booked = admin.post(path + "/booking", null).expect(200).json();
        assertThat(booked.at("/brokenPromises/0/orderId").asString()).isEqualTo(order);
        assertThat(booked.at("/brokenPromises/0/quantity").asInt()).isEqualTo(3);
        assertThat(admin.get("/v1/orders/" + order).expect(200).json().at("/lines/0/short").asInt())
                .isEqualTo(3);
    }

    @Test
    void a_location_without_symbols_is_finished_and_what_nobody_saw_is_missing() {
        park.stock("L1", 10);
        park.stock("L2", 4);
        open("A1", "DOCK").expect(201);
        Client.Answer empty =
                operator.post("/v1/scans", park.finishing("f1", count, "DOCK")).expect(200);
        assertThat(empty.json().path("outcome").asString()).isEqualTo("accepted");
        assertThat(empty.json().at("/item/location").asString()).isEqualTo("DOCK");
        assertThat(empty.json().has("next")).isFalse();
        assertThat(operator.post("/v1/scans", park.finishing("f1", count, "DOCK")).json())
                .isEqualTo(empty.json());
        assertThat(admin.get(path + "/locations").json().path("items")).hasSize(2);
        assertThat(admin.get(path + "/locations?counted=false").json().path("items")).hasSize(1);
        park.count("c1", count, "L1", 10).expect(200);
        String withSymbols =
                park.finishing("f2", count, "A1")
                        .replace("\"quantity\"", "\"symbols\":[],\"quantity\"");
        JsonNode rest = operator.post("/v1/scans", withSymbols).expect(200).json();
        assertThat(rest.at("/next/booked").asInt()).isEqualTo(4);
        JsonNode shown = shown();
        assertThat(shown.at("/progress/finished").asInt()).isEqualTo(2);
        assertThat(shown.at("/progress/differences").asInt()).isEqualTo(1);
        assertThat(shown.path("notCounted")).isEmpty();
        JsonNode lines = admin.get(path + "/lines?differing=true").expect(200).json().path("items");
        assertThat(lines).hasSize(1);
        assertThat(lines.at("/0/lot").asString()).isEqualTo("L2");
        assertThat(lines.at("/0/seen").asBoolean()).isFalse();
        // it is there after all
        park.count("c2", count, "L2", 4).expect(200);
        JsonNode both = admin.get(path + "/lines?limit=1").expect(200).json().path("items");
        assertThat(both).hasSize(1);
        JsonNode again =
                admin.get(path + "/lines?location=A1")
                        .expect(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(line -> line.path("lot").asString().equals("L2"))
                        .findFirst()
                        .orElseThrow();
        assertThat(again.path("difference").asInt()).isZero();
        assertThat(again.at("/earlier/0/counted").asInt()).isZero();
        assertThat(admin.get(path + "/locations?counted=true").json().path("items")).hasSize(2);
        assertThat(admin.post(path + "/booking", null).expect(200).json().path("adjustments"))
                .isEmpty();
    }

    @Test
    void a_look_that_is_told_late_stands_among_the_earlier_ones() {
        park.stock("L1", 10);
        operator.put(path, park.countBody(false, "A1")).expect(201);
        Instant looked = Instant.now();
        String late =
                park.scan(
                        "c2",
                        "count",
                        "L1",
                        5,
                        TestPark.reference(count)
                                + TestPark.at("A1")
                                + ",\"scannedAt\":\"%s\"".formatted(looked));
        Poll.until(
                "a later moment",
                Duration.ofSeconds(10),
                () -> Instant.now().isAfter(looked.plusMillis(5)));
        park.count("c1", count, "L1", 8).expect(200);
        operator.post("/v1/scans", late).expect(200);
        JsonNode line = admin.get(path + "/lines").expect(200).json().at("/items/0");
        assertThat(line.path("counted").asInt()).isEqualTo(8);
        assertThat(line.at("/earlier/0/counted").asInt()).isEqualTo(5);
    }

    @Test
    void operators_of_a_blind_count_are_not_told_what_is_booked_before_it_is() {
        park.stock("L1", 10);
        park.stock("L2", 4);
        operator.put(path, park.countBody(true, "A1")).expect(201);
        String scan = park.scan("c1", "count", "L1", 8, reference(count) + at("A1"));
        Client.Answer scanned = operator.post("/v1/scans", scan).expect(200);
        Client.Answer finished =
                operator.post("/v1/scans", park.finishing("f1", count, "A1")).expect(200);
        for (Client.Answer answer : List.of(scanned, finished)) {
            assertThat(answer.json().has("next")).isFalse();
        }
        JsonNode blind = operator.get(path).expect(200).json();
        assertThat(blind.path("lines")).hasSize(1);
        assertThat(blind.at("/lines/0/counted").asInt()).isEqualTo(8);
        for (String hidden : List.of("booked", "difference", "elsewhere", "adjustment", "left")) {
            assertThat(blind.at("/lines/0").has(hidden)).as(hidden).isFalse();
        }
        assertThat(blind.path("progress").has("differences")).isFalse();
        assertThat(operator.get(path + "/lines").expect(200).json().path("items")).hasSize(1);
        assertThat(operator.get(path + "/lines?differing=true").status()).isEqualTo(400);
        assertThat(operator.get("/v1/trace/lots/%s/L1".formatted(park.di)).expect(200).text())
                .doesNotContain("booked 10");
        assertThat(quality.get(path).expect(200).json().path("lines")).hasSize(2);
        assertThat(quality.get(path).json().at("/lines/0/booked").asInt()).isEqualTo(10);
        assertThat(operator.post(path + "/booking", null).status()).isEqualTo(403);
        quality.post(path + "/booking", null).expect(200);
        JsonNode seen = operator.get(path).expect(200).json();
        assertThat(seen.path("lines")).hasSize(2);
        assertThat(seen.at("/lines/0/difference").asInt()).isEqualTo(-2);
    }

    @Test
    void above_a_roles_limit_a_second_person_approves_or_refuses() {
        park.stock("L1", 200);
        open("A1").expect(201);
        park.count("c1", count, "L1", 50).expect(200);
        JsonNode asked = quality.post(path + "/booking", null).expect(200).json();
        assertThat(asked.path("state").asString()).isEqualTo("AWAITING_APPROVAL");
        assertThat(shown().path("state").asString()).isEqualTo("AWAITING_APPROVAL");
        assertThat(quality.post(path + "/approval", null).problem())
                .isEqualTo("/problems/count-needs-second-person");
        assertThat(park.count("c2", count, "L1", 60).problem())
                .isEqualTo("/problems/count-not-open");
        admin.post(path + "/refusal", "{\"reason\":\"数错了\"}").expect(200);
        assertThat(shown().path("refusal").asString()).isEqualTo("数错了");
        park.count("c3", count, "L1", 60).expect(200);
        quality.post(path + "/booking", null).expect(200);
        assertThat(stock()).isEqualTo(200);
        JsonNode approved = admin.post(path + "/approval", null).expect(200).json();
        assertThat(approved.path("state").asString()).isEqualTo("BOOKED");
        assertThat(stock()).isEqualTo(60);
        JsonNode shown = shown();
        assertThat(shown.path("requestedBy").asString())
                .isNotEqualTo(shown.path("approvedBy").asString());
    }

    @Test
    void what_was_never_booked_is_named_with_what_to_do() {
        park.stock("L1", 10);
        open("A1", "DOCK").expect(201);
        park.count("c1", count, "L1", 12).expect(200);
        Client.Answer refused = admin.post(path + "/booking", null);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/count-not-bookable");
        JsonNode line = refused.json().at("/lines/0");
        assertThat(line.path("problem").asString()).isEqualTo("not-lost");
        assertThat(line.path("difference").asInt()).isEqualTo(2);
        assertThat(line.path("detail").asString()).contains("receive under a notice");
        assertThat(shown().path("state").asString()).isEqualTo("OPEN");
        JsonNode booked = admin.post(path + "/booking", "{\"leaveRest\":true}").expect(200).json();
        assertThat(booked.at("/left/0/problem").asString()).isEqualTo("not-lost");
        assertThat(shown().at("/lines/0/left").asString()).isEqualTo("not-lost");
        assertThat(shown().path("leftLines").asInt()).isEqualTo(1);
        assertThat(stock()).isEqualTo(10);
    }

    @Test
    void a_count_is_changed_before_the_first_scan_and_given_up_at_any_moment() {
        park.stock("L1", 10);
        open("A1").expect(201);
        String tag = String.valueOf(admin.get(path).header("ETag"));
        Client.Answer changed = amend(path, park.countBody(true, "DOCK"), tag).expect(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(amend(path, park.countBody(true, "A1"), tag).problem())
                .isEqualTo("/problems/count-changed");
        assertThat(shown().path("notCounted")).hasSize(1);
        JsonNode listed = admin.get(path + "/locations?limit=1").expect(200).json().path("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/location").asString()).isEqualTo("DOCK");
        amend(path, park.countBody(false, "A1"), "*").expect(200);
        park.count("c1", count, "L1", 9).expect(200);
        Client.Answer started = amend(path, park.countBody(false, "DOCK"), "*");
        assertThat(started.status()).isEqualTo(409);
        assertThat(started.problem()).isEqualTo("/problems/count-started");
        JsonNode cancelled =
                admin.post(path + "/cancellation", "{\"reason\":\"改期\"}").expect(200).json();
        assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
        admin.post(path + "/cancellation", "{\"reason\":\"改期\"}").expect(200);
        assertThat(admin.post(path + "/booking", null).problem())
                .isEqualTo("/problems/count-not-open");
        assertThat(shown().path("cancellation").asString()).isEqualTo("改期");
        assertThat(stock()).isEqualTo(10);
    }

    @Test
    void devices_are_counted_wherever_they_lie_and_no_place_is_forgotten() {
        park.stock("L1", 10);
        admin.put(
                        path,
                        "{\"warehouse\":\"%s\",\"devices\":[\"%s\"],\"blind\":false}"
                                .formatted(park.warehouse, park.di))
                .expect(201);
        assertThat(shown().path("notCounted")).hasSize(1);
        assertThat(shown().at("/notCounted/0").asString()).isEqualTo("A1");
        // goods may be found where nobody expected them
        operator.post(
                        "/v1/scans",
                        park.scan(
                                "c1",
                                "count",
                                "L1",
                                2,
                                reference(count)
                                        + at("DOCK")
                                        + ",\"owner\":\""
                                        + park.owner
                                        + "\""))
                .expect(200);
        park.count("c2", count, "L1", 8).expect(200);
        assertThat(shown().at("/progress/locations").asInt()).isEqualTo(2);
        JsonNode booked = admin.post(path + "/booking", null).expect(200).json();
        assertThat(booked.at("/adjustments/0/kind").asString()).isEqualTo("LOST");
        assertThat(booked.at("/adjustments/1/kind").asString()).isEqualTo("FOUND");
        assertThat(booked.at("/adjustments/1/location").asString()).isEqualTo("DOCK");
        assertThat(stock()).isEqualTo(8);
    }

    @Test
    void lists_show_counts_of_ones_own_warehouse() {
        open("A1").expect(201);
        String query = "/v1/counts?state=OPEN&warehouse=" + park.warehouse;
        JsonNode items = operator.get(query).expect(200).json().path("items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/countId").asString()).isEqualTo(count);
        Client stranger = admin.newKey("operator", null, "ELSEWHERE");
        assertThat(stranger.get("/v1/counts?warehouse=" + park.warehouse).json().path("items"))
                .isEmpty();
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get(path + "/lines").status()).isEqualTo(404);
        assertThat(stranger.put(path, park.countBody(false, "A1")).status()).isEqualTo(403);
        Client elsewhere = admin.newKey("quality", null, "ELSEWHERE");
        for (String command : List.of("/booking", "/approval")) {
            assertThat(elsewhere.post(path + command, null).status()).isEqualTo(404);
        }
        for (String command : List.of("/refusal", "/cancellation")) {
            assertThat(elsewhere.post(path + command, "{\"reason\":\"r\"}").status())
                    .isEqualTo(404);
        }
    }

    /// What is sent, and how it is answered.
    private record Try(String what, Client.Answer answer, int status, String problem) {}

    @Test
    void whatever_is_sent_wrongly_is_refused_and_named() {
        park.stock("L1", 10);
        open("A1").expect(201);
        String w = park.warehouse;
        List<Try> tries = new ArrayList<>();
        for (String body :
                List.of(
                        "{}",
                        "[]",
                        "",
                        "{\"warehouse\":null,\"blind\":false}",
                        "{\"warehouse\":\"" + w + "\",\"abcClass\":\"A\",\"blind\":false}",
                        "{\"warehouse\":\"" + w + "\",\"locations\":[],\"blind\":false}",
                        "{\"warehouse\":\"" + w + "\",\"locations\":[null],\"blind\":false}",
                        "{\"warehouse\":\"" + w + "\",\"locations\":\"A1\",\"blind\":false}",
                        "{\"warehouse\":\""
                                + w
                                + "\",\"locations\":[\"A1\",\"A1\"],\"blind\":false}",
                        "{\"warehouse\":\"" + w + "\",\"locations\":[\"A1 \"],\"blind\":false}",
                        "{\"warehouse\":\""
                                + w
                                + "\",\"locations\":[\"A1\\u200b\"],\"blind\":false}",
                        "{\"warehouse\":\"" + w + "\",\"devices\":[],\"blind\":false}",
                        "{\"warehouse\":\"" + w + "\",\"devices\":[\"\"],\"blind\":false}",
                        "{\"warehouse\":\"" + w + "\",\"blind\":\"maybe\"}",
                        "{\"warehouse\":\"" + w + "\",\"recountAbove\":-1,\"blind\":false}",
                        "{\"warehouse\":\"" + w + "\",\"recountAbove\":1.5,\"blind\":false}",
                        "{\"warehouse\":\"" + w + "\",\"recountAbove\":2147483648,\"blind\":false}",
                        "{\"warehouse\":\"" + w + " \",\"blind\":false}")) {
            tries.add(
                    new Try(
                            body,
                            admin.put("/v1/counts/" + park.id("BAD"), body),
                            400,
                            "/problems/malformed-request"));
        }
        tries.add(
                new Try(
                        "an unknown location",
                        admin.put("/v1/counts/" + park.id("BAD"), park.countBody(false, "a1")),
                        422,
                        "/problems/unknown-location"));
        tries.add(
                new Try(
                        "an unknown device",
                        admin.put(
                                "/v1/counts/" + park.id("BAD"),
                                "{\"warehouse\":\"%s\",\"devices\":[\"06901234560000\"],\"blind\":false}"
                                        .formatted(w)),
                        422,
                        "/problems/unknown-device"));
        tries.add(
                new Try(
                        "an unknown warehouse",
                        admin.put(
                                "/v1/counts/" + park.id("BAD"),
                                "{\"warehouse\":\"%s\",\"blind\":false}"
                                        .formatted(w.toLowerCase(java.util.Locale.ROOT))),
                        422,
                        "/problems/unknown-warehouse"));
        tries.add(
                new Try(
                        "an id that looks like another",
                        admin.put(
                                "/v1/counts/" + count.toLowerCase(java.util.Locale.ROOT),
                                park.countBody(false, "A1")),
                        409,
                        "/problems/count-looks-alike"));
        tries.add(
                new Try(
                        "a strange id",
                        admin.put("/v1/counts/C%20NT", park.countBody(false, "A1")),
                        400,
                        "/problems/malformed-request"));
        tries.add(
                new Try(
                        "a full-width id",
                        admin.put("/v1/counts/%EF%BC%A3NT", park.countBody(false, "A1")),
                        400,
                        "/problems/malformed-request"));
        tries.add(
                new Try(
                        "an If-Match that is none",
                        amend(path, park.countBody(true, "A1"), "1"),
                        400,
                        "/problems/malformed-request"));
        tries.add(
                new Try(
                        "an If-Match of another document",
                        amend(path, park.countBody(true, "A1"), "\"9\""),
                        412,
                        "/problems/count-changed"));
        tries.add(
                new Try(
                        "an If-Match for what is not there",
                        amend("/v1/counts/" + park.id("NEW"), park.countBody(true, "A1"), "*"),
                        412,
                        "/problems/count-changed"));
        for (String scan :
                List.of(
                        park.scan("b1", "count", "L1", -1, reference(count) + at("A1")),
                        park.scan("b2", "count", "L1", 1, at("A1")),
                        park.scan("b3", "count", "L1", 1, reference(count)),
                        park.scan("b4", "count", "L1", 1, reference(count + " ") + at("A1")),
                        park.scan("b5", "count", "L1", 1, reference(count) + at("A1"))
                                .replace("\"quantity\":1", "\"quantity\":1.5"),
                        park.finishing("b6", count, "A1")
                                .replace("\"quantity\":0", "\"quantity\":1"),
                        park.finishing("b7", count, "A1").replaceAll(",\\s*\"quantity\":0", ""),
                        park.finishing("b8", count, "A1")
                                .replace("\"quantity\"", "\"symbols\":[\"\"],\"quantity\""),
                        park.finishing("b9", count, "A1")
                                .replace("\"quantity\"", "\"symbols\":[null],\"quantity\""),
                        park.finishing("b10", count, "A1")
                                .replace("\"task\":\"count\"", "\"task\":\"pick\""),
                        park.finishing("b11", count, "A1")
                                .replace("\"quantity\"", "\"owner\":\"X\",\"quantity\""),
                        park.finishing("b12", count, "A1").replace(reference(count), ""),
                        park.finishing("b13", count, "A1").replace(at("A1"), ""),
                        park.finishing("b14", count, "A1")
                                .replace("\"quantity\"", "\"toLocation\":\"A1\",\"quantity\""))) {
            tries.add(
                    new Try(
                            scan,
                            admin.post("/v1/scans", scan),
                            400,
                            "/problems/malformed-request"));
        }
        String alike = count.toLowerCase(java.util.Locale.ROOT);
        tries.add(
                new Try(
                        "a look-alike",
                        park.count("d1", alike, "L1", 1),
                        404,
                        "/problems/unknown-count"));
        tries.add(
                new Try(
                        "a look-alike",
                        admin.post("/v1/scans", park.finishing("d2", alike, "A1")),
                        404,
                        "/problems/unknown-count"));
        tries.add(
                new Try(
                        "a count that nobody opened",
                        admin.post("/v1/scans", park.finishing("d3", park.id("NONE"), "A1")),
                        404,
                        "/problems/unknown-count"));
        tries.add(
                new Try(
                        "another location",
                        admin.post("/v1/scans", park.finishing("d4", count, "DOCK")),
                        422,
                        "/problems/location-not-in-count"));
        tries.add(
                new Try(
                        "no location",
                        admin.post("/v1/scans", park.finishing("d5", count, "NOWHERE")),
                        422,
                        "/problems/unknown-location"));
        tries.add(
                new Try(
                        "another warehouse",
                        admin.post(
                                "/v1/scans",
                                park.finishing("d6", count, "DOCK")
                                        .replace(park.warehouse + "\"", "ELSEWHERE\"")),
                        422,
                        "/problems/count-of-other-warehouse"));
        tries.add(
                new Try(
                        "goods of nobody",
                        park.count("d7", count, "L9", 1),
                        422,
                        "/problems/unknown-owner"));
        tries.add(
                new Try(
                        "an owner that is none",
                        admin.post(
                                "/v1/scans",
                                park.scan(
                                        "d8",
                                        "count",
                                        "L1",
                                        1,
                                        reference(count) + at("A1") + ",\"owner\":\"NOBODY\"")),
                        422,
                        "/problems/unknown-enterprise"));
        tries.add(
                new Try(
                        "a scan from long ago",
                        admin.post(
                                "/v1/scans",
                                park.finishing("d9", count, "A1")
                                        .replace(
                                                "\"quantity\"",
                                                "\"scannedAt\":\"2001-01-01T00:00:00Z\",\"quantity\"")),
                        422,
                        "/problems/scan-too-old"));
        tries.add(
                new Try(
                        "a scan from tomorrow",
                        admin.post(
                                "/v1/scans",
                                park.finishing("d10", count, "A1")
                                        .replace(
                                                "\"quantity\"",
                                                "\"scannedAt\":\"2091-01-01T00:00:00Z\",\"quantity\"")),
                        400,
                        "/problems/malformed-request"));
        tries.add(
                new Try(
                        "nothing was counted",
                        admin.post(path + "/booking", null),
                        422,
                        "/problems/nothing-counted"));
        tries.add(
                new Try(
                        "nothing waits",
                        admin.post(path + "/approval", null),
                        422,
                        "/problems/nothing-to-approve"));
        for (String body :
                List.of("{\"leaveRest\":1}", "{\"leave\":true}", "[]", "{\"leaveRest\":\"x\"}")) {
            tries.add(
                    new Try(
                            body,
                            admin.post(path + "/booking", body),
                            400,
                            "/problems/malformed-request"));
        }
        for (String body :
                List.of(
                        "{}",
                        "{\"reason\":\"\"}",
                        "{\"reason\":\" \"}",
                        "{\"reason\":\"a\\u0000\"}")) {
            tries.add(
                    new Try(
                            body,
                            admin.post(path + "/cancellation", body),
                            400,
                            "/problems/malformed-request"));
        }
        for (String query :
                List.of(
                        "/v1/counts?state=open",
                        "/v1/counts?warehouse=NOWHERE",
                        "/v1/counts?limit=0",
                        "/v1/counts?after=x",
                        "/v1/counts?nonsense=1",
                        path + "?limit=1001",
                        path + "/lines?location=NOWHERE",
                        path + "/lines?differing=perhaps",
                        path + "/lines?after=x",
                        path + "/locations?counted=x",
                        path + "/locations?limit=x")) {
            tries.add(new Try(query, admin.get(query), 400, "/problems/malformed-request"));
        }
        tries.add(
                new Try(
                        "no such count",
                        admin.get("/v1/counts/" + park.id("NONE")),
                        404,
                        "/problems/unknown-count"));
        tries.add(
                new Try(
                        "no such count",
                        admin.post("/v1/counts/" + park.id("NONE") + "/booking", null),
                        404,
                        "/problems/unknown-count"));
        assertThat(tries).hasSizeGreaterThanOrEqualTo(60);
        List<String> wrong = new ArrayList<>();
        for (Try each : tries) {
            if (each.answer().status() != each.status()
                    || !each.problem().equals(each.answer().problem())) {
                wrong.add(
                        "%s: %d %s"
                                .formatted(
                                        each.what(), each.answer().status(), each.answer().text()));
            }
        }
        assertThat(wrong).isEmpty();
    }
}
