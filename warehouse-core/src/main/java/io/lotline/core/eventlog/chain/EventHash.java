package io.lotline.core.eventlog.chain;

import java.util.Arrays;
import java.util.HexFormat;

/// The SHA-256 of one event, with the size of the texts that went into it.
public final class EventHash {
    private final byte[] bytes;
    private final int size;

    EventHash(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
    }

    /// The 32 bytes of the hash.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The bytes of all texts of the event together.
    public int size() {
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
