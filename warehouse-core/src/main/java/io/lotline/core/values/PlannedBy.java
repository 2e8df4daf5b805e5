package io.lotline.core.values;

/// Who thought of the order in which a route's vehicles drive.
public enum PlannedBy {
    PLANNER,
    /// a person, who changed or made it
    HAND
}
