package io.lotline.core.testing;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;

/// The documents of a log as the store keeps them, past all code of the log.
public final class Documents {
    private Documents() {}

    /// All of them by `_id`.
    public static List<BsonDocument> of(MongoDatabase database) {
        return database.getCollection("log", BsonDocument.class)
                .find()
                .sort(new BsonDocument("_id", new BsonInt32(1)))
                .into(new ArrayList<>());
    }

    /// What the majority of a replica set has.
    public static List<BsonDocument> of(String uri, String database) {
        try (MongoClient client = MongoClients.create(uri)) {
            return of(client.getDatabase(database).withReadConcern(ReadConcern.MAJORITY));
        }
    }

    /// What the twin in memory would keep if it kept documents.
    public static List<BsonDocument> of(List<StoredCommit> commits) {
        return commits.stream().map(Documents::of).toList();
    }

    private static BsonDocument of(StoredCommit commit) {
        Set<String> tags = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        BsonArray events = new BsonArray();
        for (StoredEvent event : commit.events()) {
            Set<String> own = new TreeSet<>(event.tags().stream().map(Tag::toString).toList());
            tags.addAll(own);
            types.add(event.name());
            BsonDocument meta = new BsonDocument();
            event.meta().forEach((key, value) -> meta.put(key, new BsonString(value)));
            events.add(
                    new BsonDocument("id", new BsonString(event.id()))
                            .append("name", new BsonString(event.name()))
                            .append("version", new BsonInt32(event.version()))
                            .append("at", new BsonDateTime(event.at().toEpochMilli()))
                            .append("actor", new BsonString(event.actor()))
                            .append("tags", texts(own))
                            .append("data", new BsonString(event.data()))
                            .append("meta", meta));
        }
        return new BsonDocument("_id", new BsonInt64(commit.position()))
                .append("at", new BsonDateTime(commit.at().toEpochMilli()))
                .append("hash", new BsonBinary(HexFormat.of().parseHex(commit.hash())))
                .append("n", new BsonInt32(commit.events().size()))
                .append("tags", texts(tags))
                .append("types", texts(types))
                .append("events", events);
    }

    private static BsonArray texts(Set<String> texts) {
        return new BsonArray(texts.stream().map(BsonString::new).toList());
    }
}
