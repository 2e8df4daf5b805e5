package io.lotline.core.eventlog;

import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.testing.AppendJournal.Journal;
import java.util.List;

/// A fresh, empty event log, and what its contract needs beside it.
public interface LogUnderTest extends AutoCloseable {
    EventLog log();

    /// Another object on the same events, as another node has it; the log itself where there is no
    /// such thing.
    EventLog otherNode();

    Iterable<StoredCommit> commits();

    /// What the checker finds in the stored documents, given what callers were told.
    List<String> flaws(Journal journal);

    @Override
    void close();
}
