package io.lotline.core.eventlog.chain;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What goes into one hash, gathered first: SHA-256 of one piece is cheaper than of many small
/// ones.
final class HashInput {
    private static final int USUAL = 512;

    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(USUAL);
    private int texts;

    /// @param kind what tells this kind of hash from others
    HashInput(byte[] kind) {
        bytes(kind);
    }

    HashInput bytes(byte[] more) {
        gathered.writeBytes(more);
        return this;
    }

    /// Its length, then its bytes.
    HashInput text(byte[] utf8) {
        texts += utf8.length;
        return int32(utf8.length).bytes(utf8);
    }

    /// Big-endian, as all numbers here.
    HashInput int32(int value) {
        return bytes(
                new byte[] {
                    (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
                });
    }

    HashInput int64(long value) {
        return int32((int) (value >> 32)).int32((int) value);
    }

    /// The bytes of all texts together.
    int texts() {
        return texts;
    }

    byte[] sha256() {
        return digest().digest(gathered.toByteArray());
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
