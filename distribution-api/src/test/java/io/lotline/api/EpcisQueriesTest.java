package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// GS1's EPCIS 2.0 REST binding, as a partner's system asks it.
class EpcisQueriesTest {
    private static final TestPark PARK = new TestPark(RunningLotline.shared());
    private static Schema schema;
    private static String lot;
    private static String order;

    @BeforeAll
    static void goods() throws IOException {
        Path file =
                Path.of(System.getProperty("lotline.root", ".."))
                        .resolve(
                                "projections/src/test/resources/io/lotline/projections/epcis/EPCIS-JSON-Schema.json");
        schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(Client.JSON.readTree(Files.readString(file)));
        PARK.stock("E1", 9);
        lot = "https://id.gs1.org/01/" + PARK.di + "/10/E1";
        order = PARK.order("O-E1", 3);
        PARK.admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        PARK.pick("k-E1", order, "E1", 3).expect(200);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<JsonNode> events(Client.Answer answer) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode document = answer.expect(200).json();
        assertThat(document.path("type").asString()).isEqualTo("EPCISQueryDocument");
        assertThat(
                        schema.validate(
                                document,
                                context ->
                                        context.executionConfig(
                                                config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
        document.at("/epcisBody/queryResults/resultsBody/eventList").forEach(events::add);
        return events;
    }

    private static List<JsonNode> ask(String query) {
        return events(PARK.admin.get("/epcis/events?" + query));
    }

    private static Set<String> steps(List<JsonNode> events) {
        Set<String> steps = new TreeSet<>();
        events.forEach(event -> steps.add(event.path("bizStep").asString()));
        return steps;
    }

    @Test
    void a_lots_events_are_found_by_its_name_and_are_those_of_its_trace() {
        List<JsonNode> found = ask("MATCH_epcClass=" + encoded(lot));
        assertThat(steps(found)).contains("receiving", "inspecting", "storing", "picking");
        List<String> ids = new ArrayList<>();
        PARK.admin
                .get("/v1/trace/lots/" + PARK.di + "/E1", "Accept", "application/ld+json")
                .expect(200)
                .json()
                .at("/epcisBody/eventList")
                .forEach(event -> ids.add(event.path("eventID").asString()));
        assertThat(found)
                .extracting(event -> event.path("eventID").asString())
                .containsExactlyElementsOf(ids);
        assertThat(events(PARK.admin.get("/epcis/epcs/" + encoded(lot) + "/events")))
                .isEqualTo(found);
    }

    @Test
    void an_event_is_found_by_its_id() {
        JsonNode first = ask("MATCH_epcClass=" + encoded(lot)).getFirst();
        String id = first.path("eventID").asString();
        assertThat(events(PARK.admin.get("/epcis/events/" + encoded(id)))).containsExactly(first);
        assertThat(ask("EQ_eventID=" + encoded(id) + "&MATCH_epcClass=" + encoded(lot)))
                .containsExactly(first);
        for (String none :
                List.of(
                        "urn:uuid:00000000-0000-4000-8000-000000000000",
                        "urn:uuid:ffffffff-ffff-8fff-bfff-ffffffffffff",
                        "nothing")) {
            PARK.admin.get("/epcis/events/" + encoded(none)).expect(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EQ_bizStep=picking, picking",
        "EQ_bizStep=https%3A%2F%2Fref.gs1.org%2Fcbv%2FBizStep-picking, picking",
        "EQ_bizStep=urn%3Aepcglobal%3Acbv%3Abizstep%3Apicking, picking",
        "EQ_bizStep=picking%7Creceiving, picking receiving",
        "EQ_action=OBSERVE&EQ_bizStep=receiving, receiving",
        "eventType=AggregationEvent&EQ_bizStep=receiving, ",
        "eventType=TransformationEvent, ",
        "GE_eventTime=2999-01-01T00:00:00Z, ",
        "EQ_bizStep=sampling, ",
        "EQ_bizStep=https%3A%2F%2Fexample.org%2Fsterilising, ",
        "LT_recordTime=2000-01-01T00:00:00Z, ",
        "EXISTS_errorDeclaration=true, ",
    })
    void what_a_query_names_is_what_it_gets(String query, @Nullable String steps) {
        assertThat(steps(ask(query + "&MATCH_epcClass=" + encoded(lot))))
                .containsExactlyElementsOf(
                        steps == null || steps.isBlank() ? List.of() : List.of(steps.split(" ")));
    }

    @Test
    void pages_follow_each_other_without_a_gap_and_without_doubles() {
        List<JsonNode> whole = ask("MATCH_epcClass=" + encoded(lot));
        List<JsonNode> paged = new ArrayList<>();
        @Nullable String next = "/epcis/events?perPage=1&MATCH_epcClass=" + encoded(lot);
        while (next != null) {
            Client.Answer page = PARK.admin.get(next);
            List<JsonNode> some = events(page);
            assertThat(some).hasSizeLessThanOrEqualTo(1);
            paged.addAll(some);
            @Nullable String link = page.headers().firstValue("Link").orElse(null);
            next = link == null ? null : link.substring(1, link.indexOf('>'));
            if (next != null) {
                assertThat(page.header("GS1-Next-Page-Token-Expires")).isNotEmpty();
            }
        }
        assertThat(paged).isEqualTo(whole);
        assertThat(whole).hasSizeGreaterThan(3);
    }

    @Test
    void without_a_name_the_whole_log_is_told_page_by_page() {
        Set<String> ids = new TreeSet<>();
        @Nullable String next = "/epcis/events?perPage=50";
        while (next != null) {
            Client.Answer page = PARK.admin.get(next);
            for (JsonNode event : events(page)) {
                assertThat(ids.add(event.path("eventID").asString())).isTrue();
            }
            @Nullable String link = page.headers().firstValue("Link").orElse(null);
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        for (JsonNode event : ask("MATCH_epcClass=" + encoded(lot))) {
            assertThat(ids).contains(event.path("eventID").asString());
        }
    }

    @Test
    void an_owner_gets_its_own_and_a_stranger_nothing() {
        String path = "/epcis/events?MATCH_epcClass=" + encoded(lot);
        Client owner = PARK.admin.newKey("enterprise", PARK.owner);
        assertThat(events(owner.get(path))).isNotEmpty();
        assertThat(events(owner.get("/epcis/events"))).isNotEmpty();
        PARK.enterprise(PARK.id("STRANGER"), "DEPOSITOR");
        Client stranger = PARK.admin.newKey("enterprise", PARK.id("STRANGER"));
        assertThat(events(stranger.get(path))).isEmpty();
        assertThat(events(stranger.get("/epcis/events"))).isEmpty();
        String id = ask("MATCH_epcClass=" + encoded(lot)).getFirst().path("eventID").asString();
        stranger.get("/epcis/events/" + encoded(id)).expect(404);
        PARK.admin.newKey("operator", null).get("/epcis/events").expect(403);
        new Client(PARK.admin.address(), null).get("/epcis/events").expect(401);
    }

    @Test
    void a_recall_of_a_lot_is_told_of_it() {
        PARK.stock("E2", 1);
        PARK.recall("R-E2", "E2").expect(201);
        String recalled = "https://id.gs1.org/01/" + PARK.di + "/10/E2";
        assertThat(ask("EQ_disposition=recalled&MATCH_epcClass=" + encoded(recalled))).hasSize(1);
        Client owner = PARK.admin.newKey("enterprise", PARK.owner);
        assertThat(
                        events(
                                owner.get(
                                        "/epcis/events?EQ_disposition=recalled&MATCH_epcClass="
                                                + encoded(recalled))))
                .hasSize(1);
    }

    @Test
    void what_there_is_is_listed_and_the_versions_are_told() {
        Client.Answer types = PARK.admin.get("/epcis/eventTypes").expect(200);
        assertThat(types.json().path("@set").toString())
                .isEqualTo("[\"AggregationEvent\",\"ObjectEvent\"]");
        assertThat(types.header("GS1-EPCIS-Version")).isEqualTo("2.0.0");
        assertThat(types.header("GS1-CBV-Version")).isEqualTo("2.0.0");
        assertThat(
                        PARK.admin
                                .get("/epcis/events?perPage=1", "Accept", "application/ld+json")
                                .expect(200)
                                .header("Content-Type"))
                .startsWith("application/ld+json");
    }

    @ParameterizedTest
    @CsvSource({
        "EQ_color=red, EQ_color",
        "MATCH_epc=urn%3Aepc%3Aidpat%3Asgtin%3A1.*.*, MATCH_epc",
        "MATCH_epc=https%3A%2F%2Fid.gs1.org%2F01%2F06901234567893%2F10%2FL, MATCH_epc",
        "MATCH_anyEPC=x, MATCH_anyEPC",
        "EQ_action=DROP, EQ_action",
        "EQ_bizStep=recieving, EQ_bizStep",
        "EQ_bizStep=%7C, EQ_bizStep",
        "MATCH_epc=%7C%7C, MATCH_epc",
        "EQ_eventID=%7C, EQ_eventID",
        "EQ_disposition=recaled, EQ_disposition",
        "eventType=Something, eventType",
        "perPage=0, perPage",
        "perPage=1001, perPage",
        "perPage=x, perPage",
        "nextPageToken=0.0, nextPageToken",
        "nextPageToken=abc, nextPageToken",
        "GE_eventTime=yesterday, GE_eventTime",
        "EXISTS_errorDeclaration=maybe, EXISTS_errorDeclaration",
        "orderBy=eventTime, orderBy",
        "orderDirection=DESC, orderDirection",
        "eventCountLimit=0, eventCountLimit",
    })
    void what_cannot_be_asked_is_refused_by_its_name(String query, String parameter) {
        Client.Answer answer = PARK.admin.get("/epcis/events?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(parameter);
    }

    @Test
    void a_urn_names_the_same_as_a_digital_link() {
        // the company's prefix may end anywhere
        String gtin = PARK.di;
        for (int end : List.of(6, 9)) {
            String urn =
                    "urn:epc:class:lgtin:%s.%s%s.E1"
                            .formatted(
                                    gtin.substring(1, 1 + end),
                                    gtin.charAt(0),
                                    gtin.substring(1 + end, 13));
            assertThat(ask("MATCH_epcClass=" + encoded(urn)))
                    .isEqualTo(ask("MATCH_epcClass=" + encoded(lot)));
        }
    }
}
