package io.lotline.projections.recall;

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
import io.lotline.core.events.RecallEvent.RecallClosed;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.RecallState;
import io.lotline.core.events.WorkEvent.RecallAcknowledged;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.ShipmentId;
import io.lotline.projections.testing.Story;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecallReachesTest {
    private static final RecallId RECALL = new RecallId("R-1");

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Story story = new Story(log).masterData();
    private final RecallReaches recalls =
            new RecallReaches(log, InstantSource.system(), ZoneId.of("Asia/Shanghai"));

    @AfterEach
    void close() {
        log.close();
    }

    private void recallInTheMiddleOfTheDay() {
        story.receives("ASN-1", ALPHA, 100).accepts("ASN-1", ALPHA, 100);
        story.receives("ASN-2", BETA, 10);
        story.orders("SO-1", ALPHA, HOSPITAL, 30).picks("SO-1", ALPHA, 30);
        story.orders("SO-2", ALPHA, CLINIC, 20).picks("SO-2", ALPHA, 20);
        story.orders("SO-3", ALPHA, CLINIC, 5).picks("SO-3", ALPHA, 5);
        story.dispatches("SH-1", load("SO-1", ALPHA, HOSPITAL, 30));
        story.delivers("SH-1", load("SO-1", ALPHA, HOSPITAL, 30));
        story.returns("SO-1", ALPHA, HOSPITAL, 2);
        story.dispatches("SH-2", load("SO-2", ALPHA, CLINIC, 20));
        story.happens(
                new RecallStarted(RECALL, 2, DI, Set.of(LOT), Set.of(), "strut fracture", true));
        story.returns("SO-1", ALPHA, HOSPITAL, 7);
    }

    @Test
    void every_recalled_piece_is_located_picked_dispatched_or_outstanding() {
        recallInTheMiddleOfTheDay();

        RecallReach reach = recalls.reach(RECALL, null, Long.MAX_VALUE, 100).orElseThrow();

        assertThat(reach.received()).isEqualTo(110);
        assertThat(reach.located()).isEqualTo(45 + 10 + 9).isEqualTo(reach.held());
        assertThat(reach.picked()).isEqualTo(5);
        assertThat(reach.dispatched()).isEqualTo(20);
        assertThat(reach.delivered()).isEqualTo(30);
        assertThat(reach.returned()).isEqualTo(9);
        assertThat(reach.recovered()).isEqualTo(7);
        assertThat(reach.ended()).isZero();
        assertThat(reach.outstanding()).isEqualTo(21);
        assertThat(reach.received())
                .isEqualTo(
                        reach.located()
                                + reach.picked()
                                + reach.dispatched()
                                + reach.outstanding());
        assertThat(reach.completeness()).isEqualTo(7.0 / 48);
        assertThat(reach.consignees())
                .extracting(
                        RecallReach.Consignee::consignee,
                        RecallReach.Consignee::dispatched,
                        RecallReach.Consignee::delivered,
                        RecallReach.Consignee::returned,
                        RecallReach.Consignee::recovered,
                        RecallReach.Consignee::outstanding)
                .containsExactlyInAnyOrder(
                        tuple(HOSPITAL, 0L, 30L, 9L, 7L, 21L), tuple(CLINIC, 20L, 0L, 0L, 0L, 0L));
        assertThat(reach.consignees()).extracting(RecallReach.Consignee::name).contains("南京市第一医院");
        assertThat(reach.name()).isEqualTo("冠状动脉药物洗脱支架系统");
    }

    @Test
    void deadlines_follow_the_level_and_skip_weekends() {
        recallInTheMiddleOfTheDay();
        story.happens(new RecallClosed(RECALL, DI, Set.of(LOT), Set.of(), null));

        RecallReach reach = recalls.reach(RECALL, null, Long.MAX_VALUE, 100).orElseThrow();

        // 2026-11-20 is a Friday
        assertThat(reach.deadlines().notifyBy())
                .isEqualTo(reach.startedAt().plus(Duration.ofDays(3)));
        assertThat(reach.deadlines().report()).isEqualTo(LocalDate.of(2026, 11, 27));
        assertThat(reach.deadlines().summary()).isEqualTo(LocalDate.of(2026, 12, 4));
        assertThat(reach.state()).isEqualTo(RecallState.CLOSED);
    }

    @Test
    void who_says_nothing_in_time_is_overdue_and_who_has_nothing_yet_is_not() {
        recallInTheMiddleOfTheDay();
        Instant notifyBy = reach(recalls).deadlines().notifyBy();

        assertThat(overdue(notifyBy)).isEmpty();
        assertThat(overdue(notifyBy.plusSeconds(1))).containsExactly(HOSPITAL);
        // an owner of some of it is not told what is said of all of it
        assertThat(recalls.reach(RECALL, BETA, Long.MAX_VALUE, 100).orElseThrow().consignees())
                .allMatch(each -> each.overdue() == null);

        story.happens(new RecallAcknowledged(RECALL, HOSPITAL, 30, 3, 0, 0));
        assertThat(overdue(notifyBy.plusSeconds(1))).isEmpty();
        assertThat(reach(recalls).consignees())
                .filteredOn(each -> each.acknowledgedAt() != null)
                .extracting(RecallReach.Consignee::consignee)
                .containsExactly(HOSPITAL);
    }

    private static RecallReach reach(RecallReaches of) {
        return of.reach(RECALL, null, Long.MAX_VALUE, 100).orElseThrow();
    }

    private List<EnterpriseId> overdue(Instant at) {
        RecallReaches then =
                new RecallReaches(log, InstantSource.fixed(at), ZoneId.of("Asia/Shanghai"));
        return reach(then).consignees().stream()
                .filter(each -> Boolean.TRUE.equals(each.overdue()))
                .map(RecallReach.Consignee::consignee)
                .toList();
    }

    @Test
    void what_is_on_its_way_is_named_by_order_and_by_shipment() {
        recallInTheMiddleOfTheDay();
        assertThat(reach(recalls).underway())
                .extracting(
                        RecallReach.Underway::order,
                        RecallReach.Underway::shipment,
                        RecallReach.Underway::owner,
                        RecallReach.Underway::quantity)
                .containsExactly(
                        tuple(new OrderId("SO-3"), null, ALPHA, 5L),
                        tuple(null, new ShipmentId("SH-2"), ALPHA, 20L));
        assertThat(reach(recalls).unaccounted()).isEqualTo(5 + 20 + 21);
    }

    @Test
    void an_enterprise_sees_the_reach_of_its_own_goods_only() {
        recallInTheMiddleOfTheDay();

        RecallReach beta = recalls.reach(RECALL, BETA, Long.MAX_VALUE, 100).orElseThrow();
        assertThat(beta.received()).isEqualTo(10);
        assertThat(beta.consignees()).isEmpty();
        assertThat(beta.completeness()).isEqualTo(1);
        EnterpriseId gamma = new EnterpriseId("GAMMA");
        assertThat(recalls.reach(RECALL, gamma, Long.MAX_VALUE, 100)).isEmpty();
        assertThat(recalls.reach(new RecallId("R-9"), null, Long.MAX_VALUE, 100)).isEmpty();
    }

    @Test
    void the_reach_can_be_asked_as_it_was_known() {
        recallInTheMiddleOfTheDay();
        long before = log.head().position() - 1;
        RecallReach then = recalls.reach(RECALL, null, before, 100).orElseThrow();
        assertThat(then.recovered()).isZero();
        assertThat(then.outstanding()).isEqualTo(28);
        assertThat(recalls.reach(RECALL, null, before - 1, 100)).isEmpty();
    }
}
