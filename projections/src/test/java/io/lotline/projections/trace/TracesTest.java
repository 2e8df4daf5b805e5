package io.lotline.projections.trace;

import static io.lotline.projections.testing.Story.ALPHA;
import static io.lotline.projections.testing.Story.BETA;
import static io.lotline.projections.testing.Story.CLINIC;
import static io.lotline.projections.testing.Story.DI;
import static io.lotline.projections.testing.Story.HOSPITAL;
import static io.lotline.projections.testing.Story.LOT;
import static io.lotline.projections.testing.Story.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InventoryEvent.HoldReleased;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.StockStatus;
import io.lotline.projections.testing.Story;
import io.lotline.projections.trace.Trace.Consignee;
import io.lotline.projections.trace.Trace.InPicking;
import io.lotline.projections.trace.Trace.InTransit;
import io.lotline.projections.trace.Trace.OnHand;
import io.lotline.projections.trace.Trace.Step;
import io.lotline.projections.trace.TraceOptions.Direction;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final Sscc BOX = new Sscc("106141412345678908");
    private static final TraceOptions NOW = TraceOptions.of(LocalDate.of(2026, 11, 22));

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Story story = new Story(log).masterData();
    private final Traces traces = new Traces(log);

    @AfterEach
    void close() {
        log.close();
    }

    private void twoOwnersDay() {
        story.receives("ASN-1", ALPHA, 60).receives("ASN-1", ALPHA, 40).accepts("ASN-1", ALPHA, 90);
        story.receives("ASN-2", BETA, 7).accepts("ASN-2", BETA, 7);
        story.orders("SO-1", ALPHA, HOSPITAL, 30).picks("SO-1", ALPHA, 30);
        story.orders("SO-2", ALPHA, CLINIC, 20).picks("SO-2", ALPHA, 20);
        story.orders("SO-3", BETA, CLINIC, 2).picks("SO-3", BETA, 2);
        story.packs("SO-1", ALPHA, 10, BOX);
        story.loads("SH-1", "SO-1", ALPHA, 12);
        story.dispatches("SH-1", load("SO-1", ALPHA, HOSPITAL, 30), load("SO-3", BETA, CLINIC, 2));
    }

    @Test
    void a_lot_is_followed_from_its_supplier_to_the_consignee() {
        story.receives("ASN-1", ALPHA, 100).accepts("ASN-1", ALPHA, 90);
        story.orders("SO-1", ALPHA, HOSPITAL, 30).picks("SO-1", ALPHA, 30);
        story.dispatches("SH-1", load("SO-1", ALPHA, HOSPITAL, 30));
        story.delivers("SH-1", load("SO-1", ALPHA, HOSPITAL, 30));
        story.returns("SO-1", ALPHA, HOSPITAL, 4);

        Trace trace = traces.lot(DI, LOT, NOW).orElseThrow();

        assertThat(trace.position()).isEqualTo(log.head().position());
        assertThat(trace.received()).isEqualTo(100);
        assertThat(trace.expiryDate()).isEqualTo(Story.EXPIRY);
        assertThat(trace.device().registrationNumber()).isEqualTo("国械注准20203130001");
        assertThat(trace.sources())
                .singleElement()
                .satisfies(
                        source -> {
                            assertThat(source.name()).isEqualTo("高淳医疗器械有限公司");
                            assertThat(source.quantity()).isEqualTo(100);
                        });
        assertThat(trace.onHand())
                .extracting(row -> row.location().value(), OnHand::status, OnHand::quantity)
                .containsExactlyInAnyOrder(
                        tuple("DOCK-1", StockStatus.PENDING_INSPECTION, 10L),
                        tuple("A-01", StockStatus.QUALIFIED, 60L),
                        tuple("RET-1", StockStatus.RETURNED, 4L));
        assertThat(trace.inTransit()).isEmpty();
        assertThat(trace.consignees())
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.name()).isEqualTo("南京市第一医院");
                            assertThat(row.quantity()).isEqualTo(30);
                            assertThat(row.returned()).isEqualTo(4);
                            assertThat(row.receivedBy()).isEqualTo("王护士");
                        });
        assertThat(trace.history())
                .extracting(Step::event)
                .containsExactly(
                        "GoodsReceived",
                        "GoodsInspected",
                        "GoodsPutAway",
                        "ItemPicked",
                        "ItemChecked",
                        "ShipmentDispatched",
                        "ShipmentDelivered",
                        "GoodsReturned");
        assertThat(trace.history().getFirst().occurredAt()).isNotNull();
    }

    @Test
    void every_received_piece_stands_somewhere() {
        twoOwnersDay();

        Trace trace = traces.lot(DI, LOT, NOW).orElseThrow();

        long somewhere =
                trace.onHand().stream().mapToLong(OnHand::quantity).sum()
                        + trace.inPicking().stream().mapToLong(InPicking::quantity).sum()
                        + trace.inTransit().stream().mapToLong(InTransit::quantity).sum()
                        + trace.consignees().stream()
                                .mapToLong(row -> row.quantity() - row.returned())
                                .sum();
        assertThat(somewhere).isEqualTo(trace.received()).isEqualTo(107);
        assertThat(trace.sources())
                .extracting(Trace.Source::owner, Trace.Source::quantity)
                .containsExactly(tuple(ALPHA, 100L), tuple(BETA, 7L));
        assertThat(trace.inPicking())
                .extracting(row -> row.order().value(), InPicking::name, InPicking::quantity)
                .containsExactly(tuple("SO-2", "高淳区人民医院", 20L));
    }

    @Test
    void goods_on_a_vehicle_that_is_being_loaded_are_shown_with_their_consignee() {
        story.receives("ASN-1", ALPHA, 10).accepts("ASN-1", ALPHA, 10);
        story.orders("SO-1", ALPHA, HOSPITAL, 5).picks("SO-1", ALPHA, 5);
        story.loads("SH-1", "SO-1", ALPHA, 5);

        assertThat(traces.lot(DI, LOT, NOW).orElseThrow().inTransit())
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.consignee()).isEqualTo(HOSPITAL);
                            assertThat(row.dispatchedAt()).isNull();
                            assertThat(row.quantity()).isEqualTo(5);
                        });
    }

    @Test
    void an_enterprise_sees_nothing_of_another_owners_goods() {
        twoOwnersDay();
        story.happens(
                new StockHeld(
                        new HoldId("H-A"), new HoldScope(DI, LOT, null, null, ALPHA), "A only"));

        Trace beta = traces.lot(DI, LOT, NOW.by(BETA)).orElseThrow();

        assertThat(beta.received()).isEqualTo(7);
        assertThat(beta.holds()).isEmpty();
        assertThat(beta.history()).extracting(Step::owner).containsOnly(BETA);
        assertThat(beta.toString()).doesNotContain("ALPHA").doesNotContain("ASN-1");
        assertThat(traces.lot(DI, LOT, NOW.by(new EnterpriseId("GAMMA")))).isEmpty();
        assertThat(traces.unit(BOX, NOW.by(BETA))).isEmpty();
    }

    @Test
    void what_was_never_seen_is_unknown() {
        assertThat(traces.lot(DI, new LotNumber("NOPE"), NOW)).isEmpty();
        assertThat(traces.lot(DI, null, NOW)).isEmpty();
        assertThat(traces.serial(DI, new SerialNumber("NOPE"), NOW)).isEmpty();
        assertThat(traces.unit(BOX, NOW)).isEmpty();
    }

    @Test
    void holds_and_recalls_stop_the_stock_until_they_are_released() {
        story.receives("ASN-1", ALPHA, 10).accepts("ASN-1", ALPHA, 10);
        HoldScope scope = new HoldScope(DI, null, null, null, null);
        story.happens(new StockHeld(new HoldId("H-1"), scope, "label damaged"));

        Trace held = traces.lot(DI, LOT, NOW).orElseThrow();
        assertThat(held.onHand()).extracting(OnHand::status).containsOnly(StockStatus.ON_HOLD);
        assertThat(held.holds()).extracting(Trace.Hold::reason).containsExactly("label damaged");

        story.happens(new HoldReleased(new HoldId("H-1"), scope));
        Trace free = traces.lot(DI, LOT, NOW).orElseThrow();
        assertThat(free.onHand()).extracting(OnHand::status).containsOnly(StockStatus.QUALIFIED);
        assertThat(free.holds()).isEmpty();

        story.happens(
                new RecallStarted(
                        new RecallId("R-1"), 1, DI, Set.of(LOT), Set.of(), "fracture", true));
        Trace recalled = traces.lot(DI, LOT, NOW.by(ALPHA)).orElseThrow();
        assertThat(recalled.recalls())
                .extracting(Trace.Recall::level, Trace.Recall::state)
                .containsExactly(tuple(1, RecallState.OPEN));
        assertThat(recalled.onHand()).extracting(OnHand::status).containsOnly(StockStatus.ON_HOLD);
    }

    @Test
    void expired_stock_is_shown_as_such_from_the_day_after_its_date() {
        story.receives("ASN-1", ALPHA, 10).accepts("ASN-1", ALPHA, 10);
        assertThat(traces.lot(DI, LOT, TraceOptions.of(Story.EXPIRY)).orElseThrow().onHand())
                .extracting(OnHand::status)
                .containsOnly(StockStatus.QUALIFIED);
        TraceOptions dayAfter = TraceOptions.of(Story.EXPIRY.plusDays(1));
        assertThat(traces.lot(DI, LOT, dayAfter).orElseThrow().onHand())
                .extracting(OnHand::status)
                .containsOnly(StockStatus.EXPIRED);
    }

    @Test
    void a_trace_can_be_asked_as_it_was_known_at_any_position() {
        story.receives("ASN-1", ALPHA, 10);
        long then = log.head().position();
        Trace before = traces.lot(DI, LOT, NOW).orElseThrow();
        story.accepts("ASN-1", ALPHA, 10);
        story.orders("SO-1", ALPHA, HOSPITAL, 5).picks("SO-1", ALPHA, 5);

        assertThat(traces.lot(DI, LOT, NOW.knownAt(then))).contains(before);
        assertThat(traces.lot(DI, LOT, NOW.knownAt(then - 1))).isEmpty();
    }

    @Test
    void a_direction_leaves_the_other_one_out() {
        twoOwnersDay();

        Trace backward = traces.lot(DI, LOT, NOW.looking(Direction.BACKWARD)).orElseThrow();
        assertThat(backward.sources()).hasSize(2);
        assertThat(backward.consignees()).isNull();
        assertThat(backward.onHand()).isNull();
        assertThat(backward.history())
                .extracting(Step::event)
                .containsOnly("GoodsReceived", "GoodsInspected", "GoodsPutAway");

        Trace forward = traces.lot(DI, LOT, NOW.looking(Direction.FORWARD)).orElseThrow();
        assertThat(forward.sources()).isNull();
        assertThat(forward.inTransit()).isNotEmpty();
        assertThat(forward.history()).extracting(Step::event).doesNotContain("GoodsReceived");
    }

    @Test
    void history_comes_in_pages_that_join_without_gap_or_double() {
        twoOwnersDay();
        List<Step> whole = traces.lot(DI, LOT, NOW.whole()).orElseThrow().history();

        List<Step> joined = new ArrayList<>();
        Long after = 0L;
        while (after != null) {
            Trace page = traces.lot(DI, LOT, NOW.page(after, 3)).orElseThrow();
            assertThat(page.received()).isEqualTo(107);
            joined.addAll(page.history());
            after = page.historyNext();
        }
        assertThat(joined).isEqualTo(whole);
    }

    @Test
    void a_serial_is_traced_by_itself_with_what_stops_its_lot() {
        SerialNumber one = new SerialNumber("S-1");
        SerialNumber two = new SerialNumber("S-2");
        story.happens(story.receipt("ASN-1", ALPHA, 1, one));
        story.happens(story.receipt("ASN-1", ALPHA, 1, two));
        story.happens(
                new RecallStarted(
                        new RecallId("R-1"), 2, DI, Set.of(LOT), Set.of(), "coating", false));
        story.happens(
                new RecallStarted(
                        new RecallId("R-2"), 3, DI, Set.of(), Set.of(two), "label", false));

        Trace traced = traces.serial(DI, one, NOW).orElseThrow();
        assertThat(traced.received()).isEqualTo(1);
        assertThat(traced.lot()).isEqualTo(LOT);
        assertThat(traced.recalls()).extracting(r -> r.recall().value()).containsExactly("R-1");
        assertThat(traced.onHand())
                .extracting(OnHand::status)
                .containsOnly(StockStatus.PENDING_INSPECTION);

        assertThat(traces.lot(DI, LOT, NOW).orElseThrow().recalls())
                .extracting(r -> r.recall().value())
                .containsExactlyInAnyOrder("R-1", "R-2");
    }

    @Test
    void a_packed_unit_goes_where_its_order_goes() {
        story.receives("ASN-1", ALPHA, 50).accepts("ASN-1", ALPHA, 50);
        story.orders("SO-1", ALPHA, HOSPITAL, 30).picks("SO-1", ALPHA, 30);
        story.packs("SO-1", ALPHA, 10, BOX);

        Trace packed = traces.unit(BOX, NOW).orElseThrow();
        assertThat(packed.contents())
                .extracting(Trace.Content::lot, Trace.Content::quantity)
                .containsExactly(tuple(LOT, 10L));
        assertThat(packed.inPicking()).extracting(InPicking::quantity).containsExactly(10L);

        story.dispatches("SH-1", load("SO-1", ALPHA, HOSPITAL, 30));
        assertThat(traces.unit(BOX, NOW).orElseThrow().inTransit())
                .extracting(row -> row.shipment().value(), InTransit::quantity)
                .containsExactly(tuple("SH-1", 10L));

        story.delivers("SH-1", load("SO-1", ALPHA, HOSPITAL, 30));
        Trace delivered = traces.unit(BOX, NOW).orElseThrow();
        assertThat(delivered.inTransit()).isEmpty();
        assertThat(delivered.inPicking()).isEmpty();
        assertThat(delivered.consignees())
                .extracting(Consignee::consignee, Consignee::quantity)
                .containsExactly(tuple(HOSPITAL, 10L));
        assertThat(delivered.history())
                .extracting(Step::event)
                .containsExactly("ItemPacked", "ShipmentDispatched", "ShipmentDelivered");
    }

    @Test
    void a_received_unit_shows_what_came_in_it() {
        GoodsReceived receipt = story.receipt("ASN-1", ALPHA, 24, null);
        story.happens(
                new GoodsReceived(
                        receipt.notice(),
                        receipt.movement(),
                        receipt.productionDate(),
                        BOX,
                        receipt.scan()));

        Trace trace = traces.unit(BOX, NOW).orElseThrow();
        assertThat(trace.sources()).extracting(Trace.Source::quantity).containsExactly(24L);
        assertThat(trace.contents())
                .extracting(row -> row.notice().value(), Trace.Content::quantity)
                .containsExactly(tuple("ASN-1", 24L));
    }

    @Test
    void the_csv_opens_in_a_spreadsheet_and_runs_nothing() throws IOException {
        story.receives("ASN-1", ALPHA, 10);
        story.happens(
                new StockHeld(
                        new HoldId("H-1"),
                        new HoldScope(DI, LOT, null, null, null),
                        "=cmd(\"标签\", 破损)"));
        StringBuilder csv = new StringBuilder();
        TraceCsv.write(
                traces.lot(DI, LOT, NOW.whole()).orElseThrow().history()::forEach,
                ZoneId.of("Asia/Shanghai"),
                csv);

        assertThat(csv).startsWith("\uFEFFposition,at,").endsWith("\r\n");
        String[] lines = csv.toString().split("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[1]).contains("GoodsReceived").contains("supplier:MAKER");
        assertThat(lines[1].split(",")[1]).endsWith("+08:00");
        assertThat(lines[2]).endsWith(",\"'=cmd(\"\"标签\"\", 破损)\"");
    }
}
