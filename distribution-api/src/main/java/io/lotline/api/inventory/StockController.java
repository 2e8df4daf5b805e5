package io.lotline.api.inventory;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Headers;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.StockStatus;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.catalogue.PackagesView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.FindStock;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.inventory.StockAsOf;
import io.lotline.projections.inventory.StockCells;
import io.lotline.projections.inventory.StockRow;
import io.lotline.projections.inventory.StopScopes;
import io.lotline.projections.inventory.Stoppables;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Says what lies where: now, at a past time, or as it was known at a past position.
@RestController
class StockController {
    private final Views views;
    private final KnownValues known;
    private final EventLog log;
    private final Names names;

    StockController(Views views, KnownValues known, EventLog log, Names names) {
        this.names = names;
        this.views = views;
        this.known = known;
        this.log = log;
    }

    /// Lists stock by owner, device, lot, bin and status; an enterprise's key sees its own only.
    @Operation(
            summary =
                    "Lists stock by owner, device, lot, bin and status; an enterprise's key sees its own only",
            description =
                    "With `expiresBy` what expires by that day, the first to expire first: accepted goods, where no status is named.")
    @Reads({
        StockCells.NAME,
        Stoppables.NAME,
        StopScopes.NAME,
        EnterprisesView.NAME,
        DevicesView.NAME,
        PackagesView.NAME,
        LocationsView.NAME
    })
    @GetMapping("/v1/stock")
    ResponseEntity<Listing<StockOnFile>> find(
            Caller caller,
            PageRequest asked,
            HttpServletResponse response,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestParam @Nullable Di di,
            @RequestParam @Nullable LotNumber lot,
            @RequestParam @Nullable WarehouseId warehouse,
            @RequestParam @Nullable LocationId location,
            @RequestParam @Nullable StockStatus status,
            @RequestParam @Nullable LocalDate expiresBy,
            @RequestParam @Nullable Instant asOf,
            @RequestParam @Nullable Long knownAt) {
        if (expiresBy != null && (asOf != null || knownAt != null)) {
            throw Malformed.field(
                    "expiresBy",
                    "What expires is asked of now, and 'expiresBy' goes neither with 'asOf' nor with 'knownAt'.\nMaybe leave these out.");
        }
        known.owner(caller, owner);
        known.warehouse(caller, warehouse);
        known.location(caller, caller.warehouseOr(warehouse), location);
        known.lot(lot);
        Di device = known.device(di, response);
        if (caller.excludes(owner)) {
            return Listing.of(List.of(), null);
        }
        FindStock query =
                new FindStock(
                        caller.ownerOr(owner),
                        device,
                        lot,
                        caller.warehouseOr(warehouse),
                        location,
                        status,
                        expiresBy);
        Page<StockRow> page;
        if (asOf == null && knownAt == null) {
            page =
                    known.ofLot(
                            caller,
                            device,
                            lot,
                            views.stockOnHand().find(query, asked.after(), asked.limit()));
        } else {
            mustBeKnown(knownAt);
            StockAsOf.Answer answer =
                    views.stockAsOf().find(query, asOf, knownAt, asked.after(), asked.limit());
            response.setHeader(Headers.LOG_POSITION, Long.toString(answer.position()));
            page = known.ofLot(caller, device, lot, answer.page());
        }
        return Listing.of(
                named(
                        page.items().stream()
                                .filter(row -> caller.worksIn(row.warehouse()))
                                .toList()),
                page.next());
    }

    private List<StockOnFile> named(List<StockRow> rows) {
        Map<String, String> devices = names.devices(rows.stream().map(StockRow::di));
        Map<String, String> owners = names.enterprises(rows.stream().map(StockRow::owner));
        return rows.stream()
                .map(
                        row ->
                                new StockOnFile(
                                        row,
                                        devices.get(row.di().value()),
                                        owners.get(row.owner().value())))
                .toList();
    }

    private void mustBeKnown(@Nullable Long knownAt) {
        long head = log.head().position();
        if (knownAt != null && (knownAt < 0 || knownAt > head)) {
            throw Malformed.field(
                    "knownAt",
                    "%d is no position of this log: it goes from 0 to %d."
                            .formatted(knownAt, head));
        }
    }
}
