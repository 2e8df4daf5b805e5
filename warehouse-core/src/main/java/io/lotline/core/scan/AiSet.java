package io.lotline.core.scan;

/// A set of application identifiers, one bit each: presence, `req` and `ex` are asked for every
/// scan.
final class AiSet {

    private final long[] bits;

    AiSet(int size) {
        bits = new long[(size + 63) >>> 6];
    }

    void add(int index) {
        bits[index >>> 6] |= 1L << index;
    }

    void remove(int index) {
        bits[index >>> 6] &= ~(1L << index);
    }

    boolean contains(int index) {
        return (bits[index >>> 6] & 1L << index) != 0;
    }

    boolean intersects(AiSet other) {
        for (int i = 0; i < bits.length; i++) {
            if ((bits[i] & other.bits[i]) != 0) {
                return true;
            }
        }
        return false;
    }
}
