package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What stands in one file of the [Journal], to and from bytes.
///
/// A header (`"LOTLJNL2" store:16 bytes number:int64 size:int64 crc32c:int32`), then batches, then
/// zeros up to the size. A batch is one append, written twice, one copy after the other, so that
/// one copy may be damaged: `"LJB2" length:int32 sequence:int32 copy:int32 crc32c:int32`, the
/// records, the checksum of all that and of the file's number and the copy's place. A record is
/// `length:int32 namespace:uint16 length and UTF-8, document:BSON`. A batch without records says
/// that the journal goes on in the next file.
///
/// Only the last batch may be bad in both copies: its append was never acknowledged.
///
/// @param store  the store's id
/// @param number the file's
/// @param size   of the file, from its beginning to its end
record JournalFile(byte[] store, long number, long size) {
    private static final byte[] FORM = "LOTLJNL2".getBytes(StandardCharsets.US_ASCII);
    private static final int BATCH = 0x4C4A4232;
    private static final int STORE_BYTES = 16;
    private static final int BATCH_HEADER_BYTES = 5 * Integer.BYTES;
    static final int HEADER_BYTES = 8 + STORE_BYTES + 2 * Long.BYTES + Integer.BYTES;

    /// A file is not as the journal left it.
    static final class Flawed extends Exception {
        Flawed(Path file, String what) {
            super(file.getFileName() + " " + what, null, false, false);
        }
    }

    ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.put(FORM).put(store).putLong(number).putLong(size);
        return header.putInt(checksum(header.array(), 0, header.position())).flip();
    }

    static int recordBytes(byte[] namespace, ByteBuffer document) {
        return Integer.BYTES + Short.BYTES + namespace.length + document.remaining();
    }

    static void putRecord(ByteBuffer records, byte[] namespace, ByteBuffer document) {
        records.putInt(recordBytes(namespace, document) - Integer.BYTES);
        records.putShort((short) namespace.length).put(namespace).put(document.duplicate());
    }

    /// What a batch of these many bytes of records takes.
    static long batchBytes(int records) {
        return 2L * (BATCH_HEADER_BYTES + records);
    }

    /// A batch for this place of the file.
    ///
    /// @param sequence how many batches are before it
    ByteBuffer batch(long place, int sequence, byte[] records) {
        ByteBuffer both = ByteBuffer.allocate(Math.toIntExact(batchBytes(records.length)));
        for (int copy = 0; copy < 2; copy++) {
            int start = both.position();
            both.putInt(BATCH).putInt(records.length).putInt(sequence).putInt(copy);
            int checksum = checksum(both.array(), start, records, 0, records.length, place + start);
            both.putInt(checksum).put(records);
        }
        return both.flip();
    }

    private int checksum(
            byte[] header, int headerStart, byte[] records, int start, int length, long place) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(number).putLong(place).flip());
        checksum.update(header, headerStart, BATCH_HEADER_BYTES - Integer.BYTES);
        checksum.update(records, start, length);
        return (int) checksum.getValue();
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }

    /// Gives every whole record of a directory's journal, oldest first: namespace and document.
    ///
    /// @param store the id that the files must have; null for whichever
    /// @param first the number of the first file that must be there; 0 for none
    static void replay(
            Path directory, @Nullable String store, long first, BiConsumer<String, byte[]> each)
            throws Flawed {
        List<Path> files =
                Journal.files(directory).stream()
                        .filter(file -> Journal.number(file) >= first)
                        .toList();
        long expected = first;
        for (Path file : files) {
            if (expected > 0 && Journal.number(file) != expected) {
                break;
            }
            boolean goesOn = replay(file, store, expected > 0, each);
            expected = goesOn || expected > 0 ? Journal.number(file) + 1 : 0;
            if (goesOn && !Files.exists(Journal.path(directory, expected))) {
                throw new Flawed(Journal.path(directory, expected), "is missing");
            }
        }
        if (first > 0 && !Files.exists(Journal.path(directory, first))) {
            throw new Flawed(Journal.path(directory, first), "is missing");
        }
        if (expected > 0 && !files.isEmpty() && Journal.number(files.getLast()) > expected) {
            throw new Flawed(Journal.path(directory, expected), "is missing");
        }
    }

    /// Whether it says that the journal goes on in the next file.
    private static boolean replay(
            Path path, @Nullable String store, boolean required, BiConsumer<String, byte[]> each)
            throws Flawed {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new Flawed(path, "cannot be read (" + e.getMessage() + ")");
        }
        if (!Arrays.equals(bytes, 0, Math.min(8, bytes.length), FORM, 0, FORM.length)) {
            if (required || (EarlierJournal.replay(bytes, each) == 0 && bytes.length > 0)) {
                throw new Flawed(path, "is cut off, or its header is damaged");
            }
            return false;
        }
        return header(path, bytes, store).batches(path, bytes, each);
    }

    /// Whether its beginning says that it is this store's.
    static boolean isOf(Path file, String store) {
        byte[] beginning;
        try (InputStream in = Files.newInputStream(file)) {
            beginning = in.readNBytes(FORM.length + STORE_BYTES);
        } catch (IOException e) {
            return false;
        }
        byte[] own = Arrays.copyOf(FORM, FORM.length + STORE_BYTES);
        System.arraycopy(HexFormat.of().parseHex(store), 0, own, FORM.length, STORE_BYTES);
        return Arrays.equals(beginning, own);
    }

    private static JournalFile header(Path path, byte[] bytes, @Nullable String store)
            throws Flawed {
        if (bytes.length < HEADER_BYTES) {
            throw new Flawed(path, "is cut off");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, FORM.length, HEADER_BYTES - FORM.length);
        byte[] id = new byte[STORE_BYTES];
        header.get(id);
        JournalFile file = new JournalFile(id, header.getLong(), header.getLong());
        if (header.getInt() != checksum(bytes, 0, HEADER_BYTES - Integer.BYTES)) {
            throw new Flawed(path, "has a damaged header");
        }
        if ((store != null && !HexFormat.of().formatHex(id).equals(store))
                || file.number != Journal.number(path)) {
            throw new Flawed(path, "belongs to another store or another time");
        }
        if (bytes.length < file.size) {
            throw new Flawed(path, "is cut off: %d of %d bytes".formatted(bytes.length, file.size));
        }
        return file;
    }

    private boolean batches(Path path, byte[] bytes, BiConsumer<String, byte[]> each)
            throws Flawed {
        int at = HEADER_BYTES;
        for (int sequence = 0; ; sequence++) {
            Batch batch = at(bytes, at);
            if (batch == null) {
                batch = next(bytes, at + 1);
                if (batch == null) {
                    return false;
                }
            }
            if (batch.sequence != sequence) {
                throw new Flawed(path, "is damaged at byte " + at);
            }
            if (batch.length == 0) {
                return true;
            }
            records(path, bytes, batch, each);
            at = batch.end();
        }
    }

    private void records(Path path, byte[] bytes, Batch batch, BiConsumer<String, byte[]> each)
            throws Flawed {
        ByteBuffer records = ByteBuffer.wrap(bytes, batch.start + BATCH_HEADER_BYTES, batch.length);
        try {
            while (records.hasRemaining()) {
                byte[] record = new byte[records.getInt()];
                records.get(record);
                EarlierJournal.split(record, each);
            }
        } catch (BufferUnderflowException e) {
            throw new Flawed(path, "has a damaged record at byte " + batch.start);
        }
    }

    /// The next place with a whole copy of a batch.
    private @Nullable Batch next(byte[] bytes, int from) {
        for (int at = from; at <= bytes.length - BATCH_HEADER_BYTES; at++) {
            Batch batch = bytes[at] == (byte) (BATCH >> 24) ? at(bytes, at) : null;
            if (batch != null) {
                return batch;
            }
        }
        return null;
    }

    private @Nullable Batch at(byte[] bytes, int start) {
        if (start > bytes.length - BATCH_HEADER_BYTES) {
            return null;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, start, BATCH_HEADER_BYTES);
        if (header.getInt() != BATCH) {
            return null;
        }
        Batch batch = new Batch(start, header.getInt(), header.getInt(), header.getInt());
        int records = start + BATCH_HEADER_BYTES;
        return batch.length < 0
                        || batch.length > bytes.length - records
                        || header.getInt()
                                != checksum(bytes, start, bytes, records, batch.length, start)
                ? null
                : batch;
    }

    private record Batch(int start, int length, int sequence, int copy) {
        /// Behind the second copy.
        int end() {
            return start + (2 - copy) * (BATCH_HEADER_BYTES + length);
        }
    }
}
