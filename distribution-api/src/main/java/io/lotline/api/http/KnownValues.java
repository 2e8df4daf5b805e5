package io.lotline.api.http;

import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Spelling;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.Device;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Refuses filters of lists whose values name nothing: an empty list would be taken for the answer.
///
/// A refusal names what the caller may know and what stands next to the value in its order. Of what
/// is another's, nobody learns whether it exists: a filter by another owner is answered with an
/// empty list, one by a warehouse in which the caller does not work with where it works.
@Component
public final class KnownValues {
    private static final int EACH_SIDE = 5;

    private final Views views;

    KnownValues(Views views) {
        this.views = views;
    }

    /// An enterprise; a caller that acts for one knows no other.
    public void owner(Caller caller, @Nullable EnterpriseId asked) {
        if (asked != null
                && caller.enterprise() == null
                && views.enterprises().find(asked).isEmpty()) {
            throw unknown(
                    "owner", "enterprise", asked, views.enterprises().around(asked, EACH_SIDE));
        }
    }

    /// The DI of a device, for that of one of its packages the device's own.
    ///
    /// @param answer is told which device it is about where a package's DI was asked for
    public @Nullable Di device(@Nullable Di asked, HttpServletResponse answer) {
        if (asked == null) {
            return null;
        }
        Optional<Device> device = views.devices().findByAnyDi(asked);
        if (device.isEmpty()) {
            throw unknown("di", "device", asked, views.devices().around(asked, EACH_SIDE));
        }
        return told(device.get().di(), asked, answer);
    }

    /// The DI of a device, for that of one of its packages the device's own; for one that names
    /// nothing itself.
    public Di deviceOf(Di asked, HttpServletResponse answer) {
        return views.devices()
                .findByAnyDi(asked)
                .map(device -> told(device.di(), asked, answer))
                .orElse(asked);
    }

    private static Di told(Di own, Di asked, HttpServletResponse answer) {
        if (!own.equals(asked)) {
            answer.setHeader(Headers.DEVICE_DI, own.value());
        }
        return own;
    }

    /// A lot as a label can show it: one that only looks like it names nothing, and "no recall"
    /// would be taken for the answer.
    public void lot(@Nullable LotNumber asked) {
        if (asked != null && !Spelling.plain(asked.value()).equals(asked.value())) {
            throw new ProblemFound(
                    Problem.of(
                            new SharedRejection.MisspeltName(
                                    "lot", asked.value(), Spelling.plain(asked.value()))));
        }
    }

    /// A warehouse in which the caller works, and there is none without locations.
    public void warehouse(Caller caller, @Nullable WarehouseId asked) {
        if (asked != null) {
            caller.mustWorkIn(asked);
        }
        if (asked != null
                && caller.warehouses().isEmpty()
                && !views.locations().hasWarehouse(asked)) {
            throw unknown(
                    "warehouse",
                    "warehouse",
                    asked,
                    caller.enterprise() == null
                            ? views.locations().warehousesAround(asked, EACH_SIDE)
                            : List.of());
        }
    }

    /// A location of a warehouse, or for null of any.
    public void location(
            Caller caller, @Nullable WarehouseId warehouse, @Nullable LocationId asked) {
        if (asked == null || (warehouse != null && !caller.worksIn(warehouse))) {
            return;
        }
        if (warehouse != null) {
            Location location = new Location(warehouse, asked);
            if (views.locations().find(location).isEmpty()) {
                throw unknown(
                        "location",
                        "location",
                        location,
                        caller.enterprise() == null
                                ? views.locations().around(location, EACH_SIDE)
                                : List.of());
            }
        } else if (!isAnywhere(caller, asked)) {
            throw unknown("location", "location", asked, List.of());
        }
    }

    private boolean isAnywhere(Caller caller, LocationId asked) {
        return caller.warehouses().isEmpty()
                ? views.locations().has(asked)
                : caller.warehouses().stream()
                        .map(warehouse -> new Location(warehouse, asked))
                        .anyMatch(location -> views.locations().find(location).isPresent());
    }

    /// An order; staff that works in some warehouses knows those of no other.
    public void order(Caller caller, @Nullable OrderId asked) {
        if (asked != null
                && views.orders()
                        .find(asked)
                        .filter(order -> caller.sees(order.owner(), order.warehouse()))
                        .isEmpty()) {
            throw unknown(
                    "order",
                    "order",
                    asked,
                    caller.enterprise() == null && caller.warehouses().isEmpty()
                            ? views.orders().around(asked, EACH_SIDE)
                            : List.of());
        }
    }

    /// Names the values next to it, where there are some that the caller may know.
    private static ProblemFound unknown(String filter, String what, Object asked, List<?> near) {
        List<String> known = near.stream().map(Object::toString).toList();
        String advice =
                known.isEmpty()
                        ? "Maybe it is spelled otherwise, or not recorded yet."
                        : "Maybe one of %s was meant.".formatted(String.join(", ", known));
        Problem problem =
                Malformed.field(filter, "There is no %s %s.\n%s".formatted(what, asked, advice))
                        .problem();
        return new ProblemFound(problem.with("known", known));
    }
}
