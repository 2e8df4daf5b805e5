package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Events;
import io.lotline.core.eventlog.mongo.embedded.DamagedStore;
import io.lotline.core.eventlog.mongo.embedded.OfflineStore;
import io.lotline.core.eventlog.mongo.embedded.StoreInUse;
import io.lotline.core.testing.ChildJvm;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;

/// A directory has one server; and a store that has no memory yet gets one.
class OneStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder = TestStores.folder();
    private final Path data = folder.resolve("data");

    private static LotlineStore open(Path directory) {
        return LotlineStore.open(StoreSettings.embedded(directory, new SimpleMeterRegistry()));
    }

    private static long append(LotlineStore store) {
        return store.log()
                .append(List.of(Events.event("A", "lot=1")), AppendCondition.NONE)
                .join()
                .last();
    }

    @Test
    void a_second_server_is_refused_by_whatever_path_and_the_first_is_unharmed()
            throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), data);
        try (LotlineStore first = open(data)) {
            append(first);
            for (Path path :
                    List.of(
                            data,
                            link,
                            data.resolve("..").resolve("link").resolve("..").resolve("data"))) {
                assertThatThrownBy(() -> open(path))
                        .isInstanceOf(StoreInUse.class)
                        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
            }
            assertThatThrownBy(() -> OfflineStore.read(link, "lotline.log", 0, _ -> true))
                    .isInstanceOf(StoreInUse.class);
            // what was refused in this process did not let another one in
            assertThat(otherProcessOpens(link)).isFalse();
            assertThat(append(first)).isEqualTo(2);
        }
        try (LotlineStore again = open(link)) {
            assertThat(append(again)).isEqualTo(3);
        }
    }

    /// Negative control of what [StoreInUse] keeps this process from: a channel that is opened and
    /// closed takes the lock with it.
    @Test
    void a_second_channel_of_the_file_would_let_another_process_in() throws IOException {
        try (LotlineStore first = open(data)) {
            append(first);
            FileChannel.open(data.resolve("lotline.mv"), StandardOpenOption.READ).close();
            assertThat(otherProcessOpens(data)).isTrue();
        }
    }

    private boolean otherProcessOpens(Path directory) throws IOException {
        Path answers = folder.resolve("answers");
        Path output = folder.resolve("output");
        try (ChildJvm other =
                ChildJvm.start(
                        KilledProcess.class,
                        Redirect.to(output.toFile()),
                        directory.toString(),
                        answers.toString(),
                        "1")) {
            Poll.until(
                    "the other process to open it or not",
                    PATIENCE,
                    // two that write one file may well break it: whoever got so far was let in
                    () ->
                            answers.toFile().length() > 0
                                    || text(output).contains("\tat ")
                                    || other.hasEnded());
            other.kill();
        }
        return !text(output).contains("StoreInUse");
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As an earlier Lotline left it: no heads, no id.
    private void makeEarlier() throws IOException {
        try (MVStore file = MVStore.open(data.resolve("lotline.mv").toString())) {
            file.removeMap("lotline.store");
        }
        Files.delete(data.resolve("head.a"));
        Files.delete(data.resolve("head.b"));
    }

    @Test
    void an_earlier_store_is_read_whole_and_then_has_a_memory() throws IOException {
        try (LotlineStore store = open(data)) {
            for (int i = 0; i < 20; i++) {
                append(store);
            }
        }
        makeEarlier();
        try (LotlineStore store = open(data)) {
            assertThat(append(store)).isEqualTo(21);
        }
        assertThat(OfflineStore.remembered(data, "lotline.log"))
                .hasValueSatisfying(end -> assertThat(end.position()).isEqualTo(21));
        Files.delete(data.resolve("head.a"));
        Files.delete(data.resolve("head.b"));
        assertThatThrownBy(() -> open(data))
                .isInstanceOf(DamagedStore.class)
                .hasMessageContaining(
                        "head.a and head.b, which say how far it had come, are missing");
    }

    @Test
    void an_earlier_store_that_is_bad_is_refused() throws IOException {
        try (LotlineStore store = open(data)) {
            for (int i = 0; i < 20; i++) {
                append(store);
            }
            store.database()
                    .getCollection("log")
                    .updateOne(
                            com.mongodb.client.model.Filters.eq("_id", 5L),
                            com.mongodb.client.model.Updates.set("events.0.data", "{}"));
        }
        makeEarlier();
        assertThatThrownBy(() -> open(data))
                .isInstanceOf(DamagedStore.class)
                .hasMessageContaining("its commit at position 5 is bad");
        assertThat(data.resolve("head.a")).doesNotExist();
    }
}
