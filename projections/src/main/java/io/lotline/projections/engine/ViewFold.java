package io.lotline.projections.engine;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.projections.engine.ViewStorage.Change;
import io.lotline.projections.engine.ViewStorage.Kept;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The fold of one view over the log into its storage, while one claim lasts. What is folded is
/// kept until it is stored: while a view is far behind, a document that changes again and again is
/// written once. What was written is not read again, as far as it is remembered.
///
/// Whatever fails leaves a fold that is of no more use: what it kept may not be what is stored.
final class ViewFold<D> {
    /// So many writes are on their way at once.
    private static final int WRITES = 4;

    /// The part of what it may keep that it remembers near the log's end.
    private static final int NEAR_PART = 8;

    private final View<D> view;
    private final ViewStorage<D> storage;
    private final int most;

    /// How many documents are remembered near the log's end.
    private final int mostNear;

    /// The documents of a write.
    private final int perWrite;

    /// What is folded and not stored yet, in the order in which it first changed.
    private final Map<String, Kept<D>> folded = new LinkedHashMap<>();

    /// What documents were before that, to be kept and not stored yet.
    private final List<Change<D>> pasts = new ArrayList<>();

    /// Of what is folded and not stored yet, the positions of what is stored; nothing for none.
    private final Map<String, Long> before = new HashMap<>();

    /// What is stored, as far as it is remembered: the longest unused is forgotten first.
    private final LinkedHashMap<String, Kept<D>> stored =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept<D>> eldest) {
                    return size() > most;
                }
            };

    /// Which keys the storage may have; null where nothing is known of that.
    private @Nullable KeyFilter mayBeStored;

    /// @param fromTheFirst whether the fold begins with the log's first event
    /// @param most         how many documents it keeps in memory
    ViewFold(View<D> view, ViewStorage<D> storage, boolean fromTheFirst, int most) {
        this.view = view;
        this.storage = storage;
        this.most = most;
        this.mostNear = most / NEAR_PART;
        this.perWrite = most / (2 * WRITES) + 1;
        this.mayBeStored = fromTheFirst && storage.isEmpty() ? new KeyFilter() : null;
    }

    /// Folds the events, up to the first that cannot be folded; answers that one.
    @Nullable PoisonEvent fold(List<FedEvent> events) {
        Map<String, Kept<D>> loaded = Map.of();
        boolean looked = false;
        for (int i = 0; i < events.size(); i++) {
            FedEvent event = events.get(i);
            Recorded recorded;
            Set<String> keys;
            try {
                recorded = event.recorded();
                keys = view.keys(recorded);
            } catch (RuntimeException e) {
                return poison(event, e);
            }
            if (!looked && keys.stream().anyMatch(this::isUnknown)) {
                loaded = storage.load(unknown(events.subList(i, events.size())));
                looked = true;
            }
            try {
                fold(recorded, keys, loaded);
            } catch (RuntimeException e) {
                return poison(event, e);
            }
        }
        return null;
    }

    /// The documents that these events change and that are to be read, as far as the events can be
    /// folded.
    private Set<String> unknown(List<FedEvent> events) {
        Set<String> unknown = new LinkedHashSet<>();
        for (FedEvent event : events) {
            try {
                for (String key : view.keys(event.recorded())) {
                    if (isUnknown(key)) {
                        unknown.add(key);
                    }
                }
            } catch (RuntimeException e) {
                return unknown; // the fold comes to it, stops there and says why
            }
        }
        return unknown;
    }

    private boolean isUnknown(String key) {
        return !folded.containsKey(key)
                && !stored.containsKey(key)
                && (mayBeStored == null || mayBeStored.has(key));
    }

    /// Wholly or, where it fails, not at all.
    private void fold(Recorded recorded, Set<String> keys, Map<String, Kept<D>> loaded) {
        Map<String, Kept<D>> changed = new LinkedHashMap<>();
        List<Change<D>> kepts = new ArrayList<>();
        for (String key : keys) {
            Kept<D> kept = folded.containsKey(key) ? folded.get(key) : stored(key, loaded);
            if (kept == null || kept.position() < recorded.position()) {
                D was = kept == null ? null : kept.document();
                View.Past<D> past = was == null ? null : view.past(key, was, recorded);
                if (past != null) {
                    kepts.add(new Change<>(past.key(), past.document(), recorded.position(), 0));
                }
                D document = view.fold(was, recorded, key);
                if (document != null || kept != null) {
                    changed.put(key, new Kept<>(document, recorded.position()));
                }
            }
        }
        pasts.addAll(kepts);
        changed.forEach(
                (key, kept) -> {
                    if (!folded.containsKey(key)) {
                        Kept<D> known = stored(key, loaded);
                        before.put(key, known == null ? 0 : known.position());
                    }
                    folded.put(key, kept);
                });
    }

    private @Nullable Kept<D> stored(String key, Map<String, Kept<D>> loaded) {
        Kept<D> remembered = stored.get(key);
        return remembered == null ? loaded.get(key) : remembered;
    }

    /// Whether so much is kept that it is to be stored.
    boolean isFull() {
        return folded.size() + pasts.size() >= most;
    }

    /// Stores what changed.
    ///
    /// @param more  whether more will be folded right away, for which all of it is remembered
    /// @param alive called now and then: storing much takes its time
    /// @return the keys whose documents ended
    List<String> store(boolean more, Runnable alive) {
        // what was has to be there before what is takes its place
        write(pasts, storage::keep, alive);
        act(alive);
        List<String> ended = new ArrayList<>();
        List<Change<D>> changes = new ArrayList<>(folded.size());
        // also what came and went: its end is what refuses the late write of an earlier holder
        folded.forEach(
                (key, kept) -> {
                    long known = before.getOrDefault(key, 0L);
                    if (kept.document() == null) {
                        ended.add(key);
                    }
                    changes.add(new Change<>(key, kept.document(), kept.position(), known));
                });
        write(changes, storage::save, alive);
        remember(more);
        return ended;
    }

    private void act(Runnable alive) {
        folded.replaceAll(
                (_, kept) -> {
                    D document = kept.document();
                    return document == null
                            ? kept
                            : new Kept<>(
                                    view.act(document, kept.position(), alive), kept.position());
                });
    }

    /// Returns when all of it is written; fails if some of it is not.
    private void write(
            List<Change<D>> documents, Consumer<Collection<Change<D>>> write, Runnable alive) {
        if (documents.size() <= perWrite) {
            if (!documents.isEmpty()) {
                write.accept(documents);
            }
            return;
        }
        List<Future<?>> writes = new ArrayList<>();
        try (ExecutorService writers =
                Executors.newFixedThreadPool(WRITES, Thread.ofVirtual().factory())) {
            for (int from = 0; from < documents.size(); from += perWrite) {
                List<Change<D>> some =
                        documents.subList(from, Math.min(from + perWrite, documents.size()));
                writes.add(writers.submit(() -> write.accept(some)));
            }
            for (Future<?> each : writes) {
                each.get();
                alive.run();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failed
                    ? failed
                    : new IllegalStateException(
                            "Documents of view %s cannot be stored".formatted(view.name()),
                            e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "The storing of view %s was interrupted".formatted(view.name()), e);
        }
    }

    /// Near the end what was stored last is most often what changes next: the goods at a dock, the
    /// notice that they come under. Should another node have changed it meanwhile, the next write
    /// of it fails and the fold begins anew.
    private void remember(boolean more) {
        KeyFilter filter = mayBeStored;
        folded.forEach(
                (key, kept) -> {
                    stored.put(key, kept);
                    if (filter != null) {
                        filter.add(key);
                    }
                });
        if (!more) {
            mayBeStored = null;
            while (stored.size() > mostNear) {
                stored.pollFirstEntry();
            }
        }
        folded.clear();
        before.clear();
        pasts.clear();
    }

    /// Removes what is left of those of these documents that ended up to a position, which is
    /// behind the token, so that nothing up to there can be folded again. What has begun again and
    /// is not stored yet stays: it takes the place of what is left.
    void remove(List<String> keys, long upTo) {
        List<String> gone = keys.stream().filter(key -> !folded.containsKey(key)).toList();
        if (!gone.isEmpty()) {
            storage.remove(gone, upTo);
            gone.forEach(
                    key ->
                            stored.computeIfPresent(
                                    key,
                                    (_, kept) ->
                                            kept.document() == null && kept.position() <= upTo
                                                    ? null
                                                    : kept));
        }
    }

    private PoisonEvent poison(FedEvent event, RuntimeException cause) {
        return new PoisonEvent(
                view.name(), event.stored().position(), event.stored().name(), cause);
    }
}
