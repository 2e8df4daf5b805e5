package io.lotline.core.eventlog.mongo.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.RenameCollectionOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.lotline.core.testing.TestStores;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the embedded store adds to mongo-java-server: indexes, ranges, snapshots and its file.
class EmbeddedMongoTest {
    private final Path folder = TestStores.folder();
    private EmbeddedMongo store;
    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void open() {
        store = EmbeddedMongo.open(folder);
        client = store.client();
        database = client.getDatabase("lotline");
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private void restart() {
        close();
        open();
    }

    private MongoCollection<Document> boxes() {
        return database.getCollection("boxes");
    }

    @Test
    void a_directory_is_open_once_and_says_so_in_one_line() {
        assertThatThrownBy(() -> EmbeddedMongo.open(folder))
                .isInstanceOf(StoreInUse.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("in use")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void documents_and_indexes_are_there_after_a_restart() {
        boxes().createIndex(ascending("tags", "_id"));
        boxes().createIndex(ascending("sscc"), new IndexOptions().unique(true));
        for (int i = 0; i < 100; i++) {
            boxes().insertOne(
                            new Document("_id", (long) i)
                                    .append("tags", List.of("lot=" + i % 10, "all"))
                                    .append("sscc", "s" + i));
        }
        restart();

        assertThat(boxes().countDocuments()).isEqualTo(100);
        assertThat(boxes().find(eq("tags", "lot=3")).map(d -> d.getLong("_id")))
                .containsExactly(3L, 13L, 23L, 33L, 43L, 53L, 63L, 73L, 83L, 93L);
        assertThatThrownBy(() -> boxes().insertOne(new Document("_id", 200L).append("sscc", "s5")))
                .isInstanceOf(MongoWriteException.class);
        assertThatThrownBy(() -> boxes().insertOne(new Document("_id", 5L).append("sscc", "new")))
                .isInstanceOf(MongoWriteException.class);
    }

    /// Every length in a document, made larger than memory or smaller than it is: said, and not an
    /// OutOfMemoryError. Its negative control is the document as it is.
    @Test
    void a_length_that_a_changed_byte_made_is_seen_before_room_is_made_for_it() {
        Document document =
                new Document("_id", 1L)
                        .append("text", "abc")
                        .append("list", List.of("a", new Document("in", "b"), 1, 2.5, true))
                        .append("bytes", new byte[] {1, 2, 3})
                        .append("at", new java.util.Date(0))
                        .append("none", null);
        RawBsonDocument encoded = new RawBsonDocument(document, new DocumentCodec());
        ByteBuffer buffer = encoded.getByteBuffer().asNIO();
        byte[] whole = new byte[buffer.remaining()];
        buffer.get(whole);
        assertThat(BsonType.decoded(whole).get("text")).isEqualTo("abc");
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                try {
                    BsonType.decoded(flipped);
                } catch (RuntimeException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    /// A document whose bytes are all there, but which says itself that it is longer: what a byte
    /// that changed makes of it. The start is refused before anything is written.
    @Test
    void a_document_that_is_none_is_seen_before_the_start() throws IOException {
        Path damaged = TestStores.folder();
        try (EmbeddedMongo whole = EmbeddedMongo.open(damaged);
                MongoClient writer = whole.client()) {
            writer.getDatabase("lotline")
                    .getCollection("boxes")
                    .insertOne(new Document("_id", 1L).append("sscc", "s"));
        }
        EmbeddedMongo.open(damaged).close();
        Path file = damaged.resolve(EmbeddedMongo.FILE);
        try (MVStore opened = MVStoreFile.write(file, DiskRoom.of(damaged))) {
            MVMap<Object, byte[]> stored = FileDatabase.storedBytes(opened, "lotline.boxes");
            Object key = Objects.requireNonNull(stored.firstKey());
            byte[] bytes = Objects.requireNonNull(stored.get(key)).clone();
            bytes[1] ^= 4;
            stored.put(key, bytes);
            opened.commit();
        }
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> EmbeddedMongo.open(damaged))
                .isInstanceOf(DamagedStore.class)
                .hasMessageContaining("lotline.boxes cannot be read");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    /// With its negative controls: without the journal the last document is gone, which nobody sees
    /// who does not look.
    @Test
    void what_is_journaled_survives_a_crash_before_the_next_snapshot() throws IOException {
        Path crashing = TestStores.folder();
        Path crashed = TestStores.folder();
        Path without = TestStores.folder();
        try (EmbeddedMongo running = EmbeddedMongo.open(crashing, Duration.ofHours(1));
                MongoClient writer = running.client()) {
            MongoCollection<Document> written =
                    writer.getDatabase("lotline").getCollection("boxes");
            written.insertOne(new Document("_id", 1L));
            running.syncToDisk();
            Document last = new Document("_id", 2L).append("lot", "华");
            written.insertOne(last);
            running.journal(
                    "lotline.boxes",
                    List.of(
                            new RawBsonDocument(last, new DocumentCodec())
                                    .getByteBuffer()
                                    .asNIO()));
            try (Stream<Path> files = Files.list(crashing)) {
                for (Path file : files.toList()) {
                    Path name = file.getFileName();
                    Files.copy(file, crashed.resolve(name));
                    if (!name.toString().startsWith("journal")) {
                        Files.copy(file, without.resolve(name));
                    }
                }
            }
        }

        assertThat(keysIn(crashed)).containsExactly(1L, 2L);
        assertThat(keysIn(crashed)).containsExactly(1L, 2L);
        assertThatThrownBy(() -> EmbeddedMongo.open(without))
                .isInstanceOf(DamagedStore.class)
                .hasMessageContaining("journal-1 is missing");
        assertThat(keysIn(EmbeddedMongo.openUnchecked(without, Duration.ofHours(1))))
                .containsExactly(1L);
    }

    private static List<Long> keysIn(Path directory) {
        return keysIn(EmbeddedMongo.open(directory));
    }

    private static List<Long> keysIn(EmbeddedMongo opened) {
        try (EmbeddedMongo reopened = opened;
                MongoClient reader = reopened.client()) {
            return reader.getDatabase("lotline")
                    .getCollection("boxes")
                    .find()
                    .map(document -> document.getLong("_id"))
                    .into(new ArrayList<>());
        }
    }

    @Test
    void a_renamed_collection_replaces_the_other_and_stays_so() {
        boxes().createIndex(ascending("lot"));
        boxes().insertOne(new Document("_id", "old"));
        MongoCollection<Document> rebuilt = database.getCollection("boxes_rebuilt");
        rebuilt.createIndex(ascending("lot"));
        rebuilt.insertOne(new Document("_id", "new").append("lot", "L"));

        rebuilt.renameCollection(
                new MongoNamespace("lotline.boxes"),
                new RenameCollectionOptions().dropTarget(true));

        assertThat(boxes().find(eq("lot", "L")).map(d -> d.getString("_id")))
                .containsExactly("new");
        restart();
        assertThat(boxes().find().map(d -> d.getString("_id"))).containsExactly("new");
        assertThat(boxes().find(eq("lot", "L")).map(d -> d.getString("_id")))
                .containsExactly("new");
        assertThat(database.listCollectionNames())
                .contains("boxes")
                .doesNotContain("boxes_rebuilt");
    }

    @Test
    void a_dropped_collection_is_empty_when_it_comes_back() {
        boxes().createIndex(ascending("lot"));
        boxes().insertOne(new Document("_id", "a").append("lot", "L"));
        boxes().drop();
        assertThat(boxes().find(eq("lot", "L"))).isEmpty();
        boxes().insertOne(new Document("_id", "b").append("lot", "L"));
        restart();
        assertThat(boxes().find(eq("lot", "L")).map(d -> d.getString("_id"))).containsExactly("b");
    }

    @Test
    void updates_upserts_and_deletes_keep_the_indexes() {
        boxes().createIndex(ascending("lot"));
        boxes().insertOne(new Document("_id", "a").append("lot", "1"));
        boxes().updateOne(eq("_id", "a"), Updates.set("lot", "2"));
        assertThat(boxes().find(eq("lot", "1"))).isEmpty();
        assertThat(boxes().find(eq("lot", "2"))).hasSize(1);

        boxes().replaceOne(
                        eq("_id", "b"),
                        new Document("_id", "b").append("lot", "2"),
                        new ReplaceOptions().upsert(true));
        boxes().updateOne(eq("_id", "c"), Updates.inc("n", 1), new UpdateOptions().upsert(true));
        assertThat(boxes().find(eq("lot", "2")).map(d -> d.getString("_id")))
                .containsExactly("a", "b");

        Document after =
                boxes().findOneAndUpdate(
                                eq("lot", "2"),
                                Updates.set("lot", "3"),
                                new FindOneAndUpdateOptions()
                                        .sort(descending("_id"))
                                        .returnDocument(ReturnDocument.AFTER));
        assertThat(after).isEqualTo(new Document("_id", "b").append("lot", "3"));

        assertThat(boxes().deleteMany(eq("lot", "2")).getDeletedCount()).isEqualTo(1);
        assertThat(boxes().find(eq("lot", "2"))).isEmpty();
        assertThat(boxes().countDocuments()).isEqualTo(2);
    }

    /// The oracle asks in a way that has no short cut.
    @Test
    void a_document_replaced_by_its_key_is_as_it_is_replaced_in_any_way() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        MongoCollection<Document> plain = database.getCollection("plain");
        boxes().createIndex(ascending("lot"));
        plain.createIndex(ascending("lot"));
        for (int i = 0; i < 400; i++) {
            String key = "k" + random.nextInt(8);
            Document document =
                    new Document("lot", "L" + random.nextInt(4)).append("position", (long) i);
            if (random.nextBoolean()) {
                document.append("inner", List.of(new Document("n", random.nextInt(3))));
            }
            if (random.nextInt(5) == 0) {
                Document first = new Document("_id", key).append("position", (long) i);
                assertThat(put(boxes(), first)).isEqualTo(put(plain, first));
            }
            Document stored = plain.find(eq("_id", key)).first();
            long position =
                    stored == null || random.nextInt(3) == 0 ? -1 : stored.getLong("position");
            UpdateResult quick =
                    boxes().replaceOne(
                                    new Document("_id", key).append("position", position),
                                    document);
            UpdateResult usual =
                    plain.replaceOne(and(eq("_id", key), eq("position", position)), document);
            assertThat(quick).as("seed %d", seed).isEqualTo(usual);
        }
        for (int lot = 0; lot < 4; lot++) {
            assertThat(boxes().find(eq("lot", "L" + lot)))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(plain.find(eq("lot", "L" + lot)));
        }
        restart();
        assertThat(boxes().find())
                .containsExactlyElementsOf(database.getCollection("plain").find());
        assertThatThrownBy(
                        () -> boxes().replaceOne(eq("_id", "k1"), new Document("_id", "another")))
                .isInstanceOf(MongoWriteException.class);
    }

    private static boolean put(MongoCollection<Document> into, Document document) {
        return into.replaceOne(
                        eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true))
                .wasAcknowledged();
    }

    /// Numbers go a short way into the file and out of it; what an older version wrote is read, and
    /// it can read what this one writes.
    @Test
    void keys_have_the_same_bytes_whichever_way_they_go() {
        List<Object> keys =
                List.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 7, 7.5, "k", "", "键", true);
        for (Object key : keys) {
            WriteBuffer written = new WriteBuffer();
            BsonType.KEY.write(written, key);
            ByteBuf document = Unpooled.buffer();
            BsonEncoder.encodeDocument(new de.bwaldvogel.mongo.bson.Document("k", key), document);
            WriteBuffer expected = new WriteBuffer();
            expected.putVarInt(document.readableBytes());
            expected.put(document.nioBuffer());
            ByteBuffer bytes = written.getBuffer().flip();
            assertThat(bytes).as("%s", key).isEqualTo(expected.getBuffer().flip());
            ByteBuffer followed =
                    ByteBuffer.allocate(bytes.remaining() + 3).put(bytes).put(new byte[3]).flip();
            assertThat(BsonType.KEY.read(followed)).isEqualTo(key);
            assertThat(followed.remaining()).isEqualTo(3);
        }
    }

    /// An answer goes in batches of some megabytes; a count, an update and a delete are of all.
    @Test
    void what_exceeds_a_batch_is_counted_updated_and_deleted_whole() {
        String large = "x".repeat(1_000_000);
        for (int i = 0; i < 20; i++) {
            boxes().insertOne(new Document("_id", (long) i).append("lot", "L").append("p", large));
        }
        assertThat(boxes().countDocuments(eq("lot", "L"))).isEqualTo(20);
        assertThat(boxes().find(eq("lot", "L")).into(new ArrayList<>())).hasSize(20);
        assertThat(boxes().updateMany(eq("lot", "L"), Updates.set("n", 1)).getModifiedCount())
                .isEqualTo(20);
        assertThat(boxes().deleteMany(eq("n", 1)).getDeletedCount()).isEqualTo(20);
        assertThat(boxes().countDocuments()).isZero();
    }

    /// The oracle has no index, and a twice negated query that no range can serve.
    @Test
    void an_index_never_changes_an_answer() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        MongoCollection<Document> plain = database.getCollection("plain");
        boxes().createIndex(ascending("tags"));
        boxes().createIndex(ascending("owner"));
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Document document =
                    new Document("_id", random.nextInt(4) == 0 ? "k" + i : (Object) (long) i)
                            .append("tags", someTags(random))
                            .append("owner", random.nextBoolean() ? "o" + random.nextInt(5) : null)
                            .append("n", random.nextInt(20));
            documents.add(document);
        }
        boxes().insertMany(documents);
        plain.insertMany(documents);
        for (int i = 0; i < 200; i++) {
            Bson filter = someFilter(random, 2);
            Bson order =
                    switch (random.nextInt(4)) {
                        case 0 -> ascending("_id");
                        case 1 -> descending("_id");
                        case 2 -> ascending("n", "_id");
                        default -> new Document();
                    };
            int limit = random.nextInt(3) * 7;
            int skip = random.nextInt(2) * 3;
            List<Document> expected = new ArrayList<>();
            plain.find(Filters.nor(Filters.nor(filter)))
                    .sort(order)
                    .skip(skip)
                    .limit(limit)
                    .into(expected);
            assertThat(boxes().find(filter).sort(order).skip(skip).limit(limit))
                    .as("seed %d, %s, %s", seed, filter, order)
                    .containsExactlyElementsOf(expected);
        }
    }

    private static List<String> someTags(Random random) {
        return random.ints(random.nextInt(4), 0, 12).mapToObj(n -> "t" + n).distinct().toList();
    }

    private static Bson someFilter(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> eq("tags", "t" + random.nextInt(13));
            case 1 -> in("tags", "t" + random.nextInt(13), "t" + random.nextInt(13));
            case 2 -> Filters.all("tags", "t" + random.nextInt(13), "t" + random.nextInt(13));
            case 3 -> eq("owner", random.nextInt(6) == 0 ? null : "o" + random.nextInt(6));
            case 4 ->
                    and(
                            gte("_id", (long) random.nextInt(300)),
                            lt("_id", (long) random.nextInt(300)));
            case 5 -> and(gt("_id", "k" + random.nextInt(300)), lte("n", random.nextInt(20)));
            case 6 -> in("_id", (long) random.nextInt(300), "k" + random.nextInt(300));
            case 7 -> lte("n", random.nextInt(20));
            case 8 -> or(someFilter(random, depth - 1), someFilter(random, depth - 1));
            default -> and(someFilter(random, depth - 1), someFilter(random, depth - 1));
        };
    }

    @Test
    void a_reader_never_sees_half_an_update() throws Exception {
        boxes().insertOne(new Document("_id", "a").append("one", 0).append("other", 0));
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer =
                    callers.submit(
                            () -> {
                                while (!stop.get()) {
                                    boxes().updateOne(
                                                    eq("_id", "a"),
                                                    Updates.combine(
                                                            Updates.inc("one", 1),
                                                            Updates.inc("other", 1)));
                                }
                            });
            try {
                for (int i = 0; i < 500; i++) {
                    Document seen = boxes().find(eq("_id", "a")).first();
                    assertThat(seen.getInteger("one")).isEqualTo(seen.getInteger("other"));
                }
            } finally {
                stop.set(true);
            }
            writer.get(20, TimeUnit.SECONDS);
        }
    }
}
