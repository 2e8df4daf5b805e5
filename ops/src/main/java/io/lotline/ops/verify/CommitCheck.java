package io.lotline.ops.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one commit's document byte by byte. Every byte is either part of an event's hash, or part
/// of the chain, or has only one value that is right: so no changed byte goes unnoticed.
///
/// The document is BSON with exactly these elements in this order: `_id` int64, `at` date, `hash`
/// binary of 32 bytes, `n` int32, `tags` and `types` arrays of strings, `events` array of documents
/// with `id`, `name` string, `version` int32, `at` date, `actor` string, `tags` array of strings,
/// `data` string, `meta` document of strings. `n` counts the events; `tags` and `types` are those
/// of the events, each once.
///
/// Not safe for use by many threads at a time.
final class CommitCheck {
    private static final byte[] EVENT = ascii("lotline.event.1");
    private static final int STRING = 0x02;
    private static final int DOCUMENT = 0x03;
    private static final int ARRAY = 0x04;
    private static final int BINARY = 0x05;
    private static final int DATE = 0x09;
    private static final int INT32 = 0x10;
    private static final int INT64 = 0x12;
    private static final int HASH_BYTES = 32;
    private static final byte[][] INDEXES = indexes();

    private final MessageDigest sha256 = sha256();
    private ByteBuffer canonical = ByteBuffer.allocate(4_096);
    private byte[] bytes = new byte[0];
    private int at;

    /// What a commit's document says.
    ///
    /// @param position of its first event
    /// @param at       its time, milliseconds
    /// @param latest   the latest time of its events, milliseconds
    /// @param hash     the chain's hash that it states
    /// @param events   the events' hashes, one after the other
    record Digest(long position, int count, long at, long latest, byte[] hash, byte[] events) {
        long last() {
            return position + count - 1;
        }
    }

    /// Why a document is none that the log writes.
    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /// The size in bytes that a document states at its beginning.
    static int statedSize(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
    }

    /// The position that the document begins with, as far as it can be made out; null if not. For
    /// messages only.
    static @Nullable Long statedPosition(byte[] document) {
        return document.length >= 17 && document[4] == INT64
                ? ByteBuffer.wrap(document).order(ByteOrder.LITTLE_ENDIAN).getLong(9)
                : null;
    }

    Digest read(byte[] document) throws Malformed {
        bytes = document;
        at = 0;
        int end = open(document.length);
        if (end != document.length) {
            throw new Malformed("its size is %d, not %d".formatted(document.length, end));
        }
        long position = element(INT64, "_id").int64();
        long time = element(DATE, "at").int64();
        byte[] hash = element(BINARY, "hash").hash();
        int count = element(INT32, "n").int32();
        Slices tags = element(ARRAY, "tags").strings();
        Slices types = element(ARRAY, "types").strings();
        element(ARRAY, "events");
        int eventsEnd = open(end);
        if (count < 1 || count > (eventsEnd - at) / 8) {
            throw new Malformed("it states %d events".formatted(count));
        }
        byte[] hashes = new byte[HASH_BYTES * count];
        Union tagsSeen = new Union(count);
        Union typesSeen = new Union(count);
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            key(DOCUMENT, index(i));
            latest = Math.max(latest, event(eventsEnd, hashes, i, tagsSeen, typesSeen));
        }
        close(eventsEnd);
        close(end);
        if (!tagsSeen.is(tags)) {
            throw new Malformed("its tags are not those of its events");
        }
        if (!typesSeen.is(types)) {
            throw new Malformed("its types are not those of its events");
        }
        return new Digest(position, count, time, latest, hash, hashes);
    }

    /// Puts the event's hash into `hashes` and answers its time.
    private long event(int limit, byte[] hashes, int i, Union tagsSeen, Union typesSeen)
            throws Malformed {
        int end = open(limit);
        canonical.clear();
        put(EVENT, 0, EVENT.length);
        element(STRING, "id").text();
        long name = element(STRING, "name").text();
        typesSeen.add(name);
        room(12).putInt(element(INT32, "version").int32());
        long time = element(DATE, "at").int64();
        room(8).putLong(time);
        element(STRING, "actor").text();
        Slices tags = element(ARRAY, "tags").strings();
        tagsSeen.add(tags);
        room(4).putInt(tags.size());
        for (long tag : tags.sorted()) {
            text(tag);
        }
        element(STRING, "data").text();
        element(DOCUMENT, "meta").meta();
        close(end);
        sha256.update(canonical.array(), 0, canonical.position());
        System.arraycopy(sha256.digest(), 0, hashes, HASH_BYTES * i, HASH_BYTES);
        return time;
    }

    private void meta() throws Malformed {
        int end = open(bytes.length);
        List<long[]> entries = new ArrayList<>();
        while (at < end - 1) {
            if (bytes[at] != STRING) {
                throw malformed("a meta value that is no string");
            }
            int start = ++at;
            while (at < end && bytes[at] != 0) {
                at++;
            }
            long key = slice(start, at - start);
            at++;
            entries.add(new long[] {key, string()});
        }
        close(end);
        entries.sort((one, other) -> compare(one[0], other[0]));
        room(4).putInt(entries.size());
        for (long[] entry : entries) {
            text(entry[0]);
            text(entry[1]);
        }
    }

    /// Begins the document or array at this place; answers where it ends.
    private int open(int limit) throws Malformed {
        int size = int32();
        int end = at - Integer.BYTES + size;
        if (size < 5 || end > limit) {
            throw malformed("a part that states a size of " + size);
        }
        return end;
    }

    private void close(int end) throws Malformed {
        if (at != end - 1 || bytes[at] != 0) {
            throw malformed("something that does not belong there");
        }
        at = end;
    }

    private CommitCheck element(int type, String name) throws Malformed {
        key(type, ascii(name));
        return this;
    }

    private void key(int type, byte[] name) throws Malformed {
        int after = at + 1 + name.length;
        if (after >= bytes.length
                || bytes[at] != type
                || !Arrays.equals(bytes, at + 1, after, name, 0, name.length)
                || bytes[after] != 0) {
            throw malformed("no '%s'".formatted(new String(name, StandardCharsets.US_ASCII)));
        }
        at = after + 1;
    }

    private int int32() throws Malformed {
        need(Integer.BYTES);
        int value =
                (bytes[at] & 0xff)
                        | (bytes[at + 1] & 0xff) << 8
                        | (bytes[at + 2] & 0xff) << 16
                        | bytes[at + 3] << 24;
        at += Integer.BYTES;
        return value;
    }

    private long int64() throws Malformed {
        long low = int32() & 0xffff_ffffL;
        return low | (long) int32() << 32;
    }

    private byte[] hash() throws Malformed {
        if (int32() != HASH_BYTES) {
            throw malformed("a hash of another size");
        }
        need(1 + HASH_BYTES);
        if (bytes[at] != 0) {
            throw malformed("a hash of another kind");
        }
        at += 1 + HASH_BYTES;
        return Arrays.copyOfRange(bytes, at - HASH_BYTES, at);
    }

    private long string() throws Malformed {
        int size = int32();
        if (size < 1) {
            throw malformed("a string that states a size of " + size);
        }
        need(size);
        if (bytes[at + size - 1] != 0) {
            throw malformed("a string without an end");
        }
        at += size;
        return slice(at - size, size - 1);
    }

    /// Reads a string and makes it part of the event's hash.
    private long text() throws Malformed {
        long text = string();
        text(text);
        return text;
    }

    private Slices strings() throws Malformed {
        int end = open(bytes.length);
        Slices strings = new Slices();
        while (at < end - 1) {
            key(STRING, index(strings.size()));
            strings.add(string());
        }
        close(end);
        return strings;
    }

    private void text(long slice) {
        int length = length(slice);
        room(Integer.BYTES).putInt(length);
        put(bytes, start(slice), length);
    }

    private void put(byte[] source, int offset, int length) {
        room(length).put(source, offset, length);
    }

    private ByteBuffer room(int more) {
        if (canonical.remaining() < more) {
            ByteBuffer larger =
                    ByteBuffer.allocate(
                            Math.max(2 * canonical.capacity(), canonical.position() + more));
            canonical = larger.put(canonical.flip());
        }
        return canonical;
    }

    private void need(int size) throws Malformed {
        if (size > bytes.length - at) {
            throw malformed("an end too early");
        }
    }

    private Malformed malformed(String what) {
        return new Malformed("its document has %s at byte %d".formatted(what, at));
    }

    private static long slice(int start, int length) {
        return (long) start << 32 | length;
    }

    private static int start(long slice) {
        return (int) (slice >>> 32);
    }

    private static int length(long slice) {
        return (int) slice;
    }

    private int compare(long one, long other) {
        return Arrays.compareUnsigned(
                bytes,
                start(one),
                start(one) + length(one),
                bytes,
                start(other),
                start(other) + length(other));
    }

    private String latin1(long slice) {
        return new String(bytes, start(slice), length(slice), StandardCharsets.ISO_8859_1);
    }

    private static byte[] index(int i) {
        return i < INDEXES.length ? INDEXES[i] : ascii(Integer.toString(i));
    }

    private static byte[][] indexes() {
        byte[][] indexes = new byte[64][];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = ascii(Integer.toString(i));
        }
        return indexes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Strings of the document, as places in it.
    private final class Slices {
        private long[] slices = new long[8];
        private int size;

        void add(long slice) {
            if (size == slices.length) {
                slices = Arrays.copyOf(slices, 2 * size);
            }
            slices[size++] = slice;
        }

        int size() {
            return size;
        }

        /// By their bytes, unsigned.
        long[] sorted() {
            long[] sorted = Arrays.copyOf(slices, size);
            for (int i = 1; i < size; i++) {
                long slice = sorted[i];
                int j = i - 1;
                for (; j >= 0 && compare(sorted[j], slice) > 0; j--) {
                    sorted[j + 1] = sorted[j];
                }
                sorted[j + 1] = slice;
            }
            return sorted;
        }
    }

    /// The strings that the events have together.
    private final class Union {
        private final @Nullable Set<String> strings;
        private @Nullable Slices only;

        /// Of one event, its own strings are enough.
        Union(int events) {
            this.strings = events == 1 ? null : new HashSet<>();
        }

        void add(long slice) {
            Slices one = new Slices();
            one.add(slice);
            add(one);
        }

        void add(Slices more) {
            only = more;
            if (strings != null) {
                for (int i = 0; i < more.size; i++) {
                    strings.add(latin1(more.slices[i]));
                }
            }
        }

        /// Whether these are the strings, each once.
        boolean is(Slices stated) {
            Slices one = only;
            if (strings == null && one != null) {
                long[] a = one.sorted();
                long[] b = stated.sorted();
                boolean same = a.length == b.length;
                for (int i = 0; same && i < a.length; i++) {
                    same = compare(a[i], b[i]) == 0;
                }
                return same;
            }
            Set<String> found = new HashSet<>();
            for (int i = 0; i < stated.size; i++) {
                found.add(latin1(stated.slices[i]));
            }
            return found.size() == stated.size && found.equals(strings);
        }
    }
}
