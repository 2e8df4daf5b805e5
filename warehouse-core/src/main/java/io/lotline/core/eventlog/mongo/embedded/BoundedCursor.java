package io.lotline.core.eventlog.mongo.embedded;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/// The rest of an answer. A batch of it has as many documents as are wanted, and no more bytes than
/// one reply of the protocol may carry; as MongoDB does it.
final class BoundedCursor extends AbstractCursor {
    /// A reply may have 48 MB. The estimate counts characters, of which one has three bytes at
    /// most.
    private static final long MAX_BATCH = 8L * 1024 * 1024;

    private List<Document> rest;

    BoundedCursor(long id, List<Document> rest) {
        super(id);
        this.rest = rest;
    }

    @Override
    public boolean isEmpty() {
        return rest.isEmpty();
    }

    @Override
    public List<Document> takeDocuments(int wanted) {
        int count = fitting(rest, wanted);
        List<Document> taken = rest.subList(0, count);
        rest = rest.subList(count, rest.size());
        return taken;
    }

    /// How many documents the next batch has: at least one where there is one.
    ///
    /// @param wanted 0 for all
    static int fitting(List<Document> documents, int wanted) {
        int most = wanted <= 0 ? documents.size() : Math.min(wanted, documents.size());
        long bytes = 0;
        for (int count = 0; count < most; count++) {
            bytes += BsonType.DOCUMENT.getMemory(documents.get(count));
            if (bytes > MAX_BATCH && count > 0) {
                return count;
            }
        }
        return most;
    }
}
