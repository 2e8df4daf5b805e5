package io.lotline.projections.distribution;

import io.lotline.core.distribution.PromisedOrders;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.ViewSet;

/// What distribution answers from its views.
public record DistributionViews(
        Orders orders,
        PickLists pickLists,
        PutBacks putBacks,
        Shipments shipments,
        AttachmentUses attachmentUses,
        Routes routes,
        PromisedOrders promisedOrders) {
    public static DistributionViews of(ViewSet views) {
        Orders orders = new Orders(views.add(new OrdersView()));
        Documents<PickItem> items = views.add(new PickListsView());
        return new DistributionViews(
                orders,
                new PickLists(items, views.add(new WavesView())),
                new PutBacks(views.add(new PutBacksView())),
                new Shipments(views.add(new ShipmentsView()), views.add(new ShipmentPartsView())),
                new AttachmentUses(views.add(new AttachmentUsesView())),
                new Routes(
                        views.add(new RoutesView()),
                        views.add(new VehiclesView()),
                        views.add(new UnplannedOrdersView())),
                new OrdersOnPickLists(items, views.progress(PickListsView.NAME)));
    }
}
