package io.lotline.core.axon;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.mongo.LotlineStore;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/// Axon's own suite for storage engines, on the in-memory log and, below, on the others.
class EventLogStorageEngineTest extends StorageEngineTestSuite<EventLogStorageEngine> {
    private @Nullable AutoCloseable opened;

    /// A fresh, empty log.
    protected EventLog open() {
        InMemoryEventLog log = new InMemoryEventLog();
        opened = log;
        return log;
    }

    final EventLog opened(LotlineStore store) {
        opened = store;
        return store.log();
    }

    /// Axon's suite makes one instance, and one engine, for all of its tests.
    @AfterAll
    void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    protected EventLogStorageEngine buildStorageEngine() {
        return new TextEngine(open());
    }

    @Override
    protected @Nullable ProcessingContext processingContext() {
        return null;
    }

    /// The suite's events are plain texts, which Lotline's own catalogue does not know.
    static final class TextEngine extends EventLogStorageEngine {
        TextEngine(EventLog log) {
            super(log);
        }

        @Override
        NewEvent encode(TaggedEventMessage<?> tagged) {
            return encode(tagged, 1, "\"" + tagged.event().payload() + "\"");
        }

        @Override
        EventMessage decode(StoredEvent stored) {
            return new GenericEventMessage(
                    stored.id(),
                    new MessageType(stored.name()),
                    stored.data().substring(1, stored.data().length() - 1),
                    StoredEventMessage.metadataOf(stored),
                    stored.at());
        }
    }
}
