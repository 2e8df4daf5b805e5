package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.Snapshots;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.AccessEvent.LookedUp;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.testing.ForwardingLog;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.KeyId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.configuration.AxonConfiguration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is kept of books spares work and decides nothing: numbered tickets are given out once each,
/// whatever is kept, by how many nodes, and however far it is behind.
class KeptBooksTest {
    private static final int COUNTERS = 3;
    private static final long BYTES = 1024 * 1024;
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    /// How many tickets a counter gave out.
    record Given(int tickets) {}

    /// Named like a real one, whose snapshots are retained.
    private static final Book<KeyId, Given> COUNTER =
            Book.named("key", 1, KeyId.class, Given.class)
                    .ruled(
                            key -> Boundaries.of(Tags.key(key)).types(LookedUp.class),
                            _ -> new Given(0),
                            (_, given, _) -> new Given(given.tickets() + 1));

    record TakeTicket(KeyId counter) implements Command {}

    /// Gives out the next number.
    static final class TakeTicketDecision implements Decision<TakeTicket> {
        @Override
        public Class<TakeTicket> commandType() {
            return TakeTicket.class;
        }

        @Override
        public Outcome decide(TakeTicket command, Books books) {
            int next = books.open(COUNTER, command.counter()).tickets() + 1;
            return Outcome.accepted(
                    new LookedUp(command.counter(), "/ticket/" + next, String.valueOf(next)));
        }
    }

    @ParameterizedTest
    @EnumSource(RaceStore.class)
    void two_nodes_that_both_keep_books_give_each_ticket_once(RaceStore store) throws Exception {
        try (EventLog log = store.open()) {
            takeAll(log, log, 40);
            assertThat(doubles(log)).isEmpty();
        }
    }

    @Test
    void books_that_are_deliberately_behind_are_retried_and_never_wrong() throws Exception {
        try (EventLog log = new InMemoryEventLog()) {
            BehindLog behind = new BehindLog(log);
            takeAll(behind, behind, 20);
            assertThat(behind.asked.get()).isPositive();
            assertThat(doubles(log)).isEmpty();
        }
    }

    @Test
    void with_the_condition_off_a_book_that_is_behind_is_found_out() throws Exception {
        try (EventLog log = new InMemoryEventLog()) {
            BehindLog behind =
                    new BehindLog(log) {
                        @Override
                        public CompletableFuture<Appended> append(
                                List<NewEvent> events, AppendCondition condition) {
                            return super.append(events, AppendCondition.NONE);
                        }
                    };
            takeAll(behind, behind, 20);
            assertThat(doubles(log)).isNotEmpty();
        }
    }

    @Test
    void without_room_for_any_book_all_is_as_before() {
        try (EventLog log = new InMemoryEventLog()) {
            Node node = new Node(log, Snapshots.NONE, 1);
            for (int i = 0; i < 30; i++) {
                node.take("c-0");
            }
            assertThat(doubles(log)).isEmpty();
            assertThat(node.count("evictions")).isPositive();
            node.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"EMBEDDED", "REPLICA_SET"},
            value = RaceStore.class)
    void a_new_node_goes_on_from_a_snapshot(RaceStore kind) {
        try (LotlineStore store =
                kind == RaceStore.EMBEDDED ? TestStores.embedded() : TestStores.replicaSet()) {
            ReadingLog log = new ReadingLog(store.log());
            Node first = new Node(log, store.snapshots(), BYTES);
            for (int i = 0; i < BookSnapshots.WORTH_SAVING + 5; i++) {
                first.take("c-0");
            }
            first.close();
            log.read.set(0);
            Node second = new Node(log, store.snapshots(), BYTES);
            assertThat(second.take("c-0"))
                    .isEqualTo(String.valueOf(BookSnapshots.WORTH_SAVING + 6));
            assertThat(second.count("loaded")).isEqualTo(1);
            assertThat(log.read.get()).isLessThan(BookSnapshots.WORTH_SAVING);
            second.close();
            // without them the log answers the same
            store.database().getCollection("books").deleteMany(new Document());
            Node third = new Node(log, store.snapshots(), BYTES);
            assertThat(third.take("c-0")).isEqualTo(String.valueOf(BookSnapshots.WORTH_SAVING + 7));
            assertThat(third.count("loaded")).isZero();
            third.close();
            assertThat(doubles(store.log())).isEmpty();
        }
    }

    @Test
    void an_audit_drops_a_book_that_is_wrong() {
        try (EventLog log = new InMemoryEventLog()) {
            Node node = new Node(log, Snapshots.NONE, BYTES);
            node.take("c-0");
            node.take("c-0");
            BookAudit audit = node.axon.getComponent(BookAudit.class);
            audit.auditOne();
            assertThat(node.count("audited")).isEqualTo(1);
            assertThat(node.count("wrong")).isZero();
            KeptBooks kept = node.axon.getComponent(KeptBooks.class);
            Subject<KeyId, Given> subject = new Subject<>(COUNTER, new KeyId("c-0"));
            kept.drop(subject);
            kept.put(subject, new KeptBook(new Given(7), 2, 2, 2, 0));
            audit.auditOne();
            assertThat(node.count("wrong")).isEqualTo(1);
            assertThat(node.take("c-0")).isEqualTo("3");
            node.close();
        }
    }

    private static void takeAll(EventLog one, EventLog other, int each) throws Exception {
        List<Node> nodes =
                List.of(
                        new Node(one, Snapshots.NONE, BYTES),
                        new Node(other, Snapshots.NONE, BYTES));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                Node node = nodes.get(thread % 2);
                Random random = new Random(thread);
                parts.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < each; i++) {
                                        String unused = node.take("c-" + random.nextInt(COUNTERS));
                                    }
                                }));
            }
            for (Future<?> part : parts) {
                part.get(120, TimeUnit.SECONDS);
            }
        } finally {
            nodes.forEach(Node::close);
        }
    }

    /// Tickets that were given out twice, and numbers that were left out.
    private static List<String> doubles(EventLog log) {
        List<String> wrong = new ArrayList<>();
        for (int counter = 0; counter < COUNTERS; counter++) {
            KeyId key = new KeyId("c-" + counter);
            Set<String> seen = new HashSet<>();
            int next = 1;
            for (StoredEvent event :
                    log.source(Criteria.of(COUNTER.about().apply(key)), 1).events()) {
                LookedUp ticket = (LookedUp) new StoredEventMessage(event).payload();
                if (!seen.add(ticket.path()) || !ticket.path().equals("/ticket/" + next)) {
                    wrong.add(ticket + " at " + event.position());
                }
                next++;
            }
        }
        return wrong;
    }

    /// Axon's production wiring with the one decision.
    private static final class Node {
        private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final AxonConfiguration axon;
        private final CommandDesk desk;

        Node(EventLog log, Snapshots snapshots, long bytes) {
            axon =
                    LotlineConfigurer.configurer(
                                    log,
                                    metrics,
                                    List.of(new TakeTicketDecision()),
                                    snapshots,
                                    bytes)
                            .start();
            desk = axon.getComponent(CommandDesk.class);
        }

        String take(String counter) {
            Answer answer =
                    desk.handle(
                            new TakeTicket(new KeyId(counter)), new Request("a", null, null, AT));
            return ((LookedUp) ((Answer.Done) answer).events().getFirst().event()).query();
        }

        double count(String name) {
            return metrics.counter("lotline.books." + name).count();
        }

        void close() {
            axon.shutdown();
        }
    }

    /// A log whose answers are, every other time, those of one event ago.
    private static class BehindLog extends ForwardingLog {
        private final AtomicLong asked = new AtomicLong();

        BehindLog(EventLog log) {
            super(log);
        }

        @Override
        public Changes changes(List<Since> parts) {
            Changes now = super.changes(parts);
            long before = now.position() - 1;
            if (asked.getAndIncrement() % 2 == 0
                    || parts.stream().anyMatch(part -> part.after() > before)) {
                return now;
            }
            return new Changes(
                    now.events().stream()
                            .map(
                                    events ->
                                            events.stream()
                                                    .filter(event -> event.position() <= before)
                                                    .toList())
                            .toList(),
                    before);
        }
    }

    /// Counts the events that it hands out.
    private static final class ReadingLog extends ForwardingLog {
        private final AtomicLong read = new AtomicLong();

        ReadingLog(EventLog log) {
            super(log);
        }

        @Override
        public Changes changes(List<Since> parts) {
            Changes changes = log.changes(parts);
            changes.events().forEach(events -> read.addAndGet(events.size()));
            return changes;
        }
    }
}
