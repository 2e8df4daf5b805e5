package io.lotline.core.eventlog;

/// What a cache may take at most: as much as helps, and in a small heap only a part of it.
public final class HeapShare {
    private static final long MIB = 1L << 20;

    private HeapShare() {}

    /// The bytes of a cache that takes one of so many parts of this JVM's heap, and never more than
    /// so many MiB.
    public static long bytes(int parts, int mostMib) {
        return bytes(Runtime.getRuntime().maxMemory(), parts, mostMib);
    }

    static long bytes(long heapBytes, int parts, int mostMib) {
        return Math.clamp(heapBytes / parts, MIB, mostMib * MIB);
    }
}
