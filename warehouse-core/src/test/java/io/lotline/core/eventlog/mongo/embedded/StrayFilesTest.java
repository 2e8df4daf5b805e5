package io.lotline.core.eventlog.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.StoreNotOpened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What lies in a data directory and is not the store's, and what is left of a store that is not
/// there any more.
class StrayFilesTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "no journal at all", "LOTLJNL2 but of nobody: 0123456789abcdef"})
    void a_file_that_only_has_a_journals_name_is_named_and_left_alone(String content)
            throws IOException {
        store();
        Path stray = directory.resolve("journal-999");
        Files.writeString(stray, content);
        assertThatThrownBy(() -> EmbeddedMongo.open(directory).close())
                .isInstanceOf(StoreNotOpened.class)
                .hasMessageContaining("journal-999")
                .hasMessageContaining("Maybe move that file away");
        assertThat(stray).hasContent(content);
        Files.delete(stray);
        assertThat(documents()).isEqualTo(1);
    }

    @Test
    void a_directory_that_lost_its_store_is_not_taken_for_a_new_one() throws IOException {
        store();
        lose();
        assertThatThrownBy(() -> EmbeddedMongo.open(directory).close())
                .isInstanceOf(DamagedStore.class)
                .hasMessageContaining("lotline.mv is missing")
                .hasMessageContaining("Nothing was changed");
        assertThat(directory.resolve(EmbeddedMongo.FILE)).doesNotExist();
    }

    /// The negative control: without the trace the same directory begins anew.
    @Test
    void without_the_trace_it_is() throws IOException {
        store();
        lose();
        Files.delete(directory.resolve(StoreMemory.BEGUN));
        assertThat(documents()).isZero();
    }

    @Test
    void a_store_of_an_earlier_release_leaves_the_trace_from_its_next_start_on()
            throws IOException {
        store();
        Files.delete(directory.resolve(StoreMemory.BEGUN));
        assertThat(documents()).isEqualTo(1);
        assertThat(directory.resolve(StoreMemory.BEGUN)).exists();
    }

    private void store() {
        try (EmbeddedMongo store = EmbeddedMongo.open(directory);
                var client = store.client()) {
            client.getDatabase("x").getCollection("y").insertOne(new Document("_id", 1));
        }
    }

    private long documents() {
        try (EmbeddedMongo store = EmbeddedMongo.open(directory);
                var client = store.client()) {
            return client.getDatabase("x").getCollection("y").countDocuments();
        }
    }

    private void lose() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(StoreMemory.BEGUN)) {
                    Files.delete(file);
                }
            }
        }
    }
}
