package io.lotline.projections.inventory;

import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.ViewSet;
import java.time.Clock;
import java.time.ZoneId;

/// What inventory answers from its views.
public record InventoryViews(
        StockOnHand stockOnHand,
        StockSums stockSums,
        StockAsOf stockAsOf,
        Holds holds,
        Recalls recalls,
        Locations locations,
        Adjustments adjustments,
        Counts counts,
        Units units,
        Stops stops) {
    public static InventoryViews of(ViewSet views, LotlineStore store, Clock clock, ZoneId zone) {
        Documents<Hold> holds = views.add(new HoldsView());
        Documents<RecallStop> recalls = views.add(new RecallStops());
        Stops stops = new Stops(views.add(new StopScopes()), holds, recalls);
        Documents<StockCell> cells = views.add(new StockCells());
        Documents<StorageLocation> bins = views.add(new LocationsView());
        Documents<Stoppable> stoppables = views.add(new Stoppables());
        Documents<GoodsOwners> owners = views.add(new GoodsOwnersView());
        PastView past = PastView.of(store);
        return new InventoryViews(
                new StockOnHand(cells, bins, stoppables, stops, clock, zone),
                new StockSums(
                        views.add(new StockSumsView()),
                        new StockSums.Sources(cells, bins, stoppables, stops)),
                new StockAsOf(
                        store.log(),
                        views.add(past),
                        past.blockSize(),
                        (position, patience) -> views.await(position, patience, PastView.NAME),
                        clock,
                        zone),
                new Holds(holds, owners),
                new Recalls(recalls, owners),
                new Locations(bins),
                new Adjustments(views.add(new AdjustmentsView())),
                new Counts(
                        views.add(new CountsView()),
                        views.add(new CountPlacesView()),
                        views.add(new CountLinesView())),
                new Units(
                        views.add(new UnitsView()), views.add(new UnitContentsView()), store.log()),
                stops);
    }
}
