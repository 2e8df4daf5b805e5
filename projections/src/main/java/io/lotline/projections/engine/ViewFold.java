package io.lotline.projections.engine;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.projections.engine.ViewStorage.Change;
import io.lotline.projections.engine.ViewStorage.Kept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fold of one view over stretches of the log into its storage.
final class ViewFold<D> {
    private final View<D> view;
    private final ViewStorage<D> storage;

    ViewFold(View<D> view, ViewStorage<D> storage) {
        this.view = view;
        this.storage = storage;
    }

    /// Folds the events and stores what changed, up to the first event that cannot be folded.
    Folded fold(List<FedEvent> events) {
        List<Recorded> recordeds = new ArrayList<>(events.size());
        List<Set<String>> keys = new ArrayList<>(events.size());
        Set<String> all = new LinkedHashSet<>();
        PoisonEvent poison = null;
        for (FedEvent event : events) {
            try {
                Recorded recorded = event.recorded();
                Set<String> ofEvent = view.keys(recorded);
                recordeds.add(recorded);
                keys.add(ofEvent);
                all.addAll(ofEvent);
            } catch (RuntimeException e) {
                poison = poison(event, e);
                break;
            }
        }
        Map<String, Kept<D>> before = all.isEmpty() ? Map.of() : storage.load(all);
        Map<String, Kept<D>> after = new LinkedHashMap<>();
        for (int i = 0; i < recordeds.size(); i++) {
            Recorded recorded = recordeds.get(i);
            Map<String, Kept<D>> changed = new LinkedHashMap<>();
            try {
                for (String key : keys.get(i)) {
                    Kept<D> kept = after.containsKey(key) ? after.get(key) : before.get(key);
                    if (kept == null || kept.position() < recorded.position()) {
                        D document =
                                view.fold(kept == null ? null : kept.document(), recorded, key);
                        if (document != null || kept != null) {
                            changed.put(key, new Kept<>(document, recorded.position()));
                        }
                    }
                }
            } catch (RuntimeException e) {
                poison = poison(events.get(i), e);
                break;
            }
            after.putAll(changed);
        }
        return store(before, after, poison);
    }

    private Folded store(
            Map<String, Kept<D>> before, Map<String, Kept<D>> after, @Nullable PoisonEvent poison) {
        List<Change<D>> changes = new ArrayList<>(after.size());
        List<String> ended = new ArrayList<>();
        after.forEach(
                (key, kept) -> {
                    Kept<D> loaded = before.get(key);
                    changes.add(
                            new Change<>(
                                    key,
                                    kept.document(),
                                    kept.position(),
                                    loaded == null ? 0 : loaded.position()));
                    if (kept.document() == null) {
                        ended.add(key);
                    }
                });
        if (!changes.isEmpty()) {
            storage.save(changes);
        }
        return new Folded(ended, poison);
    }

    /// Removes what is left of those of these documents that ended up to a position, which is
    /// behind the token, so that nothing up to there can be folded again.
    void remove(List<String> keys, long upTo) {
        if (!keys.isEmpty()) {
            storage.remove(keys, upTo);
        }
    }

    private PoisonEvent poison(FedEvent event, RuntimeException cause) {
        return new PoisonEvent(
                view.name(), event.stored().position(), event.stored().name(), cause);
    }

    /// What a stretch did.
    ///
    /// @param ended  the keys whose documents ended
    /// @param poison the event at which it stopped, null if it did not
    record Folded(List<String> ended, @Nullable PoisonEvent poison) {}
}
