package io.lotline.ops.sampleday;

/// The day cannot go on: the server is gone, or answered something that the plan has no room for.
final class DayFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DayFailed(String message) {
        super(message);
    }
}
