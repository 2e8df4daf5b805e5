package io.lotline.core.eventlog.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.lotline.core.testing.ListeningSockets;
import io.lotline.core.testing.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// What another user of the machine finds of an open embedded store: no door, and no file to read.
class FromOutsideTest {
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void an_open_store_listens_nowhere() throws IOException {
        Set<String> before = ListeningSockets.of(SELF);
        try (EmbeddedMongo store = EmbeddedMongo.open(TestStores.folder(), "log");
                MongoClient client = store.client()) {
            client.getDatabase("lotline").getCollection("log").insertOne(new Document("_id", 1L));
            assertThat(more(before)).isEmpty();
        }
    }

    /// The negative control: a store with a port is found.
    @Test
    void a_store_with_a_port_is_found() throws IOException {
        Set<String> before = ListeningSockets.of(SELF);
        try (EmbeddedMongo store = EmbeddedMongo.open(TestStores.folder(), "log");
                StoreOnTcp door = StoreOnTcp.of(store)) {
            assertThat(more(before)).containsExactly("tcp:" + door.port());
        }
    }

    private static Set<String> more(Set<String> before) throws IOException {
        Set<String> more = new TreeSet<>(ListeningSockets.of(SELF));
        more.removeAll(before);
        return more;
    }

    /// With its negative control: a file that is made beside it is seen with its own rights.
    @Test
    void a_data_directory_is_its_owners_alone() throws IOException {
        Path parent = TestStores.folder();
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = Files.createDirectories(parent.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path key = Files.writeString(data.resolve("admin.key"), "lk_secret");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (EmbeddedMongo store = EmbeddedMongo.open(data, "log");
                MongoClient client = store.client()) {
            client.getDatabase("lotline").getCollection("log").insertOne(new Document("_id", 1L));
            store.syncToDisk();

            assertThat(rights(data))
                    .containsEntry("", "rwx------")
                    .containsEntry("admin.key", "rw-------")
                    .containsEntry(EmbeddedMongo.FILE, "rw-------")
                    .hasSizeGreaterThan(3)
                    .allSatisfy((_, rights) -> assertThat(rights).endsWith("------"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)))
                    .isEqualTo("rwxr-xr-x");

            Path other = Files.writeString(data.resolve("other"), "");
            Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
            assertThat(rights(data)).containsEntry("other", "rw-r--r--");
        }
    }

    @Test
    void a_new_directory_and_the_files_of_an_index_are_their_owners_alone() throws IOException {
        Path data = TestStores.folder().resolve("new");
        try (EmbeddedMongo store = EmbeddedMongo.open(data, "log")) {
            assertThat(rights(data)).containsEntry("", "rwx------");
        }
        Run.write(
                data.resolve("index.x.0-1"),
                0,
                1,
                7,
                new Run.Pairs() {
                    @Override
                    public boolean next() {
                        return false;
                    }

                    @Override
                    public long hash() {
                        return 0;
                    }

                    @Override
                    public long key() {
                        return 0;
                    }
                });
        assertThat(rights(data)).containsEntry("index.x.0-1", "rw-------");
    }

    private static TreeMap<String, String> rights(Path data) throws IOException {
        TreeMap<String, String> rights = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                rights.put(
                        data.relativize(path).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
        return rights;
    }
}
