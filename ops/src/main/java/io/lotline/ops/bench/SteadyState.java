package io.lotline.ops.bench;

/// Tells when a rate stands still: the last windows are together no faster than the windows before
/// them. A single slow window, as a collection or a checkpoint makes, does not end the warm-up; a
/// JIT that still compiles prolongs it.
final class SteadyState {
    static final double TOLERANCE = 0.05;

    private static final int COMPARED = 3;

    private final double[] recent = new double[2 * COMPARED];
    private int count;

    void add(double rate) {
        System.arraycopy(recent, 1, recent, 0, recent.length - 1);
        recent[recent.length - 1] = rate;
        count++;
    }

    boolean reached() {
        return count >= recent.length && later() <= earlier() * (1 + TOLERANCE) && later() > 0;
    }

    double last() {
        return recent[recent.length - 1];
    }

    private double earlier() {
        return Rate.median(recent[0], recent[1], recent[2]);
    }

    private double later() {
        return Rate.median(recent[COMPARED], recent[COMPARED + 1], recent[COMPARED + 2]);
    }
}
