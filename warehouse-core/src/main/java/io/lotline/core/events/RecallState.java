package io.lotline.core.events;

/// How far a recall is.
public enum RecallState {
    OPEN,
    /// it was carried out; its goods stay stopped
    CLOSED,
    /// it was a mistake; its goods are stopped no longer
    WITHDRAWN;

    /// After a step of the recall.
    public static RecallState after(Step.Stop stop) {
        return switch (stop.effect()) {
            case STOPS -> OPEN;
            case CLOSES -> CLOSED;
            case FREES -> WITHDRAWN;
        };
    }
}
