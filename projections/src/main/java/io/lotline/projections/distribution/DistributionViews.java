package io.lotline.projections.distribution;

import io.lotline.projections.store.ViewSet;

/// What distribution answers from its views.
public record DistributionViews(
        Orders orders,
        PickLists pickLists,
        PutBacks putBacks,
        Shipments shipments,
        AttachmentUses attachmentUses) {
    public static DistributionViews of(ViewSet views) {
        return new DistributionViews(
                new Orders(views.add(new OrdersView())),
                new PickLists(views.add(new PickListsView()), views.add(new WavesView())),
                new PutBacks(views.add(new PutBacksView())),
                new Shipments(views.add(new ShipmentsView()), views.add(new ShipmentPartsView())),
                new AttachmentUses(views.add(new AttachmentUsesView())));
    }
}
