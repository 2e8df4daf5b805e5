package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.chain.StoredCommit;

/// For negative controls: some of what is read is not recognised as one's own.
final class ForgetfulCommits extends SentCommits {
    private final boolean unknown;
    private final boolean shared;

    /// @param unknown forgets what had an unknown outcome
    /// @param shared  forgets what another node has as well
    ForgetfulCommits(boolean unknown, boolean shared) {
        this.unknown = unknown;
        this.shared = shared;
    }

    @Override
    void add(PendingAppend append, StoredCommit commit) {
        if (!unknown) {
            super.add(append, commit);
        }
    }

    @Override
    boolean share(PendingAppend append) {
        return shared || super.share(append);
    }

    @Override
    boolean isShared(PendingAppend append) {
        return shared || super.isShared(append);
    }
}
