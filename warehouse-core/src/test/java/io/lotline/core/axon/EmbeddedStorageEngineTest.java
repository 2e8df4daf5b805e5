package io.lotline.core.axon;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.testing.TestStores;

/// Axon's own suite for storage engines, on the embedded store.
class EmbeddedStorageEngineTest extends EventLogStorageEngineTest {
    @Override
    protected EventLog open() {
        return opened(TestStores.embedded());
    }
}
