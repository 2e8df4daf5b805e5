package io.lotline.api.scan;

import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import io.lotline.core.values.Sscc;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a task needs of its scan, as what the task means by it.
record ScanFields(ScanRequest scan) {

    NoticeId notice() {
        return reference("the inbound notice", NoticeId::new);
    }

    OrderId order() {
        return reference("the order", OrderId::new);
    }

    ShipmentId shipment() {
        return reference("the shipment", ShipmentId::new);
    }

    Sscc container() {
        return needed("container", "the SSCC of the unit", scan.container());
    }

    /// The id that `reference` is, of a document that only the task knows the kind of.
    <T> T reference(String what, Function<String, T> kind) {
        String id = needed("reference", what, scan.reference());
        try {
            return kind.apply(id);
        } catch (MalformedValue e) {
            throw new MalformedValue("reference", String.valueOf(e.getMessage()));
        }
    }

    Location location() {
        return at(needed("location", "where the item is", scan.location()));
    }

    @Nullable Location locationIfAny() {
        return scan.location() == null ? null : location();
    }

    Location toLocation() {
        return at(needed("toLocation", "where it goes", scan.toLocation()));
    }

    private Location at(LocationId id) {
        return new Location(scan.warehouse(), id);
    }

    private <T> T needed(String field, String what, @Nullable T value) {
        if (value == null) {
            throw new MalformedValue(
                    field, "The task '%s' needs '%s': %s.".formatted(scan.task(), field, what));
        }
        return value;
    }
}
