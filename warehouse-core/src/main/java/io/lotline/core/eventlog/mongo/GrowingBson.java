package io.lotline.core.eventlog.mongo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The bytes of a BSON document while it is written, of the types that commits are made of;
/// bsonspec.org, version 1.1. What [BsonBytes] reads.
final class GrowingBson {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// What an element has beside its name and its value's bytes, at the most: its type, the name's
    /// end, a length, the value's end.
    private static final int FRAME = 1 + 1 + Integer.BYTES + 1;

    private byte[] bytes;
    private int at;

    /// @param size how many bytes are expected; more find room as well
    GrowingBson(int size) {
        bytes = new byte[size];
    }

    /// Begins the document itself; answers what [#end] wants to know.
    int begin() {
        grow(Integer.BYTES);
        int start = at;
        at += Integer.BYTES;
        return start;
    }

    /// Begins a document in this one.
    int beginDocument(String name) {
        element(0x03, name, 0);
        return begin();
    }

    int beginArray(String name) {
        element(0x04, name, 0);
        return begin();
    }

    /// Ends what began there.
    void end(int start) {
        grow(1);
        bytes[at++] = 0;
        INT.set(bytes, start, at - start);
    }

    void int32(String name, int value) {
        element(0x10, name, Integer.BYTES);
        length(value);
    }

    /// @param millis since 1970
    void dateTime(String name, long millis) {
        element(0x09, name, Long.BYTES);
        LONG.set(bytes, at, millis);
        at += Long.BYTES;
    }

    void string(String name, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        element(0x02, name, text.length);
        length(text.length + 1);
        copy(text);
        bytes[at++] = 0;
    }

    /// A document that was written before.
    void document(String name, byte[] document) {
        element(0x03, name, document.length);
        copy(document);
    }

    void strings(String name, List<String> values) {
        int start = beginArray(name);
        for (int i = 0; i < values.size(); i++) {
            string(Integer.toString(i), values.get(i));
        }
        end(start);
    }

    /// All that was written.
    byte[] toBytes() {
        return Arrays.copyOf(bytes, at);
    }

    private void element(int type, String name, int size) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        grow(FRAME + text.length + size);
        bytes[at++] = (byte) type;
        copy(text);
        bytes[at++] = 0;
    }

    private void length(int value) {
        INT.set(bytes, at, value);
        at += Integer.BYTES;
    }

    private void copy(byte[] text) {
        System.arraycopy(text, 0, bytes, at, text.length);
        at += text.length;
    }

    private void grow(int more) {
        if (more > bytes.length - at) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(at, more), 2 * bytes.length));
        }
    }
}
