package io.lotline.core.values;

/// What the holder of a key may do.
public enum CallerRole {
    /// a warehouse's staff
    OPERATOR,
    /// its quality staff
    QUALITY,
    /// one goods owner: sees and orders only its own
    ENTERPRISE,
    /// reads everything, every look-up is logged
    REGULATOR,
    /// posts readings
    SENSOR,
    /// keys and master data
    ADMIN
}
