package io.lotline.ops.bench;

import io.lotline.core.axon.LotlineConfigurer;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.FoldedDecision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.InboundEvent.GoodsReceived;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.SerialNumber;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.common.configuration.AxonConfiguration;

/// The production wiring of commands over a log, with two decisions that are as small as a decision
/// can be: what is measured is the way, not the rule.
final class BenchDesk implements AutoCloseable {
    private final AxonConfiguration axon;
    private final CommandDesk desk;
    private final AtomicLong keys = new AtomicLong();

    BenchDesk(EventLog log) {
        this.axon =
                LotlineConfigurer.configurer(
                                log,
                                new SimpleMeterRegistry(),
                                List.of(new ReceivePieceDecision(), new ReceiveSerialsDecision()))
                        .start();
        this.desk = axon.getComponent(CommandDesk.class);
    }

    /// Has the command decided and waits until it is durable. A request key, as most routes of the
    /// API have one, joins the boundary and is a tag of the event.
    void handle(Command command, boolean keyed) {
        String key = keyed ? "k-" + keys.incrementAndGet() : null;
        Answer answer =
                desk.handle(
                        command, new Request("bench", key, keyed ? "print" : null, Instant.now()));
        if (!(answer instanceof Answer.Done)) {
            throw new IllegalStateException("refused: " + answer);
        }
    }

    /// One more piece of this lot.
    record ReceivePiece(String lot) implements Command {}

    /// The boundary is the lot's stock at the dock, the state how many pieces came.
    private static final class ReceivePieceDecision
            implements FoldedDecision<ReceivePiece, Integer> {
        @Override
        public Class<ReceivePiece> commandType() {
            return ReceivePiece.class;
        }

        @Override
        public Criteria boundary(ReceivePiece command) {
            return Criteria.of(new Criterion(Set.of(BenchEvents.stockOf(command.lot())), Set.of()));
        }

        @Override
        public Integer initial(ReceivePiece command) {
            return 0;
        }

        @Override
        public Integer evolve(Integer pieces, WarehouseEvent event) {
            return event instanceof GoodsReceived received
                    ? pieces + received.movement().quantity()
                    : pieces;
        }

        @Override
        public Outcome decide(ReceivePiece command, Integer pieces) {
            return Outcome.accepted(BenchEvents.received(command.lot(), null, "ASN-1"));
        }
    }

    /// That many new serial numbers of a notice.
    ///
    /// @param eachGuarded whether the rule is that none of them came before, so that each one's
    ///     history belongs to the boundary; else the notice alone does
    record ReceiveSerials(String notice, int count, boolean eachGuarded) implements Command {
        SerialNumber serial(int i) {
            return new SerialNumber(notice + "-" + i);
        }
    }

    private static final class ReceiveSerialsDecision
            implements FoldedDecision<ReceiveSerials, Integer> {
        @Override
        public Class<ReceiveSerials> commandType() {
            return ReceiveSerials.class;
        }

        @Override
        public Criteria boundary(ReceiveSerials command) {
            List<Criterion> alternatives = new ArrayList<>();
            alternatives.add(about(Tags.notice(new NoticeId(command.notice()))));
            if (command.eachGuarded()) {
                for (int i = 0; i < command.count(); i++) {
                    alternatives.add(about(Tags.serial(BenchEvents.DEVICE, command.serial(i))));
                }
            }
            return new Criteria(alternatives);
        }

        private static Criterion about(Tag tag) {
            return new Criterion(Set.of(tag), Set.of());
        }

        @Override
        public Integer initial(ReceiveSerials command) {
            return 0;
        }

        @Override
        public Integer evolve(Integer received, WarehouseEvent event) {
            return event instanceof GoodsReceived ? received + 1 : received;
        }

        @Override
        public Outcome decide(ReceiveSerials command, Integer received) {
            if (received > 0) {
                throw new IllegalStateException(command.notice() + " was received before");
            }
            return new Outcome.Accepted(
                    IntStream.range(0, command.count())
                            .<WarehouseEvent>mapToObj(
                                    i ->
                                            BenchEvents.received(
                                                    "LOT1", command.serial(i), command.notice()))
                            .toList());
        }
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
