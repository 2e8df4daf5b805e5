package io.lotline.core.values;

/// How far a logistic unit has come.
public enum UnitState {
    /// pieces go into it or come out of it
    OPEN,
    /// it is handled as one
    CLOSED,
    /// it has left with a shipment
    SHIPPED,
    /// its consignee has it
    DELIVERED,
    /// there is nothing in it any more; its number is not used again
    ENDED
}
