package io.lotline.core.testing;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Fresh stores for tests: an empty directory, or an empty database of a replica set that all tests
/// of the JVM share. The caller closes the store; what it leaves is removed at the JVM's end.
public final class TestStores {
    private static final ConcurrentLinkedQueue<Path> FOLDERS = new ConcurrentLinkedQueue<>();
    private static final ConcurrentLinkedQueue<String> DATABASES = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TestStores::clean));
    }

    private TestStores() {}

    /// The embedded store in a directory of its own.
    public static LotlineStore embedded() {
        return embedded(UnaryOperator.identity());
    }

    public static LotlineStore embedded(UnaryOperator<StoreSettings> settings) {
        return LotlineStore.open(
                settings.apply(StoreSettings.embedded(folder(), new SimpleMeterRegistry())));
    }

    /// A database of its own on a real replica set.
    public static LotlineStore replicaSet() {
        return replicaSet(UnaryOperator.identity());
    }

    public static LotlineStore replicaSet(UnaryOperator<StoreSettings> settings) {
        String database = "test_" + UUID.randomUUID().toString().replace("-", "");
        DATABASES.add(database);
        return LotlineStore.open(
                settings.apply(
                        StoreSettings.replicaSet(uri(), new SimpleMeterRegistry())
                                .withDatabase(database)));
    }

    /// The connection string of the shared replica set: that of `ops/test`, or one of this JVM.
    public static String uri() {
        return named(System.getProperty("lotline.test.mongodb.uri"))
                .or(() -> named(System.getenv("LOTLINE_TEST_MONGODB_URI")))
                .orElseGet(() -> Shared.SET.uri());
    }

    private static Optional<String> named(String uri) {
        return Optional.ofNullable(uri).filter(text -> !text.isBlank());
    }

    /// An empty directory.
    public static Path folder() {
        try {
            Path folder = Files.createTempDirectory("lotline-test-");
            FOLDERS.add(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clean() {
        boolean shared =
                named(System.getProperty("lotline.test.mongodb.uri"))
                        .or(() -> named(System.getenv("LOTLINE_TEST_MONGODB_URI")))
                        .isPresent();
        if (shared && !DATABASES.isEmpty()) {
            try (MongoClient client = MongoClients.create(uri())) {
                DATABASES.forEach(name -> client.getDatabase(name).drop());
            }
        }
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Started when the first test asks.
    private static final class Shared {
        private static final MongoSet SET = MongoSet.start();
    }
}
