package io.lotline.core.eventlog.mongo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bson.BsonSerializationException;

/// A place in the bytes of a BSON document that moves on with each reading: what a whole log is
/// read with. It reads the types that commits are made of, and steps over others; bsonspec.org,
/// version 1.1.
final class BsonBytes {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LONGEST_NAME = Long.BYTES - 1;

    private final byte[] bytes;
    private int at;
    private int type;

    BsonBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A field's name as [#name] gives it.
    static long name(String name) {
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(name);
        }
        long packed = 0;
        for (int i = 0; i < name.length(); i++) {
            packed |= (long) name.charAt(i) << i * Byte.SIZE;
        }
        return packed;
    }

    /// Goes into the document that these bytes are.
    void enter() {
        at += Integer.BYTES;
    }

    void enterDocument() {
        expect(0x03);
        enter();
    }

    void enterArray() {
        expect(0x04);
        enter();
    }

    /// Goes to the next element of this document; false, and behind the document, at its end.
    boolean next() {
        type = bytes[at++];
        return type != 0;
    }

    /// The name of this element, so far as it is one of up to seven bytes; zero for a longer one.
    long name() {
        if (at + Long.BYTES > bytes.length) {
            // no name of ours stands so near the end
            skipName();
            return 0;
        }
        long eight = (long) LONG.get(bytes, at);
        // the lowest byte that is zero: Hacker's Delight, 6-1
        long zeros = eight - 0x0101010101010101L & ~eight & 0x8080808080808080L;
        if (zeros == 0) {
            skipName();
            return 0;
        }
        int bits = Long.numberOfTrailingZeros(zeros) - (Byte.SIZE - 1);
        at += bits / Byte.SIZE + 1;
        return eight & (1L << bits) - 1;
    }

    /// The same where any name may stand.
    String text() {
        int from = at;
        skipName();
        return new String(bytes, from, at - 1 - from, StandardCharsets.UTF_8);
    }

    void skipName() {
        while (bytes[at++] != 0) {}
    }

    int int32() {
        expect(0x10);
        int value = (int) INT.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    long int64() {
        expect(0x12);
        return eightBytes();
    }

    /// Milliseconds since 1970.
    long dateTime() {
        expect(0x09);
        return eightBytes();
    }

    String string() {
        expect(0x02);
        int length = length();
        String value = new String(bytes, at, length - 1, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    byte[] binary() {
        expect(0x05);
        int length = length();
        byte[] value = new byte[length];
        System.arraycopy(bytes, at + 1, value, 0, length);
        at += 1 + length;
        return value;
    }

    /// The array that stands here, as bytes of its own.
    byte[] array() {
        expect(0x04);
        return framed();
    }

    /// The document that stands here, as bytes of its own.
    byte[] document() {
        expect(0x03);
        return framed();
    }

    private byte[] framed() {
        byte[] value = new byte[(int) INT.get(bytes, at)];
        System.arraycopy(bytes, at, value, 0, value.length);
        at += value.length;
        return value;
    }

    void skip() {
        at +=
                switch (type) {
                    // double, date, timestamp, 64-bit number
                    case 0x01, 0x09, 0x11, 0x12 -> Long.BYTES;
                    case 0x02 -> Integer.BYTES + (int) INT.get(bytes, at);
                    case 0x03, 0x04 -> (int) INT.get(bytes, at);
                    case 0x05 -> Integer.BYTES + 1 + (int) INT.get(bytes, at);
                    case 0x07 -> 12;
                    case 0x08 -> 1;
                    case 0x0A -> 0;
                    case 0x10 -> Integer.BYTES;
                    case 0x13 -> 2 * Long.BYTES;
                    default -> throw unexpected();
                };
    }

    private int length() {
        int length = (int) INT.get(bytes, at);
        at += Integer.BYTES;
        return length;
    }

    private long eightBytes() {
        long value = (long) LONG.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    private void expect(int expected) {
        if (type != expected) {
            throw unexpected();
        }
    }

    private BsonSerializationException unexpected() {
        return new BsonSerializationException(
                "a commit's document has a field of type 0x%02X where it has none".formatted(type));
    }
}
