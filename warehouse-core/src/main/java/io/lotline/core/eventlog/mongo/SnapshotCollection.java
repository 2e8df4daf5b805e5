package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.lotline.core.eventlog.EventLog.Head;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.Snapshots;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Snapshots in a collection beside the log, and their pages in another. Both may be dropped at any
/// time.
///
/// A large one is cut into parts, so that no document comes near MongoDB's limit. Each carries a
/// checksum over what it says and its position. The collection remembers a head of its log, written
/// before any snapshot that is later: opened beside a log that does not pass through it (restored,
/// or begun anew), it is emptied.
public final class SnapshotCollection implements Snapshots {
    static final String NAME = "books";
    static final String PAGES_NAME = "book-pages";
    private static final Logger logger = LoggerFactory.getLogger(SnapshotCollection.class);
    private static final int PART_BYTES = 4 * 1024 * 1024;
    private static final String HEAD = "head of the log";
    private static final String ID = "_id";
    private static final String FAMILY = "family";
    private static final String POSITION = "position";
    private static final String LAST = "last";
    private static final String COUNT = "count";
    private static final String PARTS = "parts";
    private static final String SUM = "sum";
    private static final String CONTENT = "content";

    private static final int MAX_IDS = 200_000;
    private static final int KEY_LENGTH = 32;
    private static final int DROPPED_AT_ONCE = 1_000;

    private final MongoCollection<Document> snapshots;
    private final MongoCollection<Document> pages;
    private final Supplier<Head> head;

    /// Whose snapshots there may be, so that nobody asks the store for what never was one: most
    /// books have too few events. Those that other nodes save meanwhile are missing, which costs a
    /// fold.
    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    private volatile boolean idsKnown;

    private SnapshotCollection(MongoDatabase database, Supplier<Head> head) {
        this.snapshots = database.getCollection(NAME);
        this.pages = database.getCollection(PAGES_NAME);
        this.head = head;
    }

    /// Opens the snapshots beside a log.
    ///
    /// @param head   the log's durable head
    /// @param passes whether the log passes through a head
    static SnapshotCollection open(
            MongoDatabase database, Supplier<Head> head, Predicate<Head> passes) {
        SnapshotCollection opened = new SnapshotCollection(database, head);
        Document known = opened.snapshots.find(Filters.eq(ID, HEAD)).first();
        if (known == null
                || !passes.test(new Head(known.getLong(POSITION), known.getString(SUM)))) {
            opened.snapshots.deleteMany(new Document());
            opened.pages.deleteMany(new Document());
        }
        Thread unused = Thread.ofVirtual().name("lotline-book-ids").start(opened::learn);
        return opened;
    }

    private void learn() {
        try (MongoCursor<Document> cursor =
                snapshots
                        .find(Filters.regex(ID, "#0000$"))
                        .projection(Projections.include(ID))
                        .iterator()) {
            while (cursor.hasNext() && ids.size() < MAX_IDS) {
                String first = cursor.next().getString(ID);
                ids.add(first.substring(0, KEY_LENGTH));
            }
            idsKnown = !cursor.hasNext();
        } catch (MongoException | IllegalStateException e) {
            // every look goes to the store then
            logger.debug("Which snapshots there are is not known: {}", e.toString());
        }
    }

    @Override
    public @Nullable Snapshot find(String id) {
        String key = key(id);
        if (idsKnown && !ids.contains(key)) {
            return null;
        }
        List<Document> parts;
        try {
            parts = snapshots.find(parts(key)).sort(Sorts.ascending(ID)).into(new ArrayList<>());
        } catch (MongoException e) {
            throw new LogUnavailable("A snapshot cannot be read. Nothing was recorded.", e);
        }
        try {
            return parts.isEmpty() ? null : whole(id, parts);
        } catch (ClassCastException | NullPointerException damaged) {
            logger.warn("The snapshot {} is damaged and not used", id);
            return null;
        }
    }

    private static @Nullable Snapshot whole(String id, List<Document> parts) {
        Document first = parts.getFirst();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Document part : parts) {
            if (!first.get(SUM, Binary.class).equals(part.get(SUM, Binary.class))) {
                // of two writings, one of which is not complete
                return null;
            }
            content.writeBytes(part.get(CONTENT, Binary.class).getData());
        }
        Snapshot snapshot =
                new Snapshot(
                        first.getString(FAMILY),
                        id,
                        first.getLong(POSITION),
                        first.getLong(LAST),
                        first.getLong(COUNT),
                        content.toByteArray());
        if (parts.size() != first.getInteger(PARTS)
                || !Arrays.equals(sum(snapshot), first.get(SUM, Binary.class).getData())) {
            logger.warn("The snapshot {} is damaged and not used", id);
            return null;
        }
        return snapshot;
    }

    @Override
    public void save(Collection<Snapshot> several) {
        Head reached = head.get();
        List<ReplaceOneModel<Document>> writes = new ArrayList<>();
        writes.add(
                replace(
                        new Document(ID, HEAD)
                                .append(POSITION, reached.position())
                                .append(SUM, reached.hash())));
        List<String> shorter = new ArrayList<>();
        for (Snapshot snapshot : several) {
            // the head was taken after the snapshot: it is never behind
            if (snapshot.position() <= reached.position()) {
                String key = key(snapshot.id());
                int parts = Math.max(1, Math.ceilDiv(snapshot.content().length, PART_BYTES));
                byte[] sum = sum(snapshot);
                for (int i = 0; i < parts; i++) {
                    writes.add(replace(document(snapshot, part(key, i), i, parts, sum)));
                }
                shorter.add(part(key, parts));
                if (ids.size() < MAX_IDS) {
                    ids.add(key);
                } else {
                    idsKnown = false;
                }
            }
        }
        try {
            snapshots.bulkWrite(writes, new BulkWriteOptions().ordered(true));
            for (String superfluous : shorter) {
                snapshots.deleteMany(
                        Filters.and(
                                Filters.gte(ID, superfluous),
                                Filters.lt(ID, end(superfluous.substring(0, KEY_LENGTH)))));
            }
        } catch (MongoException e) {
            throw new LogUnavailable("Snapshots cannot be saved.", e);
        }
    }

    private static Document document(
            Snapshot snapshot, String id, int part, int parts, byte[] sum) {
        int from = part * PART_BYTES;
        int to = Math.min(snapshot.content().length, from + PART_BYTES);
        return new Document(ID, id)
                .append(FAMILY, snapshot.family())
                .append(POSITION, snapshot.position())
                .append(LAST, snapshot.last())
                .append(COUNT, snapshot.count())
                .append(PARTS, parts)
                .append(SUM, new Binary(sum))
                .append(CONTENT, new Binary(Arrays.copyOfRange(snapshot.content(), from, to)));
    }

    private static ReplaceOneModel<Document> replace(Document document) {
        return new ReplaceOneModel<>(
                Filters.eq(ID, document.get(ID)), document, new ReplaceOptions().upsert(true));
    }

    @Override
    public void drop(String id) {
        try {
            snapshots.deleteMany(parts(key(id)));
        } catch (MongoException e) {
            throw new LogUnavailable("A snapshot cannot be dropped.", e);
        }
    }

    private static Bson parts(String key) {
        return Filters.and(Filters.gte(ID, part(key, 0)), Filters.lt(ID, end(key)));
    }

    @Override
    public void savePages(String id, Collection<Page> several) {
        if (several.isEmpty()) {
            return;
        }
        String key = key(id);
        List<Document> documents = new ArrayList<>(several.size());
        for (Page page : several) {
            documents.add(
                    new Document(ID, pageId(key, page.name()))
                            .append(CONTENT, new Binary(page.content())));
        }
        try {
            pages.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoException e) {
            throw new LogUnavailable("Pages of a snapshot cannot be saved.", e);
        }
    }

    @Override
    public byte @Nullable [] page(String id, String page) {
        try {
            Document found = pages.find(Filters.eq(ID, pageId(key(id), page))).first();
            return found != null && found.get(CONTENT) instanceof Binary content
                    ? content.getData()
                    : null;
        } catch (MongoException e) {
            throw new LogUnavailable("A page cannot be read. Nothing was recorded.", e);
        }
    }

    @Override
    public Set<String> pages(String id) {
        Set<String> names = new HashSet<>();
        try (MongoCursor<Document> cursor =
                pages.find(allPages(key(id))).projection(Projections.include(ID)).iterator()) {
            cursor.forEachRemaining(
                    page -> names.add(page.getString(ID).substring(KEY_LENGTH + 1)));
        } catch (MongoException e) {
            throw new LogUnavailable("Pages cannot be listed.", e);
        }
        return names;
    }

    @Override
    public void dropPages(String id, Collection<String> several) {
        String key = key(id);
        List<String> names = several.stream().map(page -> pageId(key, page)).sorted().toList();
        try {
            for (int from = 0; from < names.size(); from += DROPPED_AT_ONCE) {
                List<String> some =
                        names.subList(from, Math.min(names.size(), from + DROPPED_AT_ONCE));
                // with the range, the embedded store looks at no others
                pages.deleteMany(
                        Filters.and(
                                Filters.gte(ID, some.getFirst()),
                                Filters.lte(ID, some.getLast()),
                                Filters.in(ID, some)));
            }
        } catch (MongoException e) {
            throw new LogUnavailable("Pages cannot be dropped.", e);
        }
    }

    private static String pageId(String key, String page) {
        return key + "/" + page;
    }

    private static Bson allPages(String key) {
        return Filters.and(Filters.gte(ID, key + "/"), Filters.lt(ID, key + "0"));
    }

    @Override
    public void retain(Collection<String> families) {
        Bson others = Filters.and(Filters.ne(ID, HEAD), Filters.nin(FAMILY, families));
        try {
            Set<String> keys = new HashSet<>();
            try (MongoCursor<Document> cursor =
                    snapshots.find(others).projection(Projections.include(ID)).iterator()) {
                cursor.forEachRemaining(
                        part -> keys.add(part.getString(ID).substring(0, KEY_LENGTH)));
            }
            snapshots.deleteMany(others);
            keys.forEach(key -> pages.deleteMany(allPages(key)));
        } catch (MongoException e) {
            throw new LogUnavailable("Snapshots cannot be dropped.", e);
        }
    }

    /// Ids hold whatever a key of a book may: here they are digests.
    private static String key(String id) {
        return HexFormat.of()
                .formatHex(sha256().digest(id.getBytes(StandardCharsets.UTF_8)), 0, KEY_LENGTH / 2);
    }

    private static String part(String key, int part) {
        return "%s#%04d".formatted(key, part);
    }

    /// After all parts.
    private static String end(String key) {
        return key + "$";
    }

    private static byte[] sum(Snapshot snapshot) {
        MessageDigest digest = sha256();
        digest.update(snapshot.id().getBytes(StandardCharsets.UTF_8));
        digest.update(
                ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(snapshot.position())
                        .putLong(snapshot.last())
                        .putLong(snapshot.count())
                        .array());
        return digest.digest(snapshot.content());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
