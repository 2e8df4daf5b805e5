package io.lotline.core.eventlog;

/// Something inside the condition's criteria was committed after the position that the decision
/// had seen. Nothing was stored: read the boundary again and decide again.
public final class AppendConflict extends RuntimeException {
    private final long after;

    public AppendConflict(AppendCondition condition) {
        super(
                "The boundary changed after position %d: %s"
                        .formatted(condition.after(), condition.criteria()),
                null,
                false,
                false);
        this.after = condition.after();
    }

    /// The position that the decision had seen.
    public long after() {
        return after;
    }
}
