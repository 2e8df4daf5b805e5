package io.lotline.core.eventlog.mongo;

import com.mongodb.client.model.Filters;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.LogUnderTest;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.testing.AppendJournal.Journal;
import io.lotline.core.testing.Documents;
import io.lotline.core.testing.LogChecker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.bson.Document;

/// A store's log with a small tail in memory, and a second node on the same database when asked.
final class StoreUnderTest implements LogUnderTest {
    static final LogSettings SMALL =
            LogSettings.DEFAULT.withWindow(16, 1024 * 1024).withPoll(Duration.ofMillis(20));

    private final LotlineStore store;
    private EventLog other;

    StoreUnderTest(LotlineStore store) {
        this.store = store;
    }

    @Override
    public EventLog log() {
        return store.log();
    }

    @Override
    public synchronized EventLog otherNode() {
        if (other == null) {
            other = store.openLog(SMALL, new SimpleMeterRegistry());
        }
        return other;
    }

    @Override
    public Iterable<StoredCommit> commits() {
        return store.commits();
    }

    @Override
    public List<String> flaws(Journal journal) {
        return LogChecker.flaws(Documents.of(store.database()), journal);
    }

    /// With which the log's collection was made.
    Document options() {
        return store.database()
                .listCollections()
                .filter(Filters.eq("name", LogCollection.NAME))
                .first()
                .get("options", Document.class);
    }

    @Override
    public void close() {
        if (other != null) {
            other.close();
        }
        store.close();
    }
}
