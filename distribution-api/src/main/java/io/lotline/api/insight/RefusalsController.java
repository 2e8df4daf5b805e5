package io.lotline.api.insight;

import io.lotline.api.http.Caller;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.ParkClock;
import io.lotline.api.http.Reads;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.access.KeysView;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.insight.Refusals;
import io.lotline.projections.insight.Refusals.Row;
import io.lotline.projections.insight.RefusalsBy;
import io.lotline.projections.insight.RefusalsView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows how often scans were refused: the quality of labels, suppliers and work.
@RestController
class RefusalsController {
    private static final int USUAL_DAYS = 30;

    private final Refusals refusals;
    private final KnownValues known;
    private final Names names;
    private final ParkClock clock;

    RefusalsController(Views views, KnownValues known, Names names, ParkClock clock) {
        this.refusals = views.refusals();
        this.known = known;
        this.names = names;
        this.clock = clock;
    }

    /// Counts refused scans, the most first; an operator sees its own warehouses, and of the
    /// operators itself.
    @Operation(
            summary = "Counts refused scans, the most first",
            description =
                    "Of the last 30 days where no days are named. An operator sees its own warehouses, and of the operators itself.")
    @Reads({
        RefusalsView.NAME,
        LocationsView.NAME,
        DevicesView.NAME,
        EnterprisesView.NAME,
        KeysView.NAME
    })
    @GetMapping("/v1/insight/refusals")
    ResponseEntity<Listing<RefusedScans>> list(
            Caller caller,
            PageRequest asked,
            @RequestParam(defaultValue = "code") RefusalsBy by,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @RequestParam @Nullable WarehouseId warehouse) {
        known.warehouse(caller, warehouse);
        LocalDate last = to == null ? clock.today() : to;
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1) : from;
        check(first, last);
        boolean itself = by == RefusalsBy.OPERATOR && caller.role() == CallerRole.OPERATOR;
        Page<Row> page =
                refusals.find(
                        new Refusals.Asked(
                                by,
                                first,
                                last,
                                warehouse == null ? caller.ownWarehouses() : Set.of(warehouse),
                                itself ? caller.key().value() : null),
                        asked.after(),
                        asked.limit());
        Map<String, String> named = names(caller, by, page.items());
        return Listing.of(
                page.items().stream()
                        .map(
                                row ->
                                        new RefusedScans(
                                                row.value().isEmpty() ? null : row.value(),
                                                named.get(row.value()),
                                                row.refusals(),
                                                row.attempts()))
                        .toList(),
                page.next());
    }

    private static void check(LocalDate first, LocalDate last) {
        if (first.isAfter(last)) {
            throw new MalformedValue(
                    "from",
                    "%s is after %s.\nMaybe exchange 'from' and 'to'.".formatted(first, last));
        }
        if (ChronoUnit.DAYS.between(first, last) >= HttpLimits.MAX_SUMMED_DAYS) {
            throw new MalformedValue(
                    "from",
                    "From %s to %s are more than %d days.\nMaybe ask for a year at a time."
                            .formatted(first, last, HttpLimits.MAX_SUMMED_DAYS));
        }
    }

    private Map<String, String> names(Caller caller, RefusalsBy by, List<Row> rows) {
        Stream<String> values = rows.stream().map(Row::value).filter(value -> !value.isEmpty());
        return switch (by) {
            case OPERATOR -> names.actors(caller, values.map(value -> value));
            case SUPPLIER -> names.enterprises(values.map(EnterpriseId::new));
            case DEVICE -> names.devices(values.map(Di::new));
            case CODE, HANDHELD, DAY -> Map.of();
        };
    }

    /// How often scans were refused.
    ///
    /// @param value    the problem, key, handheld, supplier, DI or day; null where it is not known
    /// @param name     that of the operator's key, the supplier or the device
    /// @param refusals scans, each once for each reason
    /// @param attempts how often, retries of the same scan included
    record RefusedScans(
            @Nullable String value, @Nullable String name, long refusals, long attempts) {}
}
