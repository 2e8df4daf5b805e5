package io.lotline.core.values;

/// What would be broken if a vehicle brought an order.
public enum Breach {
    /// the vehicle has left
    LEFT,
    /// the order is on another one, and stays there
    ON_ANOTHER_VEHICLE,
    /// it does not keep the goods as cold, or as warm, as they are stored
    TEMPERATURE,
    /// it has a limit of what is not known of the order
    SIZE_UNKNOWN,
    /// it would be too full
    CAPACITY,
    /// some consignee would not receive goods at that time
    RECEIVING_HOURS,
    /// its driver would be on the road for too long
    DRIVER_HOURS
}
