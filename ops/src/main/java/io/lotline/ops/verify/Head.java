package io.lotline.ops.verify;

import java.util.HexFormat;

/// The last position of a log and the chain's hash there, lower-case hex: `1234:ab…`.
record Head(long position, String hash) {
    static final Head EMPTY = new Head(0, "0".repeat(64));

    /// @throws IllegalArgumentException if the text is none
    static Head parse(String text) {
        if (!text.matches("\\d{1,18}:[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "'%s' is no head: it is POSITION:HASH, the hash in 64 small hex digits."
                            .formatted(text));
        }
        int colon = text.indexOf(':');
        return new Head(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    byte[] hashBytes() {
        return HexFormat.of().parseHex(hash);
    }

    @Override
    public String toString() {
        return position + ":" + hash;
    }
}
