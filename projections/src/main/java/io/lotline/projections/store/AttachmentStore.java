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
    private static final String TYPE = "type";
    private static final String BYTES = "bytes";
    private static final String BY = "by";
    private static final String AT = "at";

    private final MongoCollection<Document> attachments;

    public AttachmentStore(LotlineStore store) {
        this.attachments = store.database().getCollection("attachments");
    }

    /// An attachment.
    ///
    /// @param type its media type, as its bytes have it
    /// @param by   who brought it first
    public record Attachment(ContentHash hash, String type, KeyId by, Instant at, byte[] bytes) {}

    /// Keeps an attachment; false if it is kept already.
    public boolean keep(Attachment attachment) {
        Document stored =
                new Document("_id", attachment.hash().value())
                        .append(TYPE, attachment.type())
                        .append(BY, attachment.by().value())
                        .append(AT, attachment.at().toEpochMilli())
                        .append(BYTES, new Binary(attachment.bytes()));
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

    public Optional<Attachment> find(ContentHash hash) {
        return Asked.of(
                        () ->
                                Optional.ofNullable(
                                        attachments.find(Filters.eq("_id", hash.value())).first()))
                .map(AttachmentStore::attachment);
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

    private static Attachment attachment(Document stored) {
        return new Attachment(
                new ContentHash(stored.getString("_id")),
                stored.getString(TYPE),
                new KeyId(stored.getString(BY)),
                Instant.ofEpochMilli(stored.getLong(AT)),
                stored.get(BYTES, Binary.class).getData());
    }
}
