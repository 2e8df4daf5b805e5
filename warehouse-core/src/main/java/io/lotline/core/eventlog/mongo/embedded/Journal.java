package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Documents that must survive before the next snapshot of the store's file has them: appended and
/// synced, which is a fraction of what a snapshot costs.
///
/// The files have numbers without a gap, a size from the start, and the store's id ([JournalFile]
/// says what is in them), so that one that is missing, cut off or another store's is known from one
/// that ends with an append which the process did not live to finish.
final class Journal implements AutoCloseable {
    private static final String PREFIX = "journal-";
    private static final Pattern NAME = Pattern.compile("journal-(\\d{1,18})");

    /// What a file has room for, unless one append is larger.
    private static final int FILE_BYTES = 4 * 1024 * 1024;

    private final Path directory;
    private final byte[] store;
    private final int fileBytes;
    private long number;
    private FileChannel file;
    private JournalFile form;

    /// Where the next append goes.
    private long end = JournalFile.HEADER_BYTES;

    private int batches;

    /// Starts a new file beside those that are there.
    ///
    /// @param store the store's id
    Journal(Path directory, String store) {
        this(directory, store, FILE_BYTES);
    }

    Journal(Path directory, String store, int fileBytes) {
        this.directory = directory;
        this.store = HexFormat.of().parseHex(store);
        this.fileBytes = fileBytes;
        List<Path> files = files(directory);
        this.number = files.isEmpty() ? 1 : number(files.getLast()) + 1;
        try {
            this.form = make(number, fileBytes);
            this.file = open(number);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private JournalFile make(long number, long size) throws IOException {
        JournalFile made = new JournalFile(store, number, size);
        DurableFile.write(path(directory, number), made.header(), size);
        DurableFile.syncDirectory(directory);
        return made;
    }

    private FileChannel open(long number) throws IOException {
        return FileChannel.open(path(directory, number), StandardOpenOption.WRITE);
    }

    private UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException("The journal cannot be written in " + directory, e);
    }

    /// Returns when the documents are on the disk; false where it has no room for them.
    synchronized boolean append(String namespace, List<ByteBuffer> documents) {
        byte[] name = namespace.getBytes(StandardCharsets.UTF_8);
        int size = 0;
        for (ByteBuffer document : documents) {
            size += JournalFile.recordBytes(name, document);
        }
        ByteBuffer records = ByteBuffer.allocate(size);
        for (ByteBuffer document : documents) {
            JournalFile.putRecord(records, name, document);
        }
        try {
            long need = JournalFile.batchBytes(size) + JournalFile.batchBytes(0);
            if (end + need > form.size()) {
                goOn(Math.max(fileBytes, JournalFile.HEADER_BYTES + need));
            }
            write(form.batch(end, batches, records.array()));
            return true;
        } catch (IOException e) {
            if (StoreFile.isNoRoom(e)) {
                return false;
            }
            throw unwritable(e);
        }
    }

    /// Puts it behind what is there and syncs. What failed leaves nothing that could be taken for
    /// an append.
    private void write(ByteBuffer batch) throws IOException {
        int size = batch.remaining();
        try {
            for (long at = end; batch.hasRemaining(); ) {
                at += file.write(batch, at);
            }
            file.force(false);
        } catch (IOException e) {
            file.truncate(end);
            DurableFile.stretch(file, form.size());
            throw e;
        }
        end += size;
        batches++;
    }

    /// Ends this file with the word that there is another, which is there already.
    private void goOn(long size) throws IOException {
        JournalFile next = make(number + 1, size);
        FileChannel opened = open(number + 1);
        write(form.batch(end, batches, new byte[0]));
        file.close();
        file = opened;
        form = next;
        number++;
        end = JournalFile.HEADER_BYTES;
        batches = 0;
    }

    /// Where a snapshot begins.
    ///
    /// @param number      of the file that has what comes after it
    /// @param superfluous the files that are, once the snapshot is on the disk and remembered
    record Turn(long number, List<Path> superfluous) {}

    /// Begins a new file, for a snapshot that begins after this call.
    synchronized Turn rotate() {
        try {
            if (batches > 0) {
                goOn(fileBytes);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        return new Turn(
                number, files(directory).stream().filter(path -> number(path) < number).toList());
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

    /// The files of a directory, in the order of their numbers.
    static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> NAME.matcher(path.getFileName().toString()).matches())
                    .sorted(Comparator.comparingLong(Journal::number))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory cannot be read: " + directory, e);
        }
    }

    static Path path(Path directory, long number) {
        return directory.resolve(PREFIX + number);
    }

    static long number(Path path) {
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
