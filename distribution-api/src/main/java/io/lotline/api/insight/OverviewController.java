package io.lotline.api.insight;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Headers;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Reads;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.ShipmentsView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.insight.ActivityView;
import io.lotline.projections.insight.Overview;
import io.lotline.projections.inventory.GoodsOwnersView;
import io.lotline.projections.inventory.HoldsView;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.inventory.RecallStops;
import io.lotline.projections.inventory.StockCells;
import io.lotline.projections.inventory.StockSumsView;
import io.lotline.projections.inventory.StopScopes;
import io.lotline.projections.inventory.Stoppables;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows how the park stands.
@RestController
class OverviewController {
    private final Views views;
    private final KnownValues known;

    OverviewController(Views views, KnownValues known) {
        this.views = views;
        this.known = known;
    }

    /// Shows the medical big-data view: of the park, or of one owner's goods.
    @Operation(summary = "Shows the medical big-data view: of the park, or of one owner's goods")
    @Reads({
        StockSumsView.NAME,
        StockCells.NAME,
        Stoppables.NAME,
        StopScopes.NAME,
        HoldsView.NAME,
        RecallStops.NAME,
        GoodsOwnersView.NAME,
        LocationsView.NAME,
        DevicesView.NAME,
        EnterprisesView.NAME,
        OrdersView.NAME,
        ShipmentsView.NAME,
        ActivityView.NAME
    })
    @GetMapping("/v1/insight/overview")
    Overview overview(
            Caller caller,
            HttpServletResponse response,
            @RequestParam @Nullable EnterpriseId owner,
            @RequestHeader(name = Headers.WAIT_FOR_POSITION, defaultValue = "0") long seen) {
        known.owner(caller, owner);
        Overview overview = views.overviews().find(caller.ownerOr(owner), seen);
        response.setHeader(Headers.LOG_POSITION, Long.toString(overview.position()));
        return overview;
    }
}
