package io.lotline.projections.epcis;

import static io.lotline.projections.testing.Story.ALPHA;
import static io.lotline.projections.testing.Story.BETA;
import static io.lotline.projections.testing.Story.DI;
import static io.lotline.projections.testing.Story.HOSPITAL;
import static io.lotline.projections.testing.Story.LOT;
import static io.lotline.projections.testing.Story.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.Handling;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockCounted;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.UnitEvent.UnitPacked;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Di;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import io.lotline.projections.testing.Story;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EpcisHistoriesTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final EpcisIds IDS = new EpcisIds(URI.create("https://park.example/"));
    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

    private static Schema schema;

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Story story = new Story(log).masterData();
    private final EpcisHistories histories =
            new EpcisHistories(log, ZoneId.of("Asia/Shanghai"), IDS);

    @BeforeAll
    static void readSchema() throws IOException {
        try (InputStream in =
                EpcisHistoriesTest.class.getResourceAsStream("EPCIS-JSON-Schema.json")) {
            schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(MAPPER.readTree(Objects.requireNonNull(in)));
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    private static void assertValid(String json) {
        assertThat(
                        schema.validate(
                                MAPPER.readTree(json),
                                context ->
                                        context.executionConfig(
                                                config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
    }

    private Optional<EpcisDocument> lot() {
        return histories.lot(DI, LOT, null, Long.MAX_VALUE, NOW);
    }

    @Test
    void a_whole_life_is_valid_against_the_schema() {
        story.receives("ASN-1", ALPHA, 100).accepts("ASN-1", ALPHA, 90);
        story.happens(
                new StockCounted(
                        new CountId("C-1"), Story.goods(ALPHA), Story.BIN, 90, 90, story.scan()));
        HoldScope scope = new HoldScope(DI, LOT, null, "W1/A-01", null);
        story.happens(new StockHeld(new HoldId("H-1"), scope, "label"));
        story.happens(new HoldReleased(new HoldId("H-1"), scope));
        story.orders("SO-1", ALPHA, HOSPITAL, 30).picks("SO-1", ALPHA, 30);
        story.packs("SO-1", ALPHA, 30, new Sscc("106141412345678908"));
        story.loads("SH-1", "SO-1", ALPHA, 12);
        story.dispatches("SH-1", load("SO-1", ALPHA, HOSPITAL, 30));
        story.delivers("SH-1", load("SO-1", ALPHA, HOSPITAL, 30));
        story.returns("SO-1", ALPHA, HOSPITAL, 4);
        story.happens(
                new RecallStarted(
                        new RecallId("R-1"), 1, DI, Set.of(LOT), Set.of(), "fracture", true));
        story.happens(new RecallClosed(new RecallId("R-1"), DI, Set.of(LOT), Set.of(), null));

        EpcisDocument document = lot().orElseThrow();

        assertValid(MAPPER.writeValueAsString(document));
        assertThat(document.epcisBody().eventList())
                .extracting(EpcisDocument.Event::bizStep)
                .containsExactly(
                        "receiving",
                        "inspecting",
                        "storing",
                        "cycle_counting",
                        "holding",
                        "other",
                        "picking",
                        "staging_outbound",
                        "packing",
                        "loading",
                        "shipping",
                        "receiving",
                        "receiving",
                        "holding",
                        "other");
        assertThat(document.epcisBody().eventList())
                .extracting(EpcisDocument.Event::eventID)
                .doesNotHaveDuplicates();
        assertThat(document.epcisBody().eventList().iterator().next())
                .satisfies(
                        event -> {
                            assertThat(event.eventTimeZoneOffset()).isEqualTo("+08:00");
                            assertThat(event.quantityList())
                                    .containsExactly(
                                            new EpcisDocument.QuantityElement(
                                                    "https://id.gs1.org/01/06901234567892/10/LOT7",
                                                    100L));
                        });
    }

    @Test
    void a_units_life_is_valid_against_the_schema() {
        Sscc box = new Sscc("106141412345678908");
        Sscc pallet = new Sscc("006141411234567890");
        OrderId order = new OrderId("SO-1");
        ShipmentId shipment = new ShipmentId("SH-1");
        story.receives("ASN-1", ALPHA, 100).accepts("ASN-1", ALPHA, 90);
        story.orders("SO-1", ALPHA, HOSPITAL, 30).picks("SO-1", ALPHA, 30);
        story.packs("SO-1", ALPHA, 30, box);
        story.happens(new UnitPacked(box, pallet, null, order, Place.order(order), story.scan()));
        UnitHandled.Row row =
                new UnitHandled.Row(
                        box,
                        Story.goods(ALPHA),
                        List.of(),
                        null,
                        30,
                        Place.order(order),
                        Place.vehicle(shipment),
                        QualityStatus.QUALIFIED,
                        QualityStatus.QUALIFIED,
                        order,
                        null,
                        0,
                        List.of());
        story.happens(
                new UnitHandled(
                        pallet,
                        Handling.LOAD,
                        List.of(box),
                        null,
                        null,
                        shipment,
                        null,
                        Place.vehicle(shipment),
                        List.of(row),
                        story.scan()));

        EpcisDocument document = histories.unit(pallet, null, Long.MAX_VALUE, NOW).orElseThrow();

        assertValid(MAPPER.writeValueAsString(document));
        assertThat(document.epcisBody().eventList())
                .extracting(EpcisDocument.Event::type, EpcisDocument.Event::bizStep)
                .containsExactly(
                        tuple("AggregationEvent", "packing"), tuple("ObjectEvent", "loading"));
        assertThat(histories.unit(box, null, Long.MAX_VALUE, NOW).orElseThrow().epcisBody())
                .satisfies(
                        body ->
                                assertThat(body.eventList())
                                        .extracting(EpcisDocument.Event::bizStep)
                                        .containsExactly("packing", "packing", "loading"));
        assertThat(histories.unit(new Sscc("369712340000000010"), null, Long.MAX_VALUE, NOW))
                .isEmpty();
    }

    @Test
    void the_validation_finds_what_is_wrong() {
        story.receives("ASN-1", ALPHA, 1);
        String json = MAPPER.writeValueAsString(lot().orElseThrow());
        assertThat(schema.validate(MAPPER.readTree(json.replace("\"receiving\"", "\"eating\""))))
                .isNotEmpty();
    }

    @Test
    void serials_are_instances_and_goods_without_gtin_have_names_of_the_parks_own() {
        Di ma = new Di("MA.156.M0.100221.S6912");
        LotNumber lot = new LotNumber("批 1/2");
        SerialNumber serial = new SerialNumber("S 1");
        story.happens(
                new io.lotline.core.events.InboundEvent.GoodsReceived(
                        new io.lotline.core.values.NoticeId("ASN-1"),
                        Movement.of(
                                new StockItem(ALPHA, ma, lot),
                                serial,
                                null,
                                1,
                                Place.supplier(Story.MAKER),
                                Place.location(Story.DOCK),
                                QualityStatus.PENDING_INSPECTION),
                        null,
                        null,
                        story.scan()));

        EpcisDocument document =
                histories.serial(ma, serial, ALPHA, Long.MAX_VALUE, NOW).orElseThrow();

        assertValid(MAPPER.writeValueAsString(document));
        assertThat(document.epcisBody().eventList().iterator().next().epcList())
                .containsExactly("https://park.example/device/MA.156.M0.100221.S6912/21/S%201");
        assertThat(IDS.lotClass(ma, lot)).endsWith("/10/%E6%89%B9%201%2F2");
    }

    @Test
    void event_ids_do_not_change_with_who_asks() {
        story.receives("ASN-1", ALPHA, 10).accepts("ASN-1", ALPHA, 10);
        story.receives("ASN-2", BETA, 5).accepts("ASN-2", BETA, 5);
        story.picks("SO-1", ALPHA, 3).picks("SO-2", BETA, 2);
        story.dispatches("SH-1", load("SO-1", ALPHA, HOSPITAL, 3), load("SO-2", BETA, HOSPITAL, 2));

        EpcisDocument all = lot().orElseThrow();
        EpcisDocument beta = histories.lot(DI, LOT, BETA, Long.MAX_VALUE, NOW).orElseThrow();

        assertThat(all.epcisBody().eventList()).containsAll(beta.epcisBody().eventList());
        assertThat(MAPPER.writeValueAsString(beta)).doesNotContain("ALPHA");
        assertThat(histories.lot(DI, LOT, Story.MAKER, Long.MAX_VALUE, NOW)).isEmpty();
        assertThat(histories.lot(DI, null, null, Long.MAX_VALUE, NOW)).isEmpty();
    }
}
