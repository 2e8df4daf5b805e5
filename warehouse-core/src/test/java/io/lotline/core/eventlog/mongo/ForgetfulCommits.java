package io.lotline.core.eventlog.mongo;

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
    void add(Placed sent) {
        if (!unknown) {
            super.add(sent);
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
