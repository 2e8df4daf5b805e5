package io.lotline.core.eventlog.mongo.embedded;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which documents have a value in an index's field: to each value the keys of its documents.
///
/// Who changes them, counts or lists holds the collection; any thread may ask what may be there.
interface Postings {
    /// Puts in a document, by all of its values.
    void put(Collection<Object> values, Object key);

    /// Takes out a document.
    void take(Collection<Object> values, Object key);

    /// False only if no document has the value.
    boolean mayHold(Object value);

    /// How many keys [#inOrder] lists.
    long count(Object value);

    /// The keys of all documents with the value, in order, copied. Some may have another.
    List<Object> inOrder(Object value);

    /// Up to this key the documents need not be put in again after a start; null for from the
    /// first on.
    @Nullable Object knownUpTo();

    /// How many values or postings it holds, whichever it knows.
    long size();

    /// Moves to the disk what belongs there, if there is enough of it.
    void keep();

    void clear();
}
