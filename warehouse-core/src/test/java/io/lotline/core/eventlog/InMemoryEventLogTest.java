package io.lotline.core.eventlog;

import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.testing.AppendJournal.Journal;
import io.lotline.core.testing.Documents;
import io.lotline.core.testing.LogChecker;
import java.util.List;

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
            public List<String> flaws(Journal journal) {
                return LogChecker.flaws(Documents.of(log.commits()), journal);
            }

            @Override
            public void close() {
                log.close();
            }
        };
    }
}
