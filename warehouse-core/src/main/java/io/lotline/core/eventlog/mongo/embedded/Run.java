package io.lotline.core.eventlog.mongo.embedded;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/// A file of postings that never changes: pairs of a value's hash and a document's key, sorted,
/// for the documents with keys after one and up to another. The operating system holds in memory
/// what is used of it.
///
/// All numbers are big-endian and 64 bits: the form's name, `after`, `upTo`, the checksum of the
/// document `upTo`, the number of pairs, CRC32C of the pairs and of what stands before; then the
/// pairs.
///
/// @param after   the documents begin behind this key
/// @param upTo    and end with this one
/// @param witness a checksum of the last document: where it is another, the file belongs to
///     another collection
record Run(Path file, long after, long upTo, long witness, long count, MemorySegment pairs) {
    private static final long FORM = 0x4C4F544C49445831L;
    private static final int HEADER_BYTES = 6 * Long.BYTES;
    private static final int PAIR_BYTES = 2 * Long.BYTES;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// Pairs in the order of hashes, and of keys within a hash.
    interface Pairs {
        /// Moves to the next pair; false at the end.
        boolean next();

        long hash();

        long key();
    }

    /// Writes the file; it is there wholly, on the disk, or not at all.
    static Run write(Path file, long after, long upTo, long witness, Pairs pairs)
            throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        CRC32C checksum = new CRC32C();
        long count = 0;
        try (FileChannel channel =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            OwnerOnly.file(part);
            channel.position(HEADER_BYTES);
            OutputStream bytes = Channels.newOutputStream(channel);
            DataOutputStream out =
                    new DataOutputStream(
                            new BufferedOutputStream(
                                    new CheckedOutputStream(bytes, checksum), BUFFER_BYTES));
            while (pairs.next()) {
                out.writeLong(pairs.hash());
                out.writeLong(pairs.key());
                count++;
            }
            out.flush();
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            header.putLong(FORM).putLong(after).putLong(upTo).putLong(witness).putLong(count);
            checksum.update(header.array(), 0, header.position());
            header.putLong(checksum.getValue()).flip();
            channel.write(header, 0);
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return new Run(file, after, upTo, witness, count, map(file).asSlice(HEADER_BYTES));
    }

    /// The file as it was written, or null if it is not whole.
    static @Nullable Run open(Path file) throws IOException {
        MemorySegment all = map(file);
        if (all.byteSize() < HEADER_BYTES || all.get(LONG, 0) != FORM) {
            return null;
        }
        long count = all.get(LONG, 4L * Long.BYTES);
        if (all.byteSize() - HEADER_BYTES != count * PAIR_BYTES) {
            return null;
        }
        MemorySegment pairs = all.asSlice(HEADER_BYTES);
        CRC32C checksum = new CRC32C();
        update(checksum, pairs);
        update(checksum, all.asSlice(0, 5L * Long.BYTES));
        return checksum.getValue() != all.get(LONG, 5L * Long.BYTES)
                ? null
                : new Run(
                        file,
                        all.get(LONG, Long.BYTES),
                        all.get(LONG, 2L * Long.BYTES),
                        all.get(LONG, 3L * Long.BYTES),
                        count,
                        pairs);
    }

    private static MemorySegment map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // unmapped when nobody can read it any more
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        }
    }

    private static void update(CRC32C checksum, MemorySegment bytes) {
        long step = 1L << 30;
        for (long from = 0; from < bytes.byteSize(); from += step) {
            checksum.update(
                    bytes.asSlice(from, Math.min(step, bytes.byteSize() - from)).asByteBuffer());
        }
    }

    private long hash(long index) {
        return pairs.get(LONG, index * PAIR_BYTES);
    }

    private long key(long index) {
        return pairs.get(LONG, index * PAIR_BYTES + Long.BYTES);
    }

    /// The index of the first pair whose hash is not below this one.
    private long first(long hash) {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (hash(middle) < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean holds(long hash) {
        long first = first(hash);
        return first < count && hash(first) == hash;
    }

    long count(long hash) {
        if (hash == Long.MAX_VALUE) {
            return count - first(hash);
        }
        long first = first(hash);
        return first < count && hash(first) == hash ? first(hash + 1) - first : 0;
    }

    /// Gives the keys of a hash, in order.
    void keys(long hash, LongConsumer each) {
        for (long index = first(hash); index < count && hash(index) == hash; index++) {
            each.accept(key(index));
        }
    }

    /// All pairs.
    Pairs all() {
        return new Pairs() {
            private long index = -1;

            @Override
            public boolean next() {
                return ++index < count;
            }

            @Override
            public long hash() {
                return Run.this.hash(index);
            }

            @Override
            public long key() {
                return Run.this.key(index);
            }
        };
    }
}
