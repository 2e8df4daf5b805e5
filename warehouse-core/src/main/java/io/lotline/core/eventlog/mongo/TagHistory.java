package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;

/// Which tags never occurred. A boundary of a tag that never did is empty, and nobody needs to ask
/// the store: every request, serial and document that comes for the first time has such a tag.
interface TagHistory extends AutoCloseable {
    /// The log was opened and ended at this position; what comes later is added.
    void opened(DurableHead head);

    /// A commit, by whichever node, that becomes visible after this call.
    void add(StoredCommit commit);

    /// True only if no visible event has this tag, nor one that was added and is not visible yet;
    /// false also where that is not known.
    boolean never(Tag tag);

    @Override
    void close();
}
