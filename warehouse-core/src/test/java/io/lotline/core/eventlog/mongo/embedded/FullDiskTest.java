package io.lotline.core.eventlog.mongo.embedded;

import static io.lotline.core.eventlog.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.LogFull;
import io.lotline.core.eventlog.StoreNotOpened;
import io.lotline.core.eventlog.mongo.LogSettings;
import io.lotline.core.eventlog.mongo.MongoEventLog;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A disk that gets full: what is accepted stays, reads go on, and so do writes once there is room.
class FullDiskTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final long PLENTY = 1L << 40;

    private final AtomicLong usable = new AtomicLong(PLENTY);
    private final Path folder = TestStores.folder();
    private EmbeddedMongo store = open();
    private MongoClient client = store.client();
    private EventLog log = log();

    private EmbeddedMongo open() {
        return EmbeddedMongo.open(
                folder,
                Duration.ofMillis(20),
                directory -> new DiskRoom(directory, PLENTY, usable::get),
                "log");
    }

    private EventLog log() {
        return MongoEventLog.onEmbedded(
                client,
                client.getDatabase("lotline"),
                store,
                LogSettings.DEFAULT,
                new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        log.close();
        client.close();
        store.close();
    }

    private Appended append() throws Exception {
        return log.append(List.of(event("Taken")), AppendCondition.NONE).get(30, TimeUnit.SECONDS);
    }

    /// With its negative control: while there is room, the same append is taken.
    @Test
    void a_full_disk_refuses_appends_keeps_reading_and_heals_by_itself() throws Exception {
        assertThat(append().first()).isEqualTo(1);

        usable.set(0);
        assertThatThrownBy(this::append)
                .hasCauseInstanceOf(LogFull.class)
                .hasMessageContaining("full")
                .hasMessageContaining("Nothing was stored");
        assertThat(log.head().position()).isEqualTo(1);
        assertThat(log.read(1, 10)).hasSize(1);
        assertThat(store.isFull()).isTrue();

        usable.set(PLENTY);
        assertThat(append().first()).isEqualTo(2);
        assertThat(store.isFull()).isFalse();
    }

    /// Views go on in memory meanwhile, and are written when there is room.
    @Test
    void what_is_written_beside_the_log_waits_for_room() throws IOException {
        store.syncToDisk();
        usable.set(0);
        long before = Files.size(folder.resolve(EmbeddedMongo.FILE));
        AtomicInteger number = new AtomicInteger();
        Runnable write =
                () ->
                        client.getDatabase("lotline")
                                .getCollection("view")
                                .insertOne(
                                        new Document("_id", number.incrementAndGet())
                                                .append("text", "x".repeat(50_000)));
        for (int i = 0; i < 20; i++) {
            write.run();
        }
        assertThat(client.getDatabase("lotline").getCollection("view").countDocuments())
                .isEqualTo(20);
        assertThat(Files.size(folder.resolve(EmbeddedMongo.FILE))).isEqualTo(before);

        usable.set(PLENTY);
        Poll.until(
                "the snapshot",
                DEADLINE,
                () -> folder.resolve(EmbeddedMongo.FILE).toFile().length() > before + 500_000);
    }

    /// Closed, and opened again, while the disk is full: everything acknowledged is there.
    @Test
    void a_store_on_a_full_disk_closes_and_opens_with_what_was_acknowledged() throws Exception {
        append();
        append();
        usable.set(0);
        close();

        store = open();
        client = store.client();
        log = log();
        assertThat(log.head().position()).isEqualTo(2);
        assertThatThrownBy(this::append).hasCauseInstanceOf(LogFull.class);

        usable.set(PLENTY);
        assertThat(append().first()).isEqualTo(3);
    }

    /// Where not even a journal can be begun, a start says so, and the next one finds everything.
    @Test
    void a_start_that_cannot_write_says_so_and_loses_nothing() throws Exception {
        append();
        append();
        close();
        Path inTheWay = folder.resolve("journal-%d.part".formatted(nextJournal()));
        Files.createDirectory(inTheWay);

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreNotOpened.class)
                .hasMessageContaining("The data directory " + folder.toAbsolutePath())
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("Maybe make room");

        Files.delete(inTheWay);
        store = open();
        client = store.client();
        log = log();
        assertThat(log.head().position()).isEqualTo(2);
    }

    private long nextJournal() {
        List<Path> files = Journal.files(folder);
        return files.isEmpty() ? 1 : Journal.number(files.getLast()) + 1;
    }

    /// The file itself: a write that the disk has no room for waits, and MVStore never hears of it.
    @Test
    void a_write_that_fails_for_want_of_room_is_tried_until_there_is_some() {
        AtomicInteger tries = new AtomicInteger();
        DiskRoom room = new DiskRoom(folder, PLENTY, usable::get);
        room.patiently(() -> tries.incrementAndGet() == 3);
        assertThat(tries).hasValue(3);
        assertThat(StoreFile.isNoRoom(new IOException("No space left on device"))).isTrue();
        assertThat(StoreFile.isNoRoom(new IOException("Disk quota exceeded"))).isTrue();
        assertThat(StoreFile.isNoRoom(new IOException("Input/output error"))).isFalse();
    }

    /// The real thing, where the operating system has a device that is always full.
    @Test
    void a_full_device_is_recognised() throws IOException {
        Path device = Path.of("/dev/full");
        assertThat(device).exists();
        assertThatThrownBy(
                        () -> {
                            try (var channel =
                                    Files.newByteChannel(
                                            device, java.nio.file.StandardOpenOption.WRITE)) {
                                channel.write(ByteBuffer.wrap(new byte[1]));
                            }
                        })
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(StoreFile.isNoRoom(e)).isTrue());
    }

    /// Said once a minute, not once a write.
    @Test
    void a_reserve_is_kept_free_and_half_as_much_again_ends_it() {
        DiskRoom room = new DiskRoom(folder, 8 << 20, usable::get);
        usable.set((1 << 20) - 1);
        assertThat(room.isFull()).isTrue();
        usable.set(1 << 20);
        assertThat(room.isFull()).isTrue();
        usable.set((1 << 20) + (1 << 19));
        assertThat(room.isFull()).isFalse();
        usable.set(1 << 20);
        assertThat(room.isFull()).isFalse();
    }
}
