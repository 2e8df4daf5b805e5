package io.lotline.projections.trace;

import io.lotline.core.events.StockItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Documents.Stored;
import io.lotline.projections.store.ViewProgress;
import io.lotline.projections.trace.Trace.Step;
import io.lotline.projections.trace.TraceDocument.Figures;
import io.lotline.projections.trace.TraceDocument.Head;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the view of traces keeps, as it was at exactly one position of the log.
///
/// A view's documents are not changed all at once. But each has the position that it reflects, and
/// the head of an owner's goods changes with every event that moves some of them: where nothing
/// that was read reflects more than a position that the view had passed before, and the heads, read
/// again at the end, do not either, all of it is of that position. Else it is read again.
public final class KeptTraces {
    private static final int TRIES = 5;
    private static final int PER_READ = 1_000;

    private final Documents<TraceDocument> documents;
    private final ViewProgress progress;

    public KeptTraces(Documents<TraceDocument> documents, ViewProgress progress) {
        this.documents = documents;
        this.progress = progress;
    }

    /// Figures of a subject.
    ///
    /// @param position what they reflect, exactly
    record Kept(long position, List<Figures> figures) {
        List<StockItem> items() {
            Set<StockItem> items = new LinkedHashSet<>();
            for (Figures one : figures) {
                Head head = one.head();
                if (head != null) {
                    items.add(head.item());
                }
            }
            return List.copyOf(items);
        }

        Set<EnterpriseId> owners() {
            Set<EnterpriseId> owners = new LinkedHashSet<>();
            items().forEach(item -> owners.add(item.owner()));
            return owners;
        }
    }

    /// The figures as they are at a position that is not before `atLeast`; null where the view does
    /// not get there in time, changes faster than it can be read, or has come further than
    /// `knownAt`.
    @Nullable Kept figures(
            TraceSubject subject,
            @Nullable EnterpriseId owner,
            long atLeast,
            long knownAt,
            Duration patience) {
        long wanted = atLeast;
        for (int i = 0; i < TRIES; i++) {
            if (!progress.await(wanted, patience)) {
                return null;
            }
            long position = Math.min(knownAt, progress.position());
            List<Figures> figures = new ArrayList<>();
            long latest = read(subject, owner, figures);
            if (latest <= position) {
                return new Kept(position, figures);
            }
            if (latest > knownAt) {
                return null;
            }
            wanted = latest;
        }
        return null;
    }

    /// @return the latest position that something of it reflects
    private long read(TraceSubject subject, @Nullable EnterpriseId owner, List<Figures> figures) {
        long latest = 0;
        Set<String> heads = new LinkedHashSet<>();
        String range = TraceKeys.figures(subject, owner);
        for (String from = range; from != null; ) {
            List<Stored<TraceDocument>> some = documents.range(from, range + '\uffff', PER_READ);
            for (Stored<TraceDocument> stored : some) {
                latest = Math.max(latest, stored.position());
                Figures one = stored.document() == null ? null : stored.document().figures();
                if (one != null) {
                    figures.add(one);
                    if (one.head() != null) {
                        heads.add(stored.key());
                    }
                }
            }
            from = some.size() < PER_READ ? null : some.getLast().key() + '\0';
        }
        for (Stored<TraceDocument> head : documents.stored(heads)) {
            latest = Math.max(latest, head.position());
        }
        return latest;
    }

    /// Of the goods of a lot the pieces that a hold or a recall ever named, with what is kept of
    /// them; null if some of it is of a later position.
    @Nullable Map<SerialNumber, List<Figures>> stopped(Di di, Kept lot) {
        Map<String, SerialNumber> keys = new LinkedHashMap<>();
        List<StockItem> items = lot.items();
        String range = TraceKeys.pieces(di);
        for (String from = range; from != null; ) {
            List<Stored<TraceDocument>> some = documents.range(from, range + '\uffff', PER_READ);
            for (Stored<TraceDocument> stored : some) {
                SerialNumber serial = stored.document() == null ? null : stored.document().piece();
                if (serial != null) {
                    TraceSubject piece = new TraceSubject.Serial(di, serial);
                    items.forEach(item -> keys.put(TraceKeys.head(piece, item), serial));
                }
            }
            from = some.size() < PER_READ ? null : some.getLast().key() + '\0';
        }
        Map<SerialNumber, List<Figures>> pieces = new LinkedHashMap<>();
        for (Stored<TraceDocument> stored : documents.stored(keys.keySet())) {
            if (stored.position() > lot.position()) {
                return null;
            }
            Figures one = stored.document() == null ? null : stored.document().figures();
            if (one != null && one.head() != null) {
                pieces.computeIfAbsent(
                                Objects.requireNonNull(keys.get(stored.key())),
                                _ -> new ArrayList<>())
                        .add(one);
            }
        }
        return pieces;
    }

    /// The steps of these owners' goods, together with those that stop them, in the log's order.
    KeptSteps steps(
            TraceSubject subject,
            Set<EnterpriseId> owners,
            TraceOptions options,
            long upTo,
            List<Step> stops) {
        return new KeptSteps(documents, subject, owners, options, upTo, stops);
    }
}
