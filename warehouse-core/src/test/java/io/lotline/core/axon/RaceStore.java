package io.lotline.core.axon;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.testing.TestStores;
import java.util.function.Supplier;

/// The stores that races are run on.
enum RaceStore {
    MEMORY(InMemoryEventLog::new),
    EMBEDDED(() -> TestStores.embedded().log()),
    REPLICA_SET(() -> TestStores.replicaSet().log());

    private final Supplier<EventLog> open;

    RaceStore(Supplier<EventLog> open) {
        this.open = open;
    }

    EventLog open() {
        return open.get();
    }
}
