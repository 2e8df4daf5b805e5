package io.lotline.core.eventlog.mongo.embedded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Follows the lengths in a BSON document without making anything of it.
///
/// A decoder makes room for a text before it sees whether the text is there: where a changed byte
/// says that one has two billion characters, that is an `OutOfMemoryError`, which looks like
/// anything but a damaged file.
final class BsonLengths {
    private static final int DEEPEST = 1_000;

    private final ByteBuffer bytes;

    private BsonLengths(byte[] document) {
        this.bytes = ByteBuffer.wrap(document).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// @throws IllegalStateException if these bytes are no whole document
    static void check(byte[] document) {
        new BsonLengths(document).document(document.length, 0);
    }

    /// From here to `end`.
    private void document(int end, int depth) {
        int from = bytes.position();
        if (depth > DEEPEST || end - from < Integer.BYTES + 1) {
            throw flawed("a document", end - from);
        }
        int length = bytes.getInt();
        if (length != end - from) {
            throw flawed("a document", length);
        }
        for (int type = next(end); type != 0; type = next(end)) {
            name(end);
            element(type, end, depth);
        }
        if (bytes.position() != end) {
            throw flawed("a document that ends early", bytes.position() - from);
        }
    }

    private void element(int type, int end, int depth) {
        switch (type) {
            case 0x06, 0x0A, 0x7F, 0xFF -> {
                // the type says it all
            }
            case 0x08 -> skip(1, end);
            case 0x10 -> skip(4, end);
            case 0x01, 0x09, 0x11, 0x12 -> skip(8, end);
            case 0x07 -> skip(12, end);
            case 0x13 -> skip(16, end);
            case 0x02, 0x0D, 0x0E -> skip(length(end), end);
            case 0x05 -> skip(1L + length(end), end);
            case 0x03, 0x04 -> {
                int from = bytes.position();
                int length = length(end);
                bytes.position(from);
                if (length > end - from) {
                    throw flawed("a document", length);
                }
                document(from + length, depth + 1);
            }
            case 0x0B -> {
                name(end);
                name(end);
            }
            default -> throw flawed("an element of the type", type);
        }
    }

    private int next(int end) {
        if (bytes.position() >= end) {
            throw flawed("a document without an end, at", end);
        }
        return Byte.toUnsignedInt(bytes.get());
    }

    private void name(int end) {
        while (next(end) != 0) {
            // up to the zero
        }
    }

    private int length(int end) {
        if (end - bytes.position() < Integer.BYTES) {
            throw flawed("a length, at", end);
        }
        int length = bytes.getInt();
        if (length < 0) {
            throw flawed("a length of", length);
        }
        return length;
    }

    private void skip(long length, int end) {
        if (length > end - bytes.position()) {
            throw flawed("a value of more bytes than there are:", length);
        }
        bytes.position(bytes.position() + (int) length);
    }

    private IllegalStateException flawed(String what, long value) {
        return new IllegalStateException(
                "a document has %s %d, at its byte %d".formatted(what, value, bytes.position()));
    }
}
