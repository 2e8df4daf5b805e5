package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;
import static io.lotline.core.eventlog.Events.tags;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.AppendConflict;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.testing.AppendJournal;
import io.lotline.core.testing.Documents;
import io.lotline.core.testing.JournaledLog;
import io.lotline.core.testing.LogChecker;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nodes of one log on a replica set, as far as they talk to each other.
@Timeout(120)
class NodeLinkTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final LotlineStore store =
            TestStores.replicaSet(s -> s.withLog(LogSettings.DEFAULT.withLink("")));
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppendJournal journal = AppendJournal.to(lines);
    private final List<Node> nodes = new ArrayList<>();
    private Node older;
    private Node younger;

    /// A node with callers.
    private final class Node {
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final MongoEventLog opened;
        private final EventLog log;
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> callers = new ArrayList<>();

        Node(String link) {
            opened = store.openLog(LogSettings.DEFAULT.withLink(link), meters);
            log = new JournaledLog(opened, journal);
            nodes.add(this);
        }

        /// Callers that append until [#stop], each to one of so many boundaries.
        void work(int count, int boundaries) {
            for (int caller = 0; caller < count; caller++) {
                String boundary =
                        boundaries > 0
                                ? "hot=" + caller % boundaries
                                : "own=" + nodes.indexOf(this) + "-" + caller;
                callers.add(Thread.startVirtualThread(() -> call(boundary)));
            }
        }

        private void call(String boundary) {
            Criteria criteria = Criteria.of(new Criterion(tags(boundary), Set.of()));
            long seen = 0;
            while (!stop.get()) {
                try {
                    seen = log.source(criteria, seen + 1).position();
                    log.append(List.of(event("收货", boundary)), new AppendCondition(criteria, seen))
                            .join();
                    acknowledged.incrementAndGet();
                } catch (CompletionException e) {
                    if (e.getCause() instanceof AppendConflict) {
                        refused.incrementAndGet();
                    } else {
                        failures.add(e);
                        return;
                    }
                }
            }
        }

        /// Waits for so many more acknowledgements.
        void more(int count) {
            int enough = acknowledged.get() + count;
            Poll.until("more appends", SOON, () -> acknowledged.get() >= enough);
        }

        double count(String counter) {
            return meters.counter("lotline.log." + counter).count();
        }

        void stop() throws InterruptedException {
            stop.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> node.opened.close());
        store.close();
    }

    private List<String> flaws() {
        return LogChecker.flaws(Documents.of(store.database()), AppendJournal.parse(lines));
    }

    private long registered() {
        return store.database().getCollection("nodes").countDocuments();
    }

    @Test
    void of_two_nodes_that_write_at_once_the_older_one_writes_for_both() throws Exception {
        bothWrite(16, 0);
        older.more(100);
        younger.more(100);
        younger.stop();
        older.stop();

        assertThat(older.count("written.for.others")).isGreaterThan(100);
        assertThat(older.count("handed")).isZero();
        assertThat(older.failures).isEmpty();
        assertThat(younger.failures).isEmpty();
        // whose boundaries are disjoint is never refused
        assertThat(older.refused).hasValue(0);
        assertThat(younger.refused).hasValue(0);
        assertThat(flaws()).isEmpty();
    }

    @Test
    void what_is_handed_over_is_refused_for_a_real_conflict_only() throws Exception {
        bothWrite(8, 3);
        int olderBefore = older.acknowledged.get();
        int youngerBefore = younger.acknowledged.get();
        Poll.until(
                "many appends",
                SOON,
                () ->
                        older.acknowledged.get() + younger.acknowledged.get()
                                > olderBefore + youngerBefore + 500);
        // without a turn for others, the node that writes wins 999 times of a thousand
        assertThat(older.acknowledged.get() - olderBefore).isGreaterThan(25);
        assertThat(younger.acknowledged.get() - youngerBefore).isGreaterThan(25);
        younger.stop();
        older.stop();

        assertThat(younger.refused.get()).isPositive();
        assertThat(older.failures).isEmpty();
        assertThat(younger.failures).isEmpty();
        assertThat(flaws()).isEmpty();
    }

    @Test
    void who_has_handed_over_goes_on_when_the_other_node_leaves() throws Exception {
        bothWrite(8, 0);

        older.stop();
        older.opened.close();
        younger.more(100);
        younger.stop();

        assertThat(younger.failures).isEmpty();
        assertThat(flaws()).isEmpty();
        assertThat(registered()).as("who leaves says so").isEqualTo(1);
    }

    @Test
    void a_node_alone_writes_for_itself_again() throws Exception {
        bothWrite(8, 0);

        older.stop();
        Poll.until(
                "nothing handed over any more",
                SOON,
                () -> {
                    double before = younger.count("handed");
                    younger.more(50);
                    return younger.count("handed") == before;
                });
        younger.stop();

        assertThat(flaws()).isEmpty();
    }

    @Test
    void without_a_link_nodes_write_for_themselves() throws Exception {
        Node one = new Node("");
        Node other = new Node("");
        one.work(8, 0);
        other.work(8, 0);
        one.more(50);
        other.more(50);
        one.stop();
        other.stop();

        assertThat(one.count("handed") + other.count("handed")).isZero();
        assertThat(registered()).isZero();
        assertThat(flaws()).isEmpty();
    }

    @Test
    void a_node_that_the_register_names_and_that_is_gone_holds_nobody_up() throws Exception {
        new NodeRegister(store.database())
                .enter(
                        new NodeRegister.Node(
                                new ObjectId(), "127.0.0.1:1", NodeKey.make().published()));
        bothWrite(8, 0);
        younger.stop();
        older.stop();

        assertThat(flaws()).isEmpty();
    }

    /// The same events twice at once are a defect of the caller; they must not hang.
    @Test
    void the_same_events_twice_at_once_are_both_answered() throws Exception {
        bothWrite(8, 0);

        NewEvent event = event("收货", "a=b");
        CompletableFuture<Appended> first =
                younger.opened.append(List.of(event), AppendCondition.NONE);
        CompletableFuture<Appended> second =
                younger.opened.append(List.of(event), AppendCondition.NONE);

        assertThat(first).succeedsWithin(SOON);
        CompletableFuture<Boolean> told = second.handle((_, _) -> true);
        assertThat(told).succeedsWithin(SOON);
        younger.stop();
        older.stop();
    }

    @Test
    void an_address_at_which_nobody_can_be_reached_is_refused() {
        assertThatThrownBy(() -> new Node("0.0.0.0:7000"))
                .hasMessageContaining("cannot reach this one at '0.0.0.0:7000'");
        assertThatThrownBy(() -> new Node("no address"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Returns when the younger one hands its commits to the older one.
    private void bothWrite(int callers, int boundaries) {
        older = node();
        younger = node();
        older.work(callers, boundaries);
        younger.work(callers, boundaries);
        Poll.until("commits handed over", SOON, () -> younger.count("handed") > 100);
    }

    private Node node() {
        long before = registered();
        Node node = new Node("127.0.0.1:0");
        Poll.until("the register to know it", SOON, () -> registered() > before);
        return node;
    }

    @Test
    void the_register_gives_readers_nothing_to_pretend_with() {
        node();
        Document entry = store.database().getCollection("nodes").find().first();
        assertThat(entry.keySet()).containsExactlyInAnyOrder("_id", "address", "key", "seen");
        assertThat(entry.getString("address")).startsWith("127.0.0.1:");
    }
}
