package io.lotline.ops.bench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/// The raw driver, one ordered batch after another, acknowledged by the majority: documents of one
/// append each, as a log writes one that goes alone, encoded before, into a collection with the
/// log's indexes. Only their `_id` changes.
final class RawInserts implements Contender, AutoCloseable {
    private static final String LOG = "log";
    private static final int PREBUILT = 2_000;
    private static final byte[] ID_FIRST = {0x12, '_', 'i', 'd', 0};
    private static final int ID_AT = Integer.BYTES + ID_FIRST.length;

    private final String name;
    private final MongoClient client;
    private final String database = BenchLog.newDatabase();
    private final MongoCollection<RawBsonDocument> collection;
    private final List<byte[]> bytes = new ArrayList<>(PREBUILT);
    private final List<RawBsonDocument> documents = new ArrayList<>(PREBUILT);
    private final ClosedLoop loop;
    private long position;

    RawInserts(String name, BenchLog log, String uri, int batch) {
        this.name = name;
        // as the log does it
        this.client =
                MongoClients.create(
                        MongoClientSettings.builder()
                                .applyConnectionString(new ConnectionString(uri))
                                .retryWrites(false)
                                .build());
        this.collection =
                client.getDatabase(database)
                        .getCollection(LOG, RawBsonDocument.class)
                        .withWriteConcern(WriteConcern.MAJORITY);
        MongoCollection<RawBsonDocument> written =
                log.store().database().getCollection(LOG, RawBsonDocument.class);
        for (Document index : written.listIndexes()) {
            collection.createIndex(index.get("key", Document.class));
        }
        for (RawBsonDocument document : written.find().limit(PREBUILT)) {
            for (BsonValue event : document.getArray("events")) {
                add(alone(document, event.asDocument()));
            }
        }
        this.loop = ClosedLoop.of(name, 1, writer -> insert(batch));
    }

    /// The document that this event would have had for itself.
    private static RawBsonDocument alone(RawBsonDocument shared, BsonDocument event) {
        BsonDocument alone = new BsonDocument();
        for (String field : shared.keySet()) {
            alone.append(
                    field,
                    switch (field) {
                        case "n" -> new BsonInt32(1);
                        case "tags" -> event.getArray("tags");
                        case "types" -> new BsonArray(List.of(event.getString("name")));
                        case "events" -> new BsonArray(List.of(event));
                        default -> shared.get(field);
                    });
        }
        return new RawBsonDocument(alone, new BsonDocumentCodec());
    }

    private void add(RawBsonDocument document) {
        ByteBuffer source = document.getByteBuffer().asNIO();
        byte[] copy = new byte[source.remaining()];
        source.get(copy);
        for (int i = 0; i < ID_FIRST.length; i++) {
            if (copy[Integer.BYTES + i] != ID_FIRST[i]) {
                throw new IllegalStateException("a commit's first field is not a 64-bit _id");
            }
        }
        bytes.add(copy);
        documents.add(new RawBsonDocument(copy));
    }

    private int insert(int batch) {
        int from = (int) (position % (documents.size() - batch));
        for (int i = from; i < from + batch; i++) {
            ByteBuffer.wrap(bytes.get(i)).order(ByteOrder.LITTLE_ENDIAN).putLong(ID_AT, ++position);
        }
        collection.insertMany(
                documents.subList(from, from + batch), new InsertManyOptions().ordered(true));
        return batch;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double window(Duration length) throws Exception {
        return loop.window(length);
    }

    @Override
    public void close() {
        client.getDatabase(database).drop();
        client.close();
    }
}
