package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.RawBsonDocument;

/// One insert: commits with their positions behind a head.
final class Round {
    private final List<PendingAppend> appends = new ArrayList<>();
    private final List<StoredCommit> commits = new ArrayList<>();
    private final List<RawBsonDocument> documents = new ArrayList<>();
    private final List<PendingAppend> beaten = new ArrayList<>();
    private final Set<Tag> tags = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private DurableHead head;

    /// @param ready appends whose conditions hold up to the head
    Round(DurableHead head, List<PendingAppend> ready) {
        this.head = head;
        ready.forEach(this::add);
    }

    /// Unless its caller has been answered meanwhile.
    private void add(PendingAppend append) {
        if (meets(append.condition())) {
            beaten.add(append);
        } else if (append.send()) {
            StoredCommit commit = append.after(head);
            appends.add(append);
            commits.add(commit);
            documents.add(
                    CommitCodec.document(
                            commit.position(), commit.at(), commit.hash(), append.body()));
            for (StoredEvent event : commit.events()) {
                tags.addAll(event.tags());
                names.add(event.name());
            }
            head = DurableHead.of(commit);
        }
    }

    /// Whether a commit of this very round stands in the way.
    private boolean meets(AppendCondition condition) {
        for (Criterion alternative : condition.criteria().alternatives()) {
            if (tags.containsAll(alternative.tags())
                    && (alternative.names().isEmpty()
                            || alternative.names().stream().anyMatch(names::contains))
                    && holds(alternative, condition.after())) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(Criterion alternative, long after) {
        for (StoredCommit commit : commits) {
            for (StoredEvent event : commit.events()) {
                if (event.position() > after && alternative.matches(event.tags(), event.name())) {
                    return true;
                }
            }
        }
        return false;
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
