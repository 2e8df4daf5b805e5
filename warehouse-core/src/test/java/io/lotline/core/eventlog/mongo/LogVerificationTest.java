package io.lotline.core.eventlog.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Events;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The stored log is read again beside the work: from the first event, or from where a round was
/// left, and what is not as it was written is named.
class LogVerificationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final int COMMITS = 600;
    private static final long BAD = 101;

    private final LotlineStore store = TestStores.embedded();
    private SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<StoredCommit> commits = new ArrayList<>();
    private long head;

    @BeforeEach
    void write() {
        for (int i = 0; i < COMMITS; i++) {
            store.log()
                    .append(
                            List.of(Events.event("A", "lot=" + i % 7), Events.event("B")),
                            AppendCondition.NONE)
                    .join();
        }
        head = store.log().head().position();
        store.commits().forEach(commits::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private MongoCollection<Document> log() {
        return store.database().getCollection(LogCollection.NAME);
    }

    /// A field of an event that every reader believes.
    private void damage() {
        log().updateOne(eq("_id", BAD), Updates.set("events.1.actor", "nobody"));
    }

    /// How far a round came, as another node or an earlier process left it.
    private void left(StoredCommit at, String hash, Instant began, boolean done) {
        store.database()
                .getCollection("log_verification")
                .replaceOne(
                        eq("_id", "round"),
                        new Document("_id", "round")
                                .append("position", at.last())
                                .append("hash", hash)
                                .append("began", Date.from(began))
                                .append("done", done),
                        new ReplaceOptions().upsert(true));
    }

    private LogVerification verification(boolean embedded, Instant now) {
        registry = new SimpleMeterRegistry();
        LogVerification verification =
                new LogVerification(
                        new LogCollection(store.client(), store.database(), false),
                        store.database(),
                        embedded,
                        () -> head,
                        registry,
                        Clock.fixed(now, ZoneOffset.UTC));
        verification.start();
        return verification;
    }

    private void mustFind(LogVerification verification) {
        Poll.until("the flaw", PATIENCE, () -> verification.integrity().flaw().isPresent());
        assertThat(verification.integrity().flaw().orElseThrow().position()).isEqualTo(BAD);
        assertThat(verification.integrity().verified()).isEqualTo(BAD - 1);
        assertThat(registry.get("lotline.log.flaw").gauge().value()).isEqualTo(BAD);
    }

    private void mustEnd(LogVerification verification) {
        Poll.until("the end", PATIENCE, () -> verification.integrity().verified() == head);
        assertThat(verification.integrity().flaw()).isEmpty();
    }

    @Test
    void a_whole_log_is_verified_to_its_head() {
        try (LogVerification verification = verification(true, NOW)) {
            mustEnd(verification);
            assertThat(registry.get("lotline.log.verified").gauge().value()).isEqualTo(head);
        }
        Document round = store.database().getCollection("log_verification").find().first();
        assertThat(round.getLong("position")).isEqualTo(head);
    }

    @Test
    void a_commit_that_is_not_as_it_was_written_is_named() {
        damage();
        try (LogVerification verification = verification(true, NOW)) {
            mustFind(verification);
        }
        try (LogVerification restarted = verification(true, NOW)) {
            mustFind(restarted);
        }
    }

    @Test
    void what_no_hash_covers_is_verified_as_well() {
        log().updateOne(eq("_id", BAD), Updates.set("n", 3));
        try (LogVerification verification = verification(true, NOW)) {
            mustFind(verification);
        }
    }

    @Test
    void a_commit_that_is_missing_is_named() {
        log().deleteOne(eq("_id", BAD));
        try (LogVerification verification = verification(true, NOW)) {
            mustFind(verification);
        }
    }

    /// On the embedded store another round follows, on a replica set a week later.
    @Test
    void a_round_that_was_left_is_gone_on_with() {
        damage();
        StoredCommit middle = commits.get(COMMITS / 2);
        left(middle, middle.hash(), NOW, false);
        try (LogVerification verification = verification(false, NOW)) {
            mustEnd(verification);
        }
        left(middle, middle.hash(), NOW, false);
        try (LogVerification verification = verification(true, NOW)) {
            mustFind(verification);
        }
        left(middle, middle.hash(), NOW, true);
        try (LogVerification verification = verification(false, NOW.plus(Duration.ofDays(8)))) {
            mustFind(verification);
        }
    }

    @Test
    void a_round_of_another_history_begins_anew() {
        damage();
        StoredCommit middle = commits.get(COMMITS / 2);
        left(middle, commits.getLast().hash(), NOW, false);
        try (LogVerification verification = verification(false, NOW)) {
            mustFind(verification);
        }
    }
}
