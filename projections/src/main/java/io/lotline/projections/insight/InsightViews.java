package io.lotline.projections.insight;

import io.lotline.projections.catalogue.CatalogueViews;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.distribution.DistributionViews;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.ShipmentsView;
import io.lotline.projections.enterprise.EnterpriseViews;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.GoodsOwnersView;
import io.lotline.projections.inventory.HoldsView;
import io.lotline.projections.inventory.InventoryViews;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.inventory.RecallStops;
import io.lotline.projections.inventory.StockCells;
import io.lotline.projections.inventory.StockSumsView;
import io.lotline.projections.inventory.StopScopes;
import io.lotline.projections.inventory.Stoppables;
import io.lotline.projections.store.ViewSet;
import java.time.Clock;
import java.time.ZoneId;

/// What insight answers from its view and from those of the features that it is about.
public record InsightViews(Overviews overviews, Refusals refusals) {
    public static InsightViews of(
            ViewSet views,
            InventoryViews inventory,
            CatalogueViews catalogue,
            EnterpriseViews enterprise,
            DistributionViews distribution,
            Clock clock,
            ZoneId zone) {
        return new InsightViews(
                new Overviews(
                        new Overviews.Sources(
                                inventory.stockSums(),
                                inventory.stops(),
                                inventory.holds(),
                                inventory.recalls(),
                                inventory.locations(),
                                catalogue.devices(),
                                enterprise.enterprises(),
                                distribution.orders(),
                                distribution.shipments(),
                                views.add(new ActivityView(zone))),
                        () ->
                                views.position(
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
                                        ActivityView.NAME),
                        clock,
                        zone),
                new Refusals(views.add(new RefusalsView(zone))));
    }
}
