package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What happens is told as it happens, once each, to who may see it.
class StreamTest {
    private static final TestPark PARK = new TestPark(RunningLotline.shared());
    private static final Client ADMIN = PARK.admin;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// One message of a stream.
    private record Told(long id, @Nullable String event, @Nullable JsonNode data) {}

    /// A stream that is read as a browser reads it.
    private static final class Reader implements AutoCloseable {
        private final HttpResponse<InputStream> answer;
        private final BufferedReader lines;

        Reader(Client client, String query, String... headers) throws Exception {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(client.address() + "/v1/stream" + query))
                            .header("Accept", "text/event-stream")
                            .header("Authorization", "Bearer " + client.key());
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /// The next message that has an id; null behind the last one.
        @Nullable Told next() {
            long id = -1;
            String event = null;
            JsonNode data = null;
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id: ")) {
                        id = Long.parseLong(line.substring(4));
                    } else if (line.startsWith("event: ")) {
                        event = line.substring(7);
                    } else if (line.startsWith("data: ")) {
                        data = Client.JSON.readTree(line.substring(6));
                    } else if (line.isEmpty() && id >= 0) {
                        return new Told(id, event, data);
                    }
                }
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// All events up to the end of the stream.
        List<Told> rest() {
            List<Told> all = new ArrayList<>();
            for (Told told = next(); told != null; told = next()) {
                if (told.event() != null) {
                    all.add(told);
                }
            }
            return all;
        }

        @Override
        public void close() throws IOException {
            answer.body().close();
        }
    }

    private static long head() {
        return ADMIN.get("/v1/log/head").position();
    }

    private static String received(String lot) {
        String notice = PARK.notice("ASN-" + lot, lot, 5);
        ADMIN.post(
                        "/v1/scans",
                        PARK.scan(
                                "r-" + lot,
                                "receive",
                                lot,
                                5,
                                TestPark.reference(notice) + TestPark.at("DOCK")))
                .expect(200);
        return notice;
    }

    @Test
    void what_happens_is_told_as_it_happens() throws Exception {
        try (Reader reader = new Reader(ADMIN, "")) {
            String notice = received("S1");
            Told filed = reader.next();
            assertThat(filed.event()).isEqualTo("InboundNoticeFiled");
            Told came = reader.next();
            assertThat(came.event()).isEqualTo("GoodsReceived");
            assertThat(came.id()).isEqualTo(came.data().path("position").asLong());
            assertThat(came.data().at("/goods/0/lot").asString()).isEqualTo("S1");
            assertThat(came.data().at("/goods/0/quantity").asInt()).isEqualTo(5);
            assertThat(came.data().path("documents").toString()).contains(notice);
            assertThat(came.data().path("at").asString()).endsWith("+08:00");
        }
    }

    @Test
    void who_goes_on_misses_nothing_and_gets_nothing_twice() throws Exception {
        received("S2");
        long head = head();
        List<Told> all;
        try (Reader reader = new Reader(ADMIN, "?from=1&until=" + head)) {
            all = reader.rest();
        }
        assertThat(all)
                .extracting(Told::id)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, head).boxed().toList());
        long middle = head / 2;
        try (Reader reader =
                new Reader(ADMIN, "?until=" + head, "Last-Event-ID", Long.toString(middle))) {
            assertThat(reader.rest()).isEqualTo(all.subList((int) middle, all.size()));
        }
        assertThat(all.toString()).doesNotContain("secretHash");
        try (Reader reader = new Reader(ADMIN, "?from=1&events=GoodsReceived&until=" + head)) {
            assertThat(reader.rest()).isNotEmpty().allMatch(e -> e.event().equals("GoodsReceived"));
        }
    }

    @Test
    void an_enterprise_is_told_of_its_own_and_of_what_stops_it() throws Exception {
        long from = head() + 1;
        TestPark others = new TestPark(RunningLotline.shared());
        others.stock("LOT-ELSE", 5);
        PARK.stock("LOT-OWN", 5);
        others.recall("R-LOT-ELSE", "LOT-ELSE").expect(201);
        PARK.recall("R-LOT-OWN", "LOT-OWN").expect(201);
        String order = PARK.order("O-LOT-OWN", 2);
        ADMIN.post("/v1/orders/" + order + "/cancellation", "{\"reason\":\"病人转院\"}").expect(200);
        String query = "?from=" + from + "&until=" + head();

        try (Reader reader = new Reader(ADMIN.newKey("enterprise", PARK.owner), query)) {
            List<Told> own = reader.rest();
            assertThat(own)
                    .extracting(Told::event)
                    .contains(
                            "InboundNoticeFiled",
                            "GoodsReceived",
                            "GoodsInspected",
                            "GoodsPutAway",
                            "RecallStarted",
                            "OrderPlaced",
                            "OrderCancelled")
                    .doesNotContain("KeyIssued", "DeviceRegistered");
            assertThat(own.toString()).contains("LOT-OWN").doesNotContain("LOT-ELSE", others.owner);
            assertThat(own).allMatch(told -> told.data().path("actor").isMissingNode());
        }
        // to the hospital nothing of it was delivered
        try (Reader reader = new Reader(ADMIN.newKey("enterprise", PARK.hospital), query)) {
            assertThat(reader.rest().toString()).doesNotContain("RecallStarted");
        }
        try (Reader reader = new Reader(ADMIN.newKey("regulator", null), query)) {
            assertThat(reader.rest().toString())
                    .contains("LOT-ELSE", "LOT-OWN", others.owner, PARK.owner);
        }
        try (Reader reader = new Reader(ADMIN.newKey("operator", null, others.warehouse), query)) {
            assertThat(reader.rest().toString()).contains("LOT-ELSE").doesNotContain(PARK.owner);
        }
    }

    @Test
    void who_may_see_nothing_of_it_is_told_how_far_it_is() throws Exception {
        Client nobody = ADMIN.newKey("operator", null, "ELSEWHERE");
        try (Reader reader = new Reader(nobody, "")) {
            received("S3");
            Told told = reader.next();
            assertThat(told.event()).isNull();
            assertThat(told.data()).isNull();
            assertThat(told.id()).isPositive();
        }
    }

    @Test
    void a_revoked_key_is_told_no_more() throws Exception {
        Client brief = ADMIN.newKey("quality", null, PARK.warehouse);
        String id = brief.key().split("_")[1];
        try (Reader reader = new Reader(brief, "")) {
            received("S4");
            assertThat(reader.next()).isNotNull();
            ADMIN.delete("/v1/keys/" + id).expect(204);
            received("S5");
            assertThat(reader.rest().toString()).doesNotContain("S5");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=0",
                "?from=-1",
                "?from=x",
                "?events=Nothing",
                "?until=-1",
                "?nosuch=1",
                "?events=",
                "?from=1.5"
            })
    void what_it_does_not_know_is_refused(String query) {
        ADMIN.get("/v1/stream" + query, "Accept", "text/event-stream").expect(400);
    }

    @Test
    void what_it_is_not_is_refused() {
        ADMIN.get("/v1/stream", "Accept", "text/event-stream", "Last-Event-ID", "abc").expect(400);
        ADMIN.get("/v1/stream", "Accept", "application/json").expect(406);
        ADMIN.newKey("sensor", null).get("/v1/stream", "Accept", "text/event-stream").expect(403);
        new Client(ADMIN.address(), null).get("/v1/stream").expect(401);
    }

    @Test
    void a_key_follows_so_many_streams_and_no_more() throws Exception {
        Client many = ADMIN.newKey("regulator", null);
        List<Reader> open = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                open.add(new Reader(many, ""));
            }
            assertThat(
                            many.get("/v1/stream?until=1", "Accept", "text/event-stream")
                                    .expect(429)
                                    .problem())
                    .isEqualTo("/problems/too-many-streams");
            // others are not hindered
            new Reader(ADMIN, "?from=1&until=1").close();
        } finally {
            for (Reader reader : open) {
                reader.close();
            }
        }
    }

    @Test
    void a_server_ends_though_somebody_follows() throws Exception {
        RunningLotline server = RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of());
        try (Reader reader = new Reader(server.admin(), "")) {
            long began = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(4));
            assertThat(reader.rest()).isEmpty();
        }
    }
}
