package io.lotline.core.axon;

import static io.lotline.core.rules.Park.BIN_A;
import static io.lotline.core.rules.Park.BIN_B;
import static io.lotline.core.rules.Park.DOCK;
import static io.lotline.core.rules.Park.OWNER;
import static io.lotline.core.rules.Park.PUMP;
import static io.lotline.core.rules.Park.SUPPLIER;
import static io.lotline.core.rules.Park.TODAY;
import static io.lotline.core.rules.Park.W1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Request;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InboundEvent.ExpectedLine;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.Movement;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.inventory.HoldStock;
import io.lotline.core.inventory.MoveUnit;
import io.lotline.core.rules.Park;
import io.lotline.core.rules.SharedRejection.LotOnHold;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.configuration.AxonConfiguration;
import org.junit.jupiter.api.Test;

/// A pallet of ten thousand pieces with serial numbers: one scan, one event, and each piece is
/// still a piece.
class LargeUnitTest {
    private static final int PIECES = 10_000;
    private static final Sscc PALLET = new Sscc("106141412345678908");

    @Test
    void ten_thousand_pieces_move_in_one_event_and_cost_little_more_than_that() {
        try (EventLog log = TestStores.embedded().log()) {
            AxonConfiguration axon =
                    LotlineConfigurer.configurer(log, new SimpleMeterRegistry(), Decisions.all())
                            .start();
            try {
                run(axon.getComponent(CommandDesk.class), log);
            } finally {
                axon.shutdown();
            }
        }
    }

    private static void run(CommandDesk desk, EventLog log) {
        List<SerialNumber> serials = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            serials.add(new SerialNumber("SN-%06d".formatted(i)));
        }
        List<WarehouseEvent> history = new ArrayList<>(Park.open().history());
        history.add(
                new InboundNoticeFiled(
                        new NoticeId("ASN"),
                        OWNER,
                        SUPPLIER,
                        W1,
                        List.of(new ExpectedLine(PUMP, Park.lot("P1"), null, PIECES))));
        serials.forEach(serial -> history.add(received(serial)));
        try {
            Race.seed(log, history);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        done(
                desk,
                Park.accept(
                        "ASN", serials.stream().map(SerialNumber::value).toArray(String[]::new)));
        done(desk, new MoveUnit(true, null, null, DOCK, BIN_A, scanned("p")));

        long best = Long.MAX_VALUE;
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long before = log.head().position();
            long started = System.nanoTime();
            long cpu = cpuNanos();
            Answer.Done moved =
                    done(
                            desk,
                            new MoveUnit(
                                    false,
                                    null,
                                    null,
                                    null,
                                    i % 2 == 0 ? BIN_B : BIN_A,
                                    scanned("m" + i)));
            fewest = Math.min(fewest, cpuNanos() - cpu);
            best = Math.min(best, System.nanoTime() - started);
            assertThat(log.head().position() - before).isEqualTo(1);
            UnitHandled event = (UnitHandled) moved.events().getFirst().event();
            assertThat(event.rows()).hasSize(1);
            assertThat(event.movements()).hasSize(PIECES);
            assertThat(EventJson.write(event).length()).isLessThan(40 * PIECES);
        }
        System.out.printf(
                "a pallet of %,d pieces moves in %d ms, of which a processor works %d ms%n",
                PIECES, Duration.ofNanos(best).toMillis(), Duration.ofNanos(fewest).toMillis());
        // other work on the machine makes it take longer, and costs no more
        assertThat(Duration.ofNanos(fewest)).isLessThan(Duration.ofSeconds(2));

        done(
                desk,
                new HoldStock(
                        new HoldId("H-1"),
                        new HoldScope(PUMP, null, serials.get(PIECES - 23), null, null),
                        "渗漏",
                        false));
        Answer refused =
                desk.handle(new MoveUnit(false, null, null, null, BIN_B, scanned("x")), request());
        assertThat(refused).isInstanceOf(Answer.Refused.class);
        assertThat(((Answer.Refused) refused).reason())
                .isInstanceOfSatisfying(
                        LotOnHold.class,
                        hold -> assertThat(hold.serial()).isEqualTo(serials.get(PIECES - 23)));
    }

    private static GoodsReceived received(SerialNumber serial) {
        return new GoodsReceived(
                new NoticeId("ASN"),
                Movement.of(
                        new StockItem(OWNER, PUMP, Park.lot("P1")),
                        serial,
                        null,
                        1,
                        Place.supplier(SUPPLIER),
                        Place.location(DOCK),
                        QualityStatus.PENDING_INSPECTION),
                null,
                PALLET,
                Park.scan("r" + serial));
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static ScannedUnit scanned(String id) {
        return new ScannedUnit(PALLET, Park.scan(id), TODAY, null);
    }

    private static Request request() {
        return new Request("a", null, null, Race.AT);
    }

    private static Answer.Done done(CommandDesk desk, Command command) {
        Answer answer = desk.handle(command, request());
        assertThat(answer).as(command.toString()).isInstanceOf(Answer.Done.class);
        return (Answer.Done) answer;
    }
}
