package io.lotline.projections.engine;

import io.lotline.core.decision.CommandDesk.Recorded;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One view of the log: documents by key, each the pure fold of the events that concern its key.
///
/// The engine folds each event once into each document, in the log's order, and may do so again
/// after a failure: a document keeps the position it reflects. So a fold sees nothing but its
/// arguments.
///
/// @param <D> the document: a record that Jackson can write and read
public interface View<D> {

    /// The view's name, in lower case; part of the names of its collection and its processor.
    String name();

    /// The version of the fold and of the document's shape. A changed version is built anew from
    /// the first event on, in a collection of its own beside the old one.
    default int version() {
        return 1;
    }

    /// The oldest version whose documents this one can read. While queries are still of an older
    /// one, the view reflects nothing.
    default int readsFrom() {
        return 1;
    }

    Class<D> documentType();

    /// The keys of the documents that the event changes; empty for events that do not concern it.
    Set<String> keys(Recorded recorded);

    /// The document after the event. Null means that there is none, before or after.
    @Nullable D fold(@Nullable D document, Recorded recorded, String key);

    /// What the document was until this event, where that is to be kept beside it for good: a
    /// document of its own, under a key that no event has. It is stored before the document
    /// changes. Null for nothing.
    default @Nullable Past<D> past(String key, D before, Recorded recorded) {
        return null;
    }

    /// What a document was, and the key under which it is kept.
    record Past<D>(String key, D document) {}

    /// Whether it follows the log only from where this ended when it was first kept. What it then
    /// folded cannot be folded anew.
    default boolean fromNowOn() {
        return false;
    }

    /// What has to be done for a folded document before it is stored, and the document then. It may
    /// be asked again for the same document after a failure, or by another node, and is asked until
    /// it does not fail.
    ///
    /// @param alive to be called now and then by what takes its time
    default D act(D document, long position, Runnable alive) {
        return document;
    }

    /// The indexes that the queries want, each a list of field names. The embedded store uses only
    /// the first field, for equality.
    default List<List<String>> indexes() {
        return List.of();
    }
}
