package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.CommitHash;
import io.lotline.core.eventlog.chain.EventHash;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;

/// One insert: appends with their positions behind a head.
///
/// Small appends that follow each other share a commit, and with it a document: for three servers a
/// document costs more than what is in it.
final class Round {
    /// What shares a commit has so many bytes together.
    private static final int JOINED_BYTES = 4096;

    private final List<Placed> placed = new ArrayList<>();
    private final List<StoredCommit> commits = new ArrayList<>();
    private final List<RawBsonDocument> documents = new ArrayList<>();
    private final List<PendingAppend> beaten = new ArrayList<>();
    private final List<StoredEvent> events = new ArrayList<>();
    private final Set<Tag> tags = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    /// What the next commit will hold.
    private final List<PendingAppend> joining = new ArrayList<>();

    private final List<StoredEvent> joined = new ArrayList<>();
    private final int most;
    private long joinedBytes;
    private DurableHead head;

    /// @param ready appends whose conditions hold up to the head
    /// @param most  appends that share a commit
    Round(DurableHead head, List<PendingAppend> ready, int most) {
        this.head = head;
        this.most = most;
        ready.forEach(this::add);
        commit();
    }

    /// Unless its caller has been answered meanwhile.
    private void add(PendingAppend append) {
        if (meets(append.condition())) {
            beaten.add(append);
        } else if (append.send()) {
            if (joining.size() == most || joinedBytes + append.body().length > JOINED_BYTES) {
                commit();
            }
            List<StoredEvent> stored = append.at(head.position() + 1 + joined.size());
            joining.add(append);
            joinedBytes += append.body().length;
            joined.addAll(stored);
            events.addAll(stored);
            for (StoredEvent event : stored) {
                tags.addAll(event.tags());
                names.add(event.name());
            }
        }
    }

    /// Makes a commit of what shares one.
    private void commit() {
        if (joining.isEmpty()) {
            return;
        }
        long first = head.position() + 1;
        Instant at = head.at();
        List<EventHash> hashes = new ArrayList<>(joined.size());
        for (PendingAppend append : joining) {
            at = append.at().isAfter(at) ? append.at() : at;
            hashes.addAll(append.hashes());
        }
        StoredCommit commit =
                new StoredCommit(first, at, CommitHash.commit(head.hash(), first, hashes), joined);
        commits.add(commit);
        documents.add(CommitCodec.document(first, at, commit.hash(), body()));
        for (PendingAppend append : joining) {
            placed.add(new Placed(append, first, commit));
            first += append.size();
        }
        head = DurableHead.of(commit);
        joining.clear();
        joined.clear();
        joinedBytes = 0;
    }

    private byte[] body() {
        return joining.size() == 1
                ? joining.getFirst().body()
                : CommitCodec.joined(joining.stream().map(PendingAppend::body).toList());
    }

    /// Whether an event of this very round stands in the way.
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
        for (StoredEvent event : events) {
            if (event.position() > after && alternative.matches(event.tags(), event.name())) {
                return true;
            }
        }
        return false;
    }

    /// What is written, in order.
    List<Placed> placed() {
        return placed;
    }

    /// What the appends become, in order.
    List<StoredCommit> commits() {
        return commits;
    }

    /// The commits' documents, in order.
    List<RawBsonDocument> documents() {
        return documents;
    }

    /// In conflict with an append of this very round: refused when the round is durable.
    List<PendingAppend> beaten() {
        return beaten;
    }

    /// Everything that waits for this round.
    List<PendingAppend> everyone() {
        return Stream.concat(placed.stream().map(Placed::append), beaten.stream()).toList();
    }
}
