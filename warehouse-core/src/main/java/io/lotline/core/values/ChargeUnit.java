package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/// What a price is for.
public enum ChargeUnit {
    /// a location in which goods of the owner lie when a day ends
    BIN_DAY,
    /// a piece that lies in a location when a day ends
    UNIT_DAY,
    /// a piece
    UNIT,
    /// the goods of one device and lot in one step
    LINE,
    /// a notice or an order, once, however often it is worked on
    DOCUMENT,
    /// a consignee of a shipment that took over goods of the owner
    STOP,
    /// an order of which a consignee took over goods
    ORDER;

    public static final Set<ChargeUnit> OF_STORAGE = Set.of(BIN_DAY, UNIT_DAY);
    public static final Set<ChargeUnit> OF_HANDLING = Set.of(UNIT, LINE, DOCUMENT);
    public static final Set<ChargeUnit> OF_DELIVERY = Set.of(STOP, ORDER, UNIT);

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
