package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where goods are or were, written `kind:id`. Every movement of stock goes from one place to
/// another, so per owner, device and lot the sum over all places is zero.
public record Place(Kind kind, String id) {
    /// The kinds of places. ORDER is what was picked for an order and stands ready for it.
    public enum Kind {
        SUPPLIER,
        LOCATION,
        ORDER,
        VEHICLE,
        CONSIGNEE,
        DESTROYED,
        LOST
    }

    public static Place supplier(EnterpriseId supplier) {
        return new Place(Kind.SUPPLIER, supplier.value());
    }

    public static Place location(Location location) {
        return new Place(Kind.LOCATION, location.toString());
    }

    public static Place order(OrderId order) {
        return new Place(Kind.ORDER, order.value());
    }

    public static Place vehicle(ShipmentId shipment) {
        return new Place(Kind.VEHICLE, shipment.value());
    }

    /// Where goods of a warehouse are that nobody finds.
    public static Place lost(WarehouseId warehouse) {
        return new Place(Kind.LOST, warehouse.value());
    }

    /// Where destroyed goods of a warehouse are.
    public static Place destroyed(WarehouseId warehouse) {
        return new Place(Kind.DESTROYED, warehouse.value());
    }

    public static Place consignee(EnterpriseId consignee) {
        return new Place(Kind.CONSIGNEE, consignee.value());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Place parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new MalformedValue("place", "'%s' is no place.".formatted(Text.shown(text)));
        }
        return new Place(
                Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)),
                text.substring(colon + 1));
    }

    /// The storage location, where this place is one.
    public Location asLocation() {
        if (kind != Kind.LOCATION) {
            throw new IllegalStateException("not a storage location: " + this);
        }
        return Location.parse(id);
    }

    /// Where that is, for people.
    public String inWords() {
        return switch (kind) {
            case SUPPLIER -> "with supplier " + id;
            case LOCATION -> "in location " + id;
            case ORDER -> "picked for order " + id;
            case VEHICLE -> "on the vehicle of shipment " + id;
            case CONSIGNEE -> "with " + id;
            case DESTROYED -> "destroyed in warehouse " + id;
            case LOST -> "lost in warehouse " + id;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
