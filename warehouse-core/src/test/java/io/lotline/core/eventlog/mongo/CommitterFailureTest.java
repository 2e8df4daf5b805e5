package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.eventlog.mongo.embedded.EmbeddedMongo;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of a committer whose store fails in a way that no store should: it goes on where it
/// can find out what was stored, and else says that it has stopped.
class CommitterFailureTest {
    private final EmbeddedMongo embedded = EmbeddedMongo.open(TestStores.folder());
    private final MongoClient client = embedded.client();
    private final Odd store = new Odd(new LogCollection(client, client.getDatabase("x"), false));
    private final Inbox inbox = new Inbox();
    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
    private final Committer committer =
            new Committer(
                    store,
                    Durability.MAJORITY,
                    LogSettings.DEFAULT,
                    new LogMetrics(new SimpleMeterRegistry()),
                    inbox,
                    new SentCommits(),
                    DurableHead.EMPTY,
                    new EmbeddedTagHistory(embedded, "x", LogCollection.NAME),
                    callbacks,
                    () -> {});
    private final Thread thread = Thread.ofPlatform().start(committer);

    @AfterEach
    void close() throws InterruptedException {
        inbox.close();
        thread.join();
        callbacks.close();
        client.close();
        embedded.close();
    }

    @Test
    void an_insert_that_fails_oddly_before_it_wrote_is_tried_again() throws Exception {
        store.failBefore = true;
        assertThat(append("1").get(10, TimeUnit.SECONDS).last()).isEqualTo(1);
        assertThat(append("2").get(10, TimeUnit.SECONDS).last()).isEqualTo(2);
        assertThat(committer.broken()).isNull();
    }

    @Test
    void an_insert_that_fails_oddly_after_it_wrote_is_found_stored() throws Exception {
        store.failAfter = true;
        assertThat(append("1").get(10, TimeUnit.SECONDS).last()).isEqualTo(1);
        assertThat(append("2").get(10, TimeUnit.SECONDS).last()).isEqualTo(2);
        assertThat(store.after(0)).hasSize(2);
    }

    @Test
    void where_it_cannot_find_out_it_stops_and_says_so_to_everybody() {
        store.failAfter = true;
        store.thenUnreadable = true;
        assertThatThrownBy(() -> append("1").get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        LogUnavailable.class,
                        stopped -> assertThat(stopped.isNothingStored()).isFalse());
        assertThat(committer.broken()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> append("2").get(10, TimeUnit.SECONDS))
                .cause()
                .hasMessageContaining("until the node is started again")
                .isInstanceOfSatisfying(
                        LogUnavailable.class,
                        stopped -> assertThat(stopped.isNothingStored()).isTrue());
    }

    private CompletableFuture<Appended> append(String id) {
        List<NewEvent> events =
                List.of(
                        new NewEvent(
                                id,
                                "A",
                                1,
                                Instant.EPOCH,
                                "test",
                                Set.of(new Tag("lot", id)),
                                "{}",
                                Map.of()));
        PendingAppend append =
                new PendingAppend(
                        events,
                        Limits.check(events),
                        CommitCodec.body(events),
                        AppendCondition.NONE);
        committer.submit(append);
        return append.answer();
    }

    /// A real store that fails as only a defect would.
    private static final class Odd implements CommitStore {
        private final LogCollection collection;
        private volatile boolean failBefore;
        private volatile boolean failAfter;
        private volatile boolean thenUnreadable;
        private volatile boolean unreadable;

        Odd(LogCollection collection) {
            this.collection = collection;
            collection.create();
        }

        @Override
        public void insert(List<RawBsonDocument> documents) {
            if (failBefore) {
                failBefore = false;
                throw new IllegalStateException("not before");
            }
            collection.insert(documents);
            if (failAfter) {
                failAfter = false;
                unreadable = thenUnreadable;
                throw new IllegalStateException("not after");
            }
        }

        @Override
        public List<StoredCommit> after(long position) {
            if (unreadable) {
                throw new IllegalStateException("not to be read");
            }
            return collection.after(position);
        }

        @Override
        public @Nullable BsonDocument time() {
            return collection.time();
        }

        @Override
        public void advance(BsonDocument time) {
            collection.advance(time);
        }

        @Override
        public boolean exists(Criteria criteria, long from, long to) {
            return collection.exists(criteria, from, to);
        }
    }
}
