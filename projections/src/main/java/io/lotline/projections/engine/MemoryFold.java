package io.lotline.projections.engine;

import io.lotline.core.decision.CommandDesk.Recorded;
import java.util.LinkedHashMap;
import java.util.Map;

/// A view folded in memory, for answers about the past and for tests.
///
/// @param <D> the document
public final class MemoryFold<D> {
    private final View<D> view;
    private final Map<String, D> documents = new LinkedHashMap<>();

    public MemoryFold(View<D> view) {
        this.view = view;
    }

    /// Folds one event, which follows all before.
    public void add(Recorded recorded) {
        for (String key : view.keys(recorded)) {
            D before = documents.get(key);
            View.Past<D> past = before == null ? null : view.past(key, before, recorded);
            if (past != null) {
                documents.put(past.key(), past.document());
            }
            D document = view.fold(before, recorded, key);
            if (document == null) {
                documents.remove(key);
            } else {
                documents.put(key, document);
            }
        }
    }

    /// The documents by key.
    public Map<String, D> documents() {
        return documents;
    }
}
