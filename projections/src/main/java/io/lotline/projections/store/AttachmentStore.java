package io.lotline.projections.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.values.ContentHash;
import io.lotline.core.values.KeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;

/// Pictures and papers beside the log, by the hash of their bytes: the log names them by it, so
/// that none can be another than it was. They are never changed and never deleted.
public final class AttachmentStore {
    private static final String BYTES = "bytes";
    private static final String BY = "by";
    private static final String AT = "at";

    private final MongoCollection<Document> attachments;

    public AttachmentStore(LotlineStore store) {
        this.attachments = store.database().getCollection("attachments");
    }

    /// Keeps an attachment; false if it is kept already.
    ///
    /// @param by who brings it
    public boolean keep(ContentHash hash, KeyId by, Instant at, byte[] bytes) {
        Document stored =
                new Document("_id", hash.value())
                        .append(BY, by.value())
                        .append(AT, at.toEpochMilli())
                        .append(BYTES, new Binary(bytes));
        return Asked.of(
                () -> {
                    try {
                        return attachments.insertOne(stored).wasAcknowledged();
                    } catch (MongoWriteException e) {
                        if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                            return false;
                        }
                        throw e;
                    }
                });
    }

    /// Who brought an attachment first.
    public Optional<KeyId> broughtBy(ContentHash hash) {
        return part(hash, BY).map(stored -> new KeyId(stored.getString(BY)));
    }

    public Optional<byte[]> bytes(ContentHash hash) {
        return part(hash, BYTES).map(stored -> stored.get(BYTES, Binary.class).getData());
    }

    private Optional<Document> part(ContentHash hash, String field) {
        return Asked.of(
                () ->
                        Optional.ofNullable(
                                attachments
                                        .find(Filters.eq("_id", hash.value()))
                                        .projection(Projections.include(field))
                                        .first()));
    }

    /// Which of them are not kept.
    public Set<ContentHash> missing(Collection<ContentHash> named) {
        Set<ContentHash> missing = new LinkedHashSet<>(named);
        if (!missing.isEmpty()) {
            Asked.of(
                            () ->
                                    attachments
                                            .find(
                                                    Filters.in(
                                                            "_id",
                                                            named.stream()
                                                                    .map(ContentHash::value)
                                                                    .toList()))
                                            .projection(Projections.include("_id"))
                                            .into(new ArrayList<>()))
                    .forEach(found -> missing.remove(new ContentHash(found.getString("_id"))));
        }
        return missing;
    }
}
