package io.lotline.core.events;

/// What one scan of its label does to a logistic unit and all that is in it.
public enum Handling {
    PUTAWAY,
    MOVE,
    PICK,
    CHECK,
    LOAD,
    UNLOAD,
    RETURN,
    PUT_BACK,
    COUNT;

    /// Whether the unit goes somewhere else with it, and so out of a unit that stays.
    public boolean moves() {
        return this != CHECK && this != COUNT;
    }
}
