package io.lotline.core.testing;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

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
}
