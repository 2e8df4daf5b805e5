package io.lotline.core.eventlog;

import io.lotline.core.eventlog.chain.StoredCommit;

/// A fresh, empty event log, and what its contract needs beside it.
public interface LogUnderTest extends AutoCloseable {
    EventLog log();

    /// Another object on the same events, as another node has it; the log itself where there is no
    /// such thing.
    EventLog otherNode();

    Iterable<StoredCommit> commits();

    @Override
    void close();
}
