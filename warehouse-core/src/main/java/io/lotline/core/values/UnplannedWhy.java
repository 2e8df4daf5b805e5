package io.lotline.core.values;

/// Why no vehicle of a route brings an order.
public enum UnplannedWhy {
    /// nobody knows where its consignee is
    NO_COORDINATES,
    /// no vehicle keeps the goods at their temperature
    NO_TEMPERATURE_ZONE,
    /// every vehicle has a limit of what is not known of the order
    SIZE_UNKNOWN,
    /// no vehicle could carry it, were it empty
    TOO_LARGE,
    /// no vehicle that drives there at once comes in time, or gets its driver home in time
    OUT_OF_REACH,
    /// one vehicle at least could bring it, were there not the other orders
    NO_VEHICLE_FREE,
    /// it was cancelled
    CANCELLED,
    /// all of it has left
    ALREADY_SENT,
    /// it is planned for another shipment
    IN_OTHER_SHIPMENT,
    /// who made the plan by hand left it out
    LEFT_OUT
}
