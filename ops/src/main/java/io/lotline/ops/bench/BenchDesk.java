package io.lotline.ops.bench;

import io.lotline.core.axon.LotlineConfigurer;
import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Request;
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

    /// How many pieces came.
    public record Pieces(int came) {
        private static final Pieces NONE = new Pieces(0);

        private static Book<Tag, Pieces> of(String name) {
            return Book.named(name, 1, Tag.class, Pieces.class)
                    .ruled(
                            tag -> new Criterion(Set.of(tag), Set.of()),
                            _ -> NONE,
                            (_, pieces, event) -> pieces.after(event));
        }

        private Pieces after(WarehouseEvent event) {
            return event instanceof GoodsReceived received
                    ? new Pieces(came + received.movement().quantity())
                    : this;
        }
    }

    private static final Book<Tag, Pieces> STOCK = Pieces.of("bench-stock");
    private static final Book<Tag, Pieces> SERIAL = Pieces.of("bench-serial");

    /// Its book is the lot's stock at the dock.
    private static final class ReceivePieceDecision implements Decision<ReceivePiece> {
        @Override
        public Class<ReceivePiece> commandType() {
            return ReceivePiece.class;
        }

        @Override
        public Outcome decide(ReceivePiece command, Books books) {
            books.open(STOCK, BenchEvents.stockOf(command.lot()));
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

    private static final class ReceiveSerialsDecision implements Decision<ReceiveSerials> {
        @Override
        public Class<ReceiveSerials> commandType() {
            return ReceiveSerials.class;
        }

        @Override
        public Outcome decide(ReceiveSerials command, Books books) {
            int received = books.open(STOCK, Tags.notice(new NoticeId(command.notice()))).came();
            if (command.eachGuarded()) {
                List<Tag> serials = new ArrayList<>();
                for (int i = 0; i < command.count(); i++) {
                    serials.add(Tags.serial(BenchEvents.DEVICE, command.serial(i)));
                }
                for (Pieces before : books.openAll(SERIAL, serials).values()) {
                    received += before.came();
                }
            }
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
