package io.lotline.core.eventlog;

import io.lotline.core.eventlog.chain.StoredCommit;

class InMemoryEventLogTest extends EventLogContract {
    @Override
    protected LogUnderTest open() {
        InMemoryEventLog log = new InMemoryEventLog();
        return new LogUnderTest() {
            @Override
            public EventLog log() {
                return log;
            }

            @Override
            public EventLog otherNode() {
                return log;
            }

            @Override
            public Iterable<StoredCommit> commits() {
                return log.commits();
            }

            @Override
            public void close() {
                log.close();
            }
        };
    }
}
