package io.lotline.projections.engine;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the engine keeps the documents of one view.
///
/// @param <D> the document
public interface ViewStorage<D> {

    /// Whether nothing was ever stored, or all of it was removed again.
    boolean isEmpty();

    /// Makes the indexes that queries want, where they are not there: of a storage that is filled
    /// anew, when it is full, which costs less than to keep them meanwhile.
    void index();

    /// The stored documents of these keys, those that ended included.
    Map<String, Kept<D>> load(Collection<String> keys);

    /// Stores the changes of a stretch of the log. Fails with [ViewContended] if a document is not
    /// as it was loaded: another node folds the same view.
    void save(Collection<Change<D>> changes);

    /// Stores documents that never change, where they are not there.
    void keep(Collection<Change<D>> documents);

    /// Removes what is left of those of these documents that ended, and did so up to a position:
    /// one that began again and ended later stays.
    void remove(Collection<String> keys, long upTo);

    /// A document and the position of the last event that it reflects; null where the fold ended
    /// it.
    record Kept<D>(@Nullable D document, long position) {}

    /// A document's new content.
    ///
    /// @param before the position of what was loaded, 0 for none
    record Change<D>(String key, @Nullable D document, long position, long before) {}

    /// Another node changed a document meanwhile: the stretch is folded again from what is stored.
    final class ViewContended extends RuntimeException {
        public ViewContended(String view) {
            super("Documents of view '%s' were changed by another node".formatted(view));
        }
    }
}
