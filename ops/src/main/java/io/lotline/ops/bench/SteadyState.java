package io.lotline.ops.bench;

/// Tells when a rate stands still: the last windows are together no faster than the windows before
/// them, and in the last one the JIT had little to do. A single slow window, as a collection or a
/// checkpoint makes, does not end the warm-up.
final class SteadyState {
    static final double TOLERANCE = 0.05;

    /// Of the last window, in which the JIT may still have compiled.
    static final double COMPILING = 0.1;

    private static final int COMPARED = 3;

    private final double[] recent = new double[2 * COMPARED];
    private int count;
    private double compiling;

    /// @param compiling the part of the window in which the JIT compiled; several threads of it
    ///     together may exceed 1
    void add(double rate, double compiling) {
        this.compiling = compiling;
        System.arraycopy(recent, 1, recent, 0, recent.length - 1);
        recent[recent.length - 1] = rate;
        count++;
    }

    boolean reached() {
        return count >= recent.length
                && compiling <= COMPILING
                && later() <= earlier() * (1 + TOLERANCE)
                && later() > 0;
    }

    double last() {
        return recent[recent.length - 1];
    }

    /// The part of the last window in which the JIT compiled.
    double compiling() {
        return compiling;
    }

    private double earlier() {
        return Rate.median(recent[0], recent[1], recent[2]);
    }

    private double later() {
        return Rate.median(recent[COMPARED], recent[COMPARED + 1], recent[COMPARED + 2]);
    }
}
