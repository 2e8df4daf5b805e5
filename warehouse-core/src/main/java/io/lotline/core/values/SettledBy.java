package io.lotline.core.values;

/// What settled how a label with several readings is read.
public enum SettledBy {
    /// The inbound notice announces this lot.
    NOTICE,
    /// The lot is known of the device.
    KNOWN_LOT,
    /// A person chose.
    PERSON
}
