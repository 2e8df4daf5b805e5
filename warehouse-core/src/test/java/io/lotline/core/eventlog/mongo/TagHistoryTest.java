package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;
import static io.lotline.core.eventlog.Events.tags;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the log says never occurred did not: whoever brought it up, and however lately.
class TagHistoryTest {
    private static final String OWN = "node=own";
    private static final int WRITERS = 4;
    private static final int KEYS = 60;
    private static final int OLD = 50;
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

    /// What is kept is of use only if a start believes it, and then it must be right: whatever
    /// became of it meanwhile, each tag that occurred is known to have.
    @Test
    void a_start_reads_only_the_tags_that_came_after_what_is_kept() {
        keepTags();
        append(store.log(), "serial=later");

        TagScan scan = scan();
        try (EventLog _ = open(scan)) {
            assertThat(unknown(scan)).isZero();
            assertThat(scan.never(new Tag("serial", "later"))).isFalse();
            assertThat(scan.read()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_kept_and_not_whole_is_made_anew(Damage damage) {
        keepTags();
        append(store.log(), "serial=later");
        damage.to(store.database().getCollection(KeptTags.NAME));

        TagScan scan = scan();
        try (EventLog _ = open(scan)) {
            assertThat(unknown(scan)).isZero();
            assertThat(scan.read()).isEqualTo(OLD + 1);
        }
    }

    @Test
    void what_is_kept_beside_another_log_is_not_used() {
        keepTags();
        append(store.log(), "serial=later");
        store.database()
                .getCollection(LogCollection.NAME)
                .updateMany(new Document(), Updates.set("hash", new Binary(new byte[32])));

        TagScan scan = scan();
        scan.opened(new DurableHead(OLD + 1, "another", Instant.EPOCH));
        Poll.until("the scan", Duration.ofSeconds(20), scan::isComplete);
        scan.close();
        assertThat(scan.read()).isEqualTo(OLD + 1);
    }

    /// The negative control: a filter that claims to hold what it does not, and is believed, calls
    /// tags new that are not.
    @Test
    void a_kept_filter_that_lacks_tags_and_is_believed_would_lose_them() {
        for (int i = 0; i < OLD; i++) {
            append(store.log(), "serial=" + i);
        }
        EventLog.Head head = store.log().head();
        assertThat(new KeptTags(database()).save(head, new SeenTags(BYTES).content())).isTrue();

        TagScan scan = scan();
        try (EventLog _ = open(scan)) {
            assertThat(unknown(scan)).isEqualTo(OLD);
        }
    }

    @Test
    void of_two_nodes_that_keep_it_the_one_that_is_further_wins() {
        KeptTags ahead = new KeptTags(database());
        KeptTags behind = new KeptTags(database());
        SeenTags seen = new SeenTags(BYTES);
        seen.add("serial=1");
        assertThat(ahead.save(new EventLog.Head(20, "h20"), seen.content())).isTrue();
        assertThat(behind.save(new EventLog.Head(10, "h10"), new SeenTags(BYTES).content()))
                .isFalse();
        assertThat(ahead.position()).isEqualTo(20);
        KeptTags.Kept kept = ahead.load(_ -> true).orElseThrow();
        SeenTags adopted = new SeenTags(BYTES);
        assertThat(adopted.adopt(kept.content())).isTrue();
        assertThat(adopted.mayContain(new Tag("serial", "1"))).isTrue();
        assertThat(ahead.load(head -> head.position() < 20)).isEmpty();
    }

    @Test
    void a_filter_larger_than_this_node_may_have_is_not_adopted() {
        SeenTags large = new SeenTags(BYTES);
        for (int i = 0; i < 1_500_000; i++) {
            large.add("serial=" + i);
        }
        assertThat(large.content().slices()).hasSize(2);
        assertThat(new SeenTags(1024 * 1024).adopt(large.content())).isFalse();
        SeenTags same = new SeenTags(BYTES);
        assertThat(same.adopt(large.content())).isTrue();
        for (int i = 0; i < 1_500_000; i += 7) {
            assertThat(same.mayContain(new Tag("serial", Integer.toString(i)))).isTrue();
        }
    }

    enum Damage {
        DROPPED {
            @Override
            void to(MongoCollection<Document> kept) {
                kept.drop();
            }
        },
        A_PART_IS_MISSING {
            @Override
            void to(MongoCollection<Document> kept) {
                kept.deleteOne(Filters.ne("_id", "kept"));
            }
        },
        BITS_ARE_GONE {
            @Override
            void to(MongoCollection<Document> kept) {
                kept.updateOne(
                        Filters.ne("_id", "kept"),
                        Updates.set("content", new Binary(new byte[1024 * 1024])));
            }
        },
        A_LATER_POSITION_IS_CLAIMED {
            @Override
            void to(MongoCollection<Document> kept) {
                kept.updateOne(Filters.eq("_id", "kept"), Updates.inc("position", 1L));
            }
        },
        OF_ANOTHER_RELEASE {
            @Override
            void to(MongoCollection<Document> kept) {
                kept.updateOne(Filters.eq("_id", "kept"), Updates.inc("version", 1));
            }
        },
        NOT_EVEN_A_FILTER {
            @Override
            void to(MongoCollection<Document> kept) {
                kept.replaceOne(Filters.eq("_id", "kept"), new Document("position", "x"));
            }
        };

        abstract void to(MongoCollection<Document> kept);
    }

    /// So many tags, kept as a node keeps them.
    private void keepTags() {
        for (int i = 0; i < OLD; i++) {
            append(store.log(), "serial=" + i);
        }
        TagScan first =
                new TagScan(
                        collection(),
                        new KeptTags(database()),
                        BYTES,
                        OLD,
                        new SimpleMeterRegistry());
        try (EventLog _ = open(first)) {
            Poll.until(
                    "the tags are kept",
                    Duration.ofSeconds(20),
                    () -> new KeptTags(database()).position() == OLD);
        }
    }

    /// How many of the old tags a node takes for new, once it is through.
    private static long unknown(TagScan scan) {
        Poll.until("the scan", Duration.ofSeconds(20), scan::isComplete);
        return IntStream.range(0, OLD)
                .filter(i -> scan.never(new Tag("serial", Integer.toString(i))))
                .count();
    }

    private TagScan scan() {
        return new TagScan(
                collection(), new KeptTags(database()), BYTES, new SimpleMeterRegistry());
    }

    private LogCollection collection() {
        return new LogCollection(client, database(), true);
    }

    private MongoDatabase database() {
        return client.getDatabase(store.database().getName())
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
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
        public void opened(DurableHead head) {
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
