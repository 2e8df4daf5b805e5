package io.lotline.api.http;

import io.lotline.core.rules.Known;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.RouteId;
import io.lotline.core.values.Spelling;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.Device;
import io.lotline.projections.search.Audience;
import io.lotline.projections.search.SearchEntry;
import io.lotline.projections.search.SearchWords;
import io.lotline.projections.store.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final int MOST_ALIKE = 50;

    private final Views views;

    KnownValues(Views views) {
        this.views = views;
    }

    /// An enterprise; a caller that acts for one knows no other.
    public void owner(Caller caller, @Nullable EnterpriseId asked) {
        if (caller.enterprise() == null) {
            enterprise("owner", asked);
        }
    }

    /// An enterprise, asked for by somebody who knows all.
    public void supplier(@Nullable EnterpriseId asked) {
        enterprise("supplier", asked);
    }

    private void enterprise(String filter, @Nullable EnterpriseId asked) {
        if (asked != null && views.enterprises().find(asked).isEmpty()) {
            throw unknown(
                    filter, "enterprise", asked, views.enterprises().around(asked, EACH_SIDE));
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
            List<Di> meant =
                    Known.spellings(asked).stream()
                            .filter(each -> views.devices().findByAnyDi(each).isPresent())
                            .toList();
            throw unknown(
                    "di",
                    "device",
                    asked,
                    meant.isEmpty() ? views.devices().around(asked, EACH_SIDE) : meant);
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

    /// A route, asked for by staff.
    public void route(@Nullable RouteId asked) {
        if (asked != null && views.routes().find(asked).isEmpty()) {
            throw unknown("route", "route", asked, List.of());
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

    /// The location that goes by this id where the caller works; null where there is none. Which of
    /// several is meant, the caller has to say.
    public @Nullable Location onlyLocation(Caller caller, LocationId id) {
        List<WarehouseId> warehouses =
                caller.warehouses().isEmpty()
                        ? views.locations().warehousesOf(id, 2)
                        : caller.warehouses().stream()
                                .filter(each -> isDefined(new Location(each, id)))
                                .limit(2)
                                .toList();
        if (warehouses.size() > 1) {
            throw new MalformedValue(
                    "location",
                    "Several warehouses have a location %s.\nMaybe write it as warehouse/location."
                            .formatted(id));
        }
        return warehouses.isEmpty() ? null : new Location(warehouses.getFirst(), id);
    }

    /// A lot by which a list is filtered, as a label may spell it.
    public void lot(@Nullable LotNumber asked) {
        String plain = asked == null ? "" : Spelling.plain(asked.value());
        if (asked != null && !plain.equals(asked.value())) {
            throw new ProblemFound(
                    Malformed.field(
                                    "lot",
                                    "The %s '%s' has blanks at an end, invisible or full-width characters, which no label has.\nMaybe '%s' is meant."
                                            .formatted("lot", asked, plain))
                            .problem()
                            .with("known", List.of(plain)));
        }
    }

    /// What a list answers of a lot: nothing may not be said of one that goes by another spelling.
    public <T> Page<T> ofLot(
            Caller caller, @Nullable Di device, @Nullable LotNumber lot, Page<T> page) {
        if (lot != null && page.items().isEmpty()) {
            List<String> alike = alike(caller, SearchEntry.Kind.LOT, device, lot.value());
            if (!alike.isEmpty()) {
                throw unknown("lot", "lot", lot, alike);
            }
        }
        return page;
    }

    /// How lots or serial numbers that the caller may see are spelt that look like this one; none
    /// if it is one itself.
    ///
    /// @param device of which they are; null for any
    public List<String> alike(
            Caller caller, SearchEntry.Kind kind, @Nullable Di device, String name) {
        List<String> alike =
                views
                        .searches()
                        .findExactly(audiences(caller), SearchWords.of(name), MOST_ALIKE)
                        .stream()
                        .filter(entry -> entry.kind() == kind)
                        .filter(entry -> device == null || device.equals(entry.di()))
                        .map(SearchEntry::id)
                        .distinct()
                        .sorted()
                        .toList();
        return alike.contains(name) ? List.of() : alike;
    }

    private static Set<String> audiences(Caller caller) {
        EnterpriseId enterprise = caller.enterprise();
        if (enterprise != null) {
            return Set.of(Audience.owner(enterprise));
        }
        return caller.warehouses().isEmpty()
                ? Set.of(Audience.PARK)
                : caller.warehouses().stream()
                        .map(Audience::warehouse)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isDefined(Location location) {
        return views.locations().find(location).isPresent();
    }

    private boolean isAnywhere(Caller caller, LocationId asked) {
        return caller.warehouses().isEmpty()
                ? views.locations().has(asked)
                : caller.warehouses().stream()
                        .map(warehouse -> new Location(warehouse, asked))
                        .anyMatch(this::isDefined);
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
