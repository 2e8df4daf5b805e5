package io.lotline.core.eventlog.mongo.embedded;

/// 64 evenly spread bits of a text. Not for the hash chain: anyone can find two texts with the
/// same.
public final class TextHash {
    private static final long START = 0x9E3779B97F4A7C15L;
    private static final long MULTIPLIER = 0x100000001B3L;

    private TextHash() {}

    /// The hash of two texts with a separator between them, as if they were one.
    public static long of(String first, char separator, String second) {
        return spread(add(add(add(START, first), separator), second));
    }

    public static long of(String text) {
        return spread(add(START, text));
    }

    private static long add(long hash, String text) {
        long sum = hash;
        for (int i = 0; i < text.length(); i++) {
            sum = add(sum, text.charAt(i));
        }
        return sum;
    }

    private static long add(long hash, char next) {
        return (hash ^ next) * MULTIPLIER;
    }

    private static long spread(long hash) {
        long bits = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        bits = (bits ^ (bits >>> 32)) * 0xD6E8FEB86659FD93L;
        return bits ^ (bits >>> 32);
    }
}
