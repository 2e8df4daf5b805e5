package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;
import static io.lotline.core.eventlog.Events.tags;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Changes;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the log says never occurred did not: whoever brought it up, and however lately.
class TagHistoryTest {
    private static final String OWN = "node=own";
    private static final int WRITERS = 4;
    private static final int KEYS = 60;
    private static final long BYTES = 4L * 1024 * 1024;
    private static final LogSettings SMALL =
            LogSettings.DEFAULT.withWindow(4, 1024).withPoll(Duration.ofMillis(5));

    private final LotlineStore store = TestStores.replicaSet(s -> s.withLog(SMALL));
    private final MongoClient client = MongoClients.create(TestStores.uri());

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    @Test
    void a_filter_forgets_nothing_and_seldom_knows_what_it_has_not_seen() {
        SeenTags seen = new SeenTags(BYTES);
        Random random = new Random(11);
        List<Tag> added = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Tag tag = new Tag("k" + random.nextInt(9), Long.toString(random.nextLong(), 36));
            added.add(tag);
            seen.add(tag.toString());
        }

        assertThat(added).allMatch(seen::mayContain);
        long wrong = 0;
        for (int i = 0; i < 100_000; i++) {
            wrong += seen.mayContain(new Tag("request", "never/" + i)) ? 1 : 0;
        }
        assertThat(wrong).isLessThan(2_000);
    }

    @Test
    void a_filter_keeps_its_limit_and_stays_right_beyond_it() {
        long oneSlice = 1024 * 1024;
        SeenTags seen = new SeenTags(oneSlice);
        for (int i = 0; i < 1_500_000; i++) {
            seen.add("serial=" + i);
        }

        assertThat(seen.bytes()).isEqualTo(oneSlice);
        for (int i = 0; i < 1_500_000; i += 7) {
            assertThat(seen.mayContain(new Tag("serial", Integer.toString(i)))).isTrue();
        }
    }

    @Test
    void what_was_there_before_the_start_is_known_after_the_scan() {
        for (int i = 0; i < 50; i++) {
            append(store.log(), "serial=" + i);
        }
        TagScan scan = scan();
        try (EventLog restarted = open(scan)) {
            Poll.until("the scan", Duration.ofSeconds(20), scan::isComplete);
            for (int i = 0; i < 50; i++) {
                assertThat(scan.never(new Tag("serial", Integer.toString(i)))).isFalse();
            }
            assertThat(scan.never(new Tag("serial", "never"))).isTrue();
            assertThat(found(restarted, "serial=7")).isEqualTo(1);
        }
    }

    @Test
    void nothing_is_known_before_the_scan_is_through() {
        TagScan scan = scan();

        assertThat(scan.never(new Tag("serial", "never"))).isFalse();
    }

    /// Writers on two nodes take every key that they find unused.
    @Test
    void no_key_is_taken_twice_on_two_nodes() throws Exception {
        TagScan scan = scan();
        try (EventLog other = open(scan);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Poll.until("the scan", Duration.ofSeconds(20), scan::isComplete);
            List<Future<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                EventLog node = i % 2 == 0 ? store.log() : other;
                writers.add(threads.submit(() -> takeUnused(node, "node=" + node.hashCode())));
            }
            int taken = 0;
            for (Future<Integer> writer : writers) {
                taken += writer.get(60, TimeUnit.SECONDS);
            }
            assertThat(taken).isEqualTo(KEYS);
        }
    }

    @Test
    void keys_that_the_other_node_took_are_taken() {
        assertThat(takenAfterTheOther(scan())).isZero();
    }

    /// The negative control: a filter that does not hear of the other node's commits finds all of
    /// its keys unused, and the condition, which counts from there, lets them be taken again.
    @Test
    void a_filter_that_hears_only_of_its_own_node_lets_keys_be_taken_twice() {
        assertThat(takenAfterTheOther(new DeafToOthers(scan()))).isEqualTo(KEYS);
    }

    /// How many keys a node takes after another node has taken all of them.
    private int takenAfterTheOther(TagHistory history) {
        try (EventLog other = open(history)) {
            Poll.until(
                    "the scan",
                    Duration.ofSeconds(20),
                    () -> history.never(new Tag("request", "no such key")));
            assertThat(takeUnused(store.log(), "node=first")).isEqualTo(KEYS);
            Poll.until(
                    "the other's head",
                    Duration.ofSeconds(20),
                    () -> other.head().equals(store.log().head()));
            return takeUnused(other, OWN);
        }
    }

    /// The reader is believed: the condition begins where its answer ends.
    private static int takeUnused(EventLog node, String nodeTag) {
        int taken = 0;
        for (int i = 0; i < KEYS; i++) {
            Criterion key = new Criterion(tags("request=" + i), Set.of());
            Changes before = node.changes(List.of(new Since(key, 0)));
            if (before.events().getFirst().isEmpty()) {
                boolean accepted =
                        node.append(
                                        List.of(event("Taken", "request=" + i, nodeTag)),
                                        new AppendCondition(Criteria.of(key), before.position()))
                                .handle((_, refused) -> refused == null)
                                .join();
                taken += accepted ? 1 : 0;
            }
        }
        return taken;
    }

    private static void append(EventLog log, String tag) {
        log.append(List.of(event("A", tag)), AppendCondition.NONE).join();
    }

    private static int found(EventLog log, String tag) {
        return log.changes(List.of(new Since(new Criterion(tags(tag), Set.of()), 0)))
                .events()
                .getFirst()
                .size();
    }

    private TagScan scan() {
        return new TagScan(collection(), BYTES, new SimpleMeterRegistry());
    }

    private LogCollection collection() {
        MongoDatabase database =
                client.getDatabase(store.database().getName())
                        .withReadConcern(ReadConcern.MAJORITY)
                        .withWriteConcern(WriteConcern.MAJORITY);
        return new LogCollection(client, database, true);
    }

    private MongoEventLog open(TagHistory history) {
        return MongoEventLog.open(
                collection(),
                Durability.MAJORITY,
                history,
                new SentCommits(),
                SMALL,
                new SimpleMeterRegistry());
    }

    private record DeafToOthers(TagHistory history) implements TagHistory {
        @Override
        public void opened(long head) {
            history.opened(head);
        }

        @Override
        public void add(StoredCommit commit) {
            if (commit.events().getFirst().tags().contains(Tag.parse(OWN))) {
                history.add(commit);
            }
        }

        @Override
        public boolean never(Tag tag) {
            return history.never(tag);
        }

        @Override
        public void close() {
            history.close();
        }
    }
}
