package io.lotline.projections.engine;

/// Tells of most keys that were never added that they were not, in the same memory however many
/// were: a Bloom filter with two bits a key.
final class KeyFilter {
    private static final int BITS = 1 << 23;

    private final long[] words = new long[BITS / Long.SIZE];

    void add(String key) {
        long hash = hash(key);
        set((int) hash);
        set((int) (hash >>> 32));
    }

    /// Never false of a key that was added.
    boolean has(String key) {
        long hash = hash(key);
        return isSet((int) hash) && isSet((int) (hash >>> 32));
    }

    private void set(int bit) {
        words[word(bit)] |= 1L << bit;
    }

    private boolean isSet(int bit) {
        return (words[word(bit)] & 1L << bit) != 0;
    }

    private static int word(int bit) {
        return (bit & (BITS - 1)) / Long.SIZE;
    }

    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}
