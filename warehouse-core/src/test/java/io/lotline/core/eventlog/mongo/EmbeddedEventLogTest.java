package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.EventLogContract;
import io.lotline.core.eventlog.LogUnderTest;
import io.lotline.core.testing.TestStores;

class EmbeddedEventLogTest extends EventLogContract {
    @Override
    protected LogUnderTest open() {
        return new StoreUnderTest(TestStores.embedded(s -> s.withLog(StoreUnderTest.SMALL)));
    }
}
