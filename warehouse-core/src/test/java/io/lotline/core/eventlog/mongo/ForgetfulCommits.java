package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.chain.StoredCommit;

/// For negative controls: what is read back is never recognised as one's own.
final class ForgetfulCommits extends SentCommits {
    @Override
    void add(PendingAppend append, StoredCommit commit) {
        // forgotten
    }
}
