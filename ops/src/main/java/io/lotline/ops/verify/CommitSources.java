package io.lotline.ops.verify;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.lotline.core.eventlog.mongo.DocumentBytes;
import io.lotline.core.eventlog.mongo.MongoAddress;
import io.lotline.core.eventlog.mongo.embedded.OfflineStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The kinds of sources, told apart by how they are written.
final class CommitSources {
    static final String COLLECTION = "log";
    static final String DATABASE = "lotline";
    private static final int BATCH = 2_000;

    private CommitSources() {}

    /// @param text     `mongodb://…`, `http://…` of a running server, a backup's directory, a data
    ///     directory, or a file
    /// @param database the database's name; null for the one that `mongodb://…` names, or `lotline`
    /// @param key      the server's key, for `http://…`
    static CommitSource of(String text, @Nullable String database, @Nullable String key) {
        if (text.startsWith("mongodb")) {
            return (from, sink) -> readMongo(text, database, from, sink);
        }
        if (text.startsWith("http")) {
            return (from, sink) -> readServer(URI.create(text), key == null ? "" : key, from, sink);
        }
        Path path = Path.of(text);
        if (Files.isRegularFile(path)) {
            return (_, sink) -> readFile(path, sink);
        }
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException("There is no file or directory " + path);
        }
        return OfflineStore.isIn(path)
                ? new StoppedServer(
                        path, (database == null ? DATABASE : database) + "." + COLLECTION)
                : new Backup(path);
    }

    /// The data directory of a server that does not run.
    private record StoppedServer(Path directory, String namespace) implements CommitSource {
        @Override
        public void read(long from, Sink sink) throws IOException, InterruptedException {
            try {
                OfflineStore.read(directory, namespace, from, sink::take);
            } catch (OfflineStore.Unreadable e) {
                throw new Damaged(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public @Nullable Head remembered() {
            return OfflineStore.remembered(directory, namespace)
                    .map(end -> new Head(end.position(), end.hash()))
                    .orElse(null);
        }
    }

    private static boolean readFile(Path file, CommitSource.Sink sink)
            throws IOException, InterruptedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            return BsonStream.read(in, sink);
        }
    }

    static boolean readFrom(Path file, CommitSource.Sink sink)
            throws IOException, InterruptedException {
        return readFile(file, sink);
    }

    /// What a majority has.
    private static void readMongo(
            String uri, @Nullable String database, long from, CommitSource.Sink sink)
            throws IOException, InterruptedException {
        try (MongoClient client = clientOf(uri)) {
            FindIterable<byte[]> commits =
                    DocumentBytes.of(
                                    client.getDatabase(databaseOf(uri, database))
                                            .getCollection(COLLECTION))
                            .withReadConcern(ReadConcern.MAJORITY)
                            .find(from == 0 ? new Document() : Filters.gte("_id", from))
                            .sort(Sorts.ascending("_id"))
                            .batchSize(BATCH);
            try (MongoCursor<byte[]> cursor = commits.iterator()) {
                while (cursor.hasNext()) {
                    if (!sink.take(cursor.next())) {
                        return;
                    }
                }
            }
        } catch (MongoException e) {
            throw new IOException("The database cannot be read: " + e.getMessage(), e);
        }
    }

    /// As the server itself reaches it: with `LOTLINE_MONGODB_CA`.
    static MongoClient clientOf(String uri) {
        return MongoClients.create(
                MongoAddress.of(uri).applyTo(MongoClientSettings.builder()).build());
    }

    static String databaseOf(String uri, @Nullable String database) {
        String named = MongoAddress.of(uri).connectionString().getDatabase();
        return database != null ? database : named == null ? DATABASE : named;
    }

    private static void readServer(URI server, String key, long from, CommitSource.Sink sink)
            throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            HttpResponse<InputStream> answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            server.resolve(
                                                    "/v1/log/commits?from=" + Math.max(1, from)))
                                    .header("Authorization", "Bearer " + key)
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = new BufferedInputStream(answer.body(), 1 << 20)) {
                if (answer.statusCode() != 200) {
                    throw new IOException(
                            "%s answers %d: %s"
                                    .formatted(
                                            server,
                                            answer.statusCode(),
                                            new String(
                                                    in.readAllBytes(),
                                                    java.nio.charset.StandardCharsets.UTF_8)));
                }
                BsonStream.read(in, sink);
            }
        }
    }
}
