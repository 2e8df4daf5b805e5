package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A storage location of a warehouse, written `warehouse/location`.
public record Location(WarehouseId warehouse, LocationId id) {
    public static Location of(String warehouse, String location) {
        return new Location(new WarehouseId(warehouse), new LocationId(location));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Location parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new MalformedValue(
                    "location",
                    "'%s' is no location: it is written warehouse/location."
                            .formatted(Text.shown(text)));
        }
        return of(text.substring(0, slash), text.substring(slash + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return warehouse + "/" + id;
    }
}
