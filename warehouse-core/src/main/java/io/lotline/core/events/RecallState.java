package io.lotline.core.events;

/// How far a recall is.
public enum RecallState {
    OPEN,
    /// it was carried out; its goods stay stopped
    CLOSED,
    /// it was a mistake; its goods are stopped no longer
    WITHDRAWN,
    /// it was carried out, and quality staff found its goods good; they are stopped no longer
    RELEASED;

    /// Whether its goods are stopped no longer.
    public boolean frees() {
        return this == WITHDRAWN || this == RELEASED;
    }

    /// After a step of the recall.
    public static RecallState after(Step.Stop stop) {
        return switch (stop.effect()) {
            case STOPS -> OPEN;
            case CLOSES -> CLOSED;
            case FREES -> WITHDRAWN;
            case RELEASES -> RELEASED;
        };
    }
}
