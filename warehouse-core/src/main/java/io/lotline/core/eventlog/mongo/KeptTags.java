package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.lotline.core.eventlog.EventLog.Head;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The filter of the log's tags as it is kept beside the log, so that a start reads only the tags
/// that came since. It may be dropped at any time.
///
/// One document says up to which commit the filter holds every tag, and what it is made of; slices
/// lie in parts of their own, which never change. Each is believed only by its checksum, and the
/// whole only if this very log passes through that commit: a filter that lacks a tag would let a
/// request be taken twice. Whatever is missing, damaged, of another release or of another log
/// counts as nothing, and the filter is made anew from the log.
final class KeptTags {
    static final String NAME = "log_tags";
    private static final Logger log = LoggerFactory.getLogger(KeptTags.class);

    /// Another release that hashes or lays out differently gives it another number.
    private static final int VERSION = 1;

    private static final int PART_BYTES = 4 * 1024 * 1024;
    private static final String ID = "_id";
    private static final String KEPT = "kept";
    private static final String VERSIONED = "version";
    private static final String POSITION = "position";
    private static final String HASH = "hash";
    private static final String SLICES = "slices";
    private static final String TAGS = "tags";
    private static final String PARTS = "parts";
    private static final String SUM = "sum";
    private static final String CONTENT = "content";

    private final MongoCollection<Document> collection;

    /// Prefix of this object's parts: two nodes never write one part.
    private final String writer = UUID.randomUUID().toString();

    private int written;

    /// The full slices that are stored already.
    private List<Document> full = List.of();

    KeptTags(MongoDatabase database) {
        this.collection = database.getCollection(NAME);
    }

    /// A filter with every tag up to the commit that ends at this position.
    record Kept(long position, SeenTags.Content content) {}

    /// What is kept, if it is whole and of this log.
    ///
    /// @param passes whether the log passes through a head
    Optional<Kept> load(Predicate<Head> passes) {
        try {
            Document header = collection.find(Filters.eq(ID, KEPT)).first();
            if (header == null) {
                return Optional.empty();
            }
            if (header.getInteger(VERSIONED) != VERSION
                    || !sum(header).equals(header.getString(SUM))
                    || !passes.test(new Head(header.getLong(POSITION), header.getString(HASH)))) {
                log.info("The tags that are kept are not those of this log. They are read anew");
                return Optional.empty();
            }
            List<SeenTags.SliceContent> slices = new ArrayList<>();
            for (Document slice : header.getList(SLICES, Document.class)) {
                slices.add(slice(slice));
            }
            return Optional.of(
                    new Kept(header.getLong(POSITION), new SeenTags.Content(List.copyOf(slices))));
        } catch (MongoException | ClassCastException | NullPointerException | Damaged e) {
            log.info("The tags that are kept cannot be used, and are read anew: {}", e.toString());
            return Optional.empty();
        }
    }

    private SeenTags.SliceContent slice(Document slice) {
        List<byte[]> parts = new ArrayList<>();
        for (String id : slice.getList(PARTS, String.class)) {
            Document part = collection.find(Filters.eq(ID, id)).first();
            if (part == null) {
                throw new Damaged("part %s is missing".formatted(id));
            }
            parts.add(part.get(CONTENT, Binary.class).getData());
        }
        byte[] content = join(parts);
        if (!digest(content).equals(slice.getString(SUM))) {
            throw new Damaged("a slice has another checksum");
        }
        return new SeenTags.SliceContent(content, slice.getLong(TAGS));
    }

    /// The kept filter is not what was written.
    private static final class Damaged extends RuntimeException {
        Damaged(String message) {
            super(message);
        }
    }

    /// Up to where another node, or this one, has kept it; 0 for nowhere.
    long position() {
        Document header = collection.find(Filters.eq(ID, KEPT)).first();
        return header == null || !(header.get(POSITION) instanceof Long position) ? 0 : position;
    }

    /// Keeps the filter; false where another node was further, or has taken away what belongs to
    /// it. Then nothing of this one is kept.
    ///
    /// @param head    a commit; the filter had every tag up to there before its content was taken
    /// @param content the filter's slices; all but the last never change any more
    boolean save(Head head, SeenTags.Content content) {
        List<Document> slices = new ArrayList<>();
        List<SeenTags.SliceContent> all = content.slices();
        for (int i = 0; i < all.size(); i++) {
            slices.add(i < full.size() ? full.get(i) : write(all.get(i)));
        }
        Document header =
                new Document(ID, KEPT)
                        .append(VERSIONED, VERSION)
                        .append(POSITION, head.position())
                        .append(HASH, head.hash())
                        .append(SLICES, slices);
        header.append(SUM, sum(header));
        full = List.of();
        try {
            collection.replaceOne(
                    Filters.and(Filters.eq(ID, KEPT), Filters.lte(POSITION, head.position())),
                    header,
                    new ReplaceOptions().upsert(true));
        } catch (MongoWriteException further) {
            return false;
        }
        List<String> parts = new ArrayList<>();
        slices.forEach(slice -> parts.addAll(slice.getList(PARTS, String.class)));
        collection.deleteMany(Filters.and(Filters.ne(ID, KEPT), Filters.nin(ID, parts)));
        if (collection.countDocuments(Filters.in(ID, parts)) < parts.size()) {
            return false;
        }
        full = List.copyOf(slices.subList(0, slices.size() - 1));
        return true;
    }

    /// Forgets what is stored of the full slices: another node has replaced it.
    void startAnew() {
        full = List.of();
    }

    private Document write(SeenTags.SliceContent slice) {
        List<String> parts = new ArrayList<>();
        byte[] bytes = slice.bytes();
        for (int from = 0; from < bytes.length; from += PART_BYTES) {
            String id = writer + "/" + written++;
            byte[] part =
                    Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART_BYTES));
            collection.insertOne(new Document(ID, id).append(CONTENT, new Binary(part)));
            parts.add(id);
        }
        return new Document(PARTS, parts).append(TAGS, slice.tags()).append(SUM, digest(bytes));
    }

    private static byte[] join(List<byte[]> parts) {
        ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        return all.array();
    }

    private static String sum(Document header) {
        StringBuilder text = new StringBuilder();
        text.append(header.getInteger(VERSIONED)).append(' ');
        text.append(header.getLong(POSITION)).append(' ').append(header.getString(HASH));
        for (Document slice : header.getList(SLICES, Document.class)) {
            text.append('\n').append(slice.getLong(TAGS)).append(' ').append(slice.getString(SUM));
            text.append(' ').append(slice.getList(PARTS, String.class));
        }
        return digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
