package io.lotline.core.eventlog.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.mongo.embedded.JournalFile.Flawed;
import io.lotline.core.testing.TestStores;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// What the journal was told is there again; what is damaged is known from what was not finished.
class JournalTest {
    private static final String STORE = "0123456789abcdef0123456789abcdef";
    private static final int SMALL = 4_096;

    private final Path directory = TestStores.folder();

    @Test
    void what_was_appended_is_given_back_in_order_over_many_files() throws Exception {
        List<String> appended = new ArrayList<>();
        try (Journal journal = new Journal(directory, STORE, SMALL)) {
            for (int i = 0; i < 100; i++) {
                // now and then more than a file takes
                String document = i + ":" + "x".repeat(i % 10 == 9 ? 3 * SMALL : 100);
                journal.append("lotline.log", List.of(bytes(document), bytes("second of " + i)));
                appended.add(document);
                appended.add("second of " + i);
            }
        }
        assertThat(Journal.files(directory).size()).isGreaterThan(10);
        assertThat(replay(1)).isEqualTo(appended);

        Files.delete(Journal.path(directory, 5));
        assertThatThrownBy(() -> replay(1)).hasMessage("journal-5 is missing");
        assertThatThrownBy(() -> replay(0)).hasMessage("journal-5 is missing");
    }

    /// Every byte of a small journal; its last append is not lost either.
    @Test
    void a_flipped_byte_loses_nothing_or_is_refused() throws Exception {
        List<String> appended = new ArrayList<>();
        try (Journal journal = new Journal(directory, STORE, SMALL)) {
            for (int i = 0; i < 5; i++) {
                journal.append("lotline.log", List.of(bytes("document " + i)));
                appended.add("document " + i);
            }
        }
        Path file = Journal.path(directory, 1);
        byte[] good = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 0; at < 1_000; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(file, bad);
            try {
                assertThat(replay(1)).as("byte %d", at).isEqualTo(appended);
            } catch (Flawed e) {
                refused++;
            }
        }
        // those of the header
        assertThat(refused).isEqualTo(JournalFile.HEADER_BYTES);
    }

    @Test
    void only_the_last_append_may_be_unfinished() throws Exception {
        List<String> appended = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        try (Journal journal = new Journal(directory, STORE, SMALL)) {
            for (int i = 0; i < 5; i++) {
                journal.append("lotline.log", List.of(bytes("document " + i)));
                appended.add("document " + i);
                ends.add(written());
            }
        }
        Path file = Journal.path(directory, 1);
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] torn = good.clone();
            // some sectors of the last append did not get to the disk
            for (int at = ends.get(3); at < ends.get(4); at++) {
                torn[at] = at == ends.get(3) || random.nextBoolean() ? 0 : torn[at];
            }
            Files.write(file, torn);
            List<String> found = replay(1);
            assertThat(found).startsWith(appended.subList(0, 4).toArray(String[]::new));
        }
        byte[] bad = good.clone();
        Arrays.fill(bad, ends.get(2), ends.get(3), (byte) 0);
        Files.write(file, bad);
        assertThatThrownBy(() -> replay(1)).hasMessageContaining("is damaged at byte");
        Files.write(file, Arrays.copyOf(good, ends.get(3)));
        assertThatThrownBy(() -> replay(1)).hasMessageContaining("is cut off");
    }

    @Test
    void another_stores_journal_and_another_number_are_refused() throws Exception {
        try (Journal journal = new Journal(directory, STORE, SMALL)) {
            journal.append("lotline.log", List.of(bytes("document")));
        }
        assertThatThrownBy(
                        () ->
                                JournalFile.replay(
                                        directory, STORE.replace('0', '1'), 1, (_, _) -> {}))
                .hasMessageContaining("belongs to another store");
        Files.move(Journal.path(directory, 1), Journal.path(directory, 2));
        assertThatThrownBy(() -> replay(2)).hasMessageContaining("or another time");
    }

    /// As Lotline wrote it before stores had ids.
    @Test
    void an_earlier_journal_is_read() throws Exception {
        byte[] document = "earlier".getBytes(StandardCharsets.UTF_8);
        byte[] name = "lotline.log".getBytes(StandardCharsets.UTF_8);
        ByteBuffer record = ByteBuffer.allocate(2 + name.length + document.length);
        record.putShort((short) name.length).put(name).put(document);
        CRC32C checksum = new CRC32C();
        checksum.update(record.array());
        ByteBuffer file = ByteBuffer.allocate(8 + record.capacity() + 5);
        file.putInt(record.capacity()).putInt((int) checksum.getValue()).put(record.array());
        Files.write(Journal.path(directory, 3), file.array(), StandardOpenOption.CREATE_NEW);

        assertThat(replay(0)).containsExactly("earlier");
    }

    private int written() throws IOException {
        byte[] all = Files.readAllBytes(Journal.path(directory, 1));
        int end = all.length;
        while (all[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private List<String> replay(long first) throws Flawed {
        List<String> found = new ArrayList<>();
        JournalFile.replay(
                directory,
                first == 0 ? null : STORE,
                first,
                (_, bson) -> found.add(new String(bson, StandardCharsets.UTF_8)));
        return found;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
