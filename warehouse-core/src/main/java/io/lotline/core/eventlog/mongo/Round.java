package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;

/// One insert: commits with their positions behind a head.
final class Round {
    private final List<PendingAppend> appends = new ArrayList<>();
    private final List<StoredCommit> commits = new ArrayList<>();
    private final List<RawBsonDocument> documents = new ArrayList<>();
    private final List<PendingAppend> beaten = new ArrayList<>();
    private final RecentTail ahead;
    private DurableHead head;

    Round(DurableHead head) {
        this.head = head;
        this.ahead = new RecentTail(Integer.MAX_VALUE, Long.MAX_VALUE, head.position() + 1);
    }

    /// Takes an append whose condition holds up to this round's head, unless its caller has been
    /// answered meanwhile.
    void add(PendingAppend append) {
        if (ahead.changedSince(append.condition().criteria(), append.condition().after())) {
            beaten.add(append);
        } else if (append.send()) {
            StoredCommit commit = append.after(head);
            appends.add(append);
            commits.add(commit);
            documents.add(
                    CommitCodec.document(
                            commit.position(), commit.at(), commit.hash(), append.body()));
            ahead.append(commit, 0);
            head = DurableHead.of(commit);
        }
    }

    List<PendingAppend> appends() {
        return appends;
    }

    /// What the appends become, in their order.
    List<StoredCommit> commits() {
        return commits;
    }

    List<RawBsonDocument> documents() {
        return documents;
    }

    /// In conflict with a commit of this very round: refused when the round is durable.
    List<PendingAppend> beaten() {
        return beaten;
    }

    /// Everything that waits for this round.
    List<PendingAppend> everyone() {
        List<PendingAppend> everyone = new ArrayList<>(appends);
        everyone.addAll(beaten);
        return everyone;
    }
}
