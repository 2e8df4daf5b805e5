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
    /// As many appends share a commit, and so many bytes.
    static final int SHARING = 8;

    private static final int SHARED_BYTES = 4096;

    private final List<Placed> placed = new ArrayList<>();
    private final List<StoredCommit> commits = new ArrayList<>();
    private final List<RawBsonDocument> documents = new ArrayList<>();
    private final List<PendingAppend> beaten = new ArrayList<>();
    private final List<StoredEvent> events = new ArrayList<>();
    private final Set<Tag> tags = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    /// What the next commit will hold.
    private final List<PendingAppend> sharing = new ArrayList<>();

    private final List<StoredEvent> shared = new ArrayList<>();
    private long sharedBytes;
    private DurableHead head;

    /// @param ready appends whose conditions hold up to the head
    Round(DurableHead head, List<PendingAppend> ready) {
        this.head = head;
        ready.forEach(this::add);
        commit();
    }

    /// Unless its caller has been answered meanwhile.
    private void add(PendingAppend append) {
        if (meets(append.condition())) {
            beaten.add(append);
        } else if (append.send()) {
            if (sharing.size() == SHARING || sharedBytes + append.body().length > SHARED_BYTES) {
                commit();
            }
            List<StoredEvent> stored = append.at(head.position() + 1 + shared.size());
            sharing.add(append);
            sharedBytes += append.body().length;
            shared.addAll(stored);
            events.addAll(stored);
            for (StoredEvent event : stored) {
                tags.addAll(event.tags());
                names.add(event.name());
            }
        }
    }

    /// Makes a commit of what shares one.
    private void commit() {
        if (sharing.isEmpty()) {
            return;
        }
        long first = head.position() + 1;
        Instant at = head.at();
        List<EventHash> hashes = new ArrayList<>(shared.size());
        for (PendingAppend append : sharing) {
            at = append.at().isAfter(at) ? append.at() : at;
            hashes.addAll(append.hashes());
        }
        StoredCommit commit =
                new StoredCommit(first, at, CommitHash.commit(head.hash(), first, hashes), shared);
        commits.add(commit);
        documents.add(CommitCodec.document(first, at, commit.hash(), body()));
        for (PendingAppend append : sharing) {
            placed.add(new Placed(append, first, commit));
            first += append.size();
        }
        head = DurableHead.of(commit);
        sharing.clear();
        shared.clear();
        sharedBytes = 0;
    }

    private byte[] body() {
        return sharing.size() == 1
                ? sharing.getFirst().body()
                : CommitCodec.shared(sharing.stream().map(PendingAppend::body).toList());
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
