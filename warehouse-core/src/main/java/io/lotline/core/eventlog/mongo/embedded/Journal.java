package io.lotline.core.eventlog.mongo.embedded;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Documents that must survive before the next snapshot of the store's file has them: appended and
/// synced, which is a fraction of what a snapshot costs.
///
/// A record is `length:int32 crc32c:int32 namespace:uint16 length and UTF-8, document:BSON`; the
/// length and the checksum are of what follows them. A record that is cut off ends the journal: its
/// append was never acknowledged.
final class Journal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final String PREFIX = "journal-";
    private static final int HEADER_BYTES = 2 * Integer.BYTES;

    private final Path directory;
    private long number;
    private FileChannel file;

    /// Starts a new file beside those that are there.
    Journal(Path directory) {
        this.directory = directory;
        List<Path> files = files(directory);
        this.number = files.isEmpty() ? 0 : number(files.getLast());
        this.file = next();
    }

    private FileChannel next() {
        number++;
        Path path = directory.resolve(PREFIX + number);
        try {
            FileChannel opened =
                    FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            OwnerOnly.file(path);
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written in " + directory, e);
        }
    }

    /// Returns when the documents are on the disk; false where it has no room for them.
    synchronized boolean append(String namespace, List<ByteBuffer> documents) {
        byte[] name = namespace.getBytes(StandardCharsets.UTF_8);
        int perRecord = HEADER_BYTES + Short.BYTES + name.length;
        int size = 0;
        for (ByteBuffer document : documents) {
            size += perRecord + document.remaining();
        }
        ByteBuffer records = ByteBuffer.allocate(size);
        for (ByteBuffer document : documents) {
            int start = records.position();
            records.position(start + HEADER_BYTES);
            records.putShort((short) name.length).put(name).put(document.duplicate());
            int length = records.position() - start - HEADER_BYTES;
            records.putInt(start, length);
            records.putInt(
                    start + Integer.BYTES, checksum(records.array(), start + HEADER_BYTES, length));
        }
        records.flip();
        try {
            long start = file.position();
            try {
                while (records.hasRemaining()) {
                    file.write(records);
                }
            } catch (IOException e) {
                if (!StoreFile.isNoRoom(e)) {
                    throw e;
                }
                // behind half a record nothing would be found again
                file.truncate(start);
                return false;
            }
            file.force(false);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written in " + directory, e);
        }
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }

    /// Begins a new file. The files before it are superfluous once a snapshot begun after this call
    /// is on the disk.
    synchronized List<Path> rotate() {
        try {
            if (file.size() > 0) {
                file.close();
                file = next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written in " + directory, e);
        }
        return files(directory).stream().filter(path -> number(path) < number).toList();
    }

    static void delete(List<Path> files) {
        try {
            for (Path path : files) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A journal file cannot be deleted", e);
        }
    }

    /// Gives every whole record of a directory's journal, oldest first: namespace and document.
    static void replay(Path directory, BiConsumer<String, byte[]> each) {
        for (Path path : files(directory)) {
            try (InputStream bytes = Files.newInputStream(path);
                    DataInputStream in = new DataInputStream(new BufferedInputStream(bytes))) {
                long left = Files.size(path);
                while (left >= HEADER_BYTES) {
                    int length = in.readInt();
                    int checksum = in.readInt();
                    left -= HEADER_BYTES;
                    if (length < Short.BYTES || length > left) {
                        throw new EOFException();
                    }
                    byte[] record = in.readNBytes(length);
                    left -= length;
                    if (checksum(record, 0, length) != checksum) {
                        throw new EOFException();
                    }
                    ByteBuffer parts = ByteBuffer.wrap(record);
                    byte[] name = new byte[Short.toUnsignedInt(parts.getShort())];
                    parts.get(name);
                    byte[] document = new byte[parts.remaining()];
                    parts.get(document);
                    each.accept(new String(name, StandardCharsets.UTF_8), document);
                }
            } catch (EOFException cutOff) {
                log.warn("{} ends with a record that was cut off and never acknowledged", path);
            } catch (IOException e) {
                throw new UncheckedIOException("The journal cannot be read: " + path, e);
            }
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return new ArrayList<>(
                    all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                            .sorted(Comparator.comparingLong(Journal::number))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be read: " + directory, e);
        }
    }

    private static long number(Path path) {
        return Long.parseLong(path.getFileName().toString().substring(PREFIX.length()));
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be closed in " + directory, e);
        }
    }
}
