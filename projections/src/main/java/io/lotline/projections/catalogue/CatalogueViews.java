package io.lotline.projections.catalogue;

import io.lotline.projections.store.ViewSet;

/// What the catalogue answers from its views.
public record CatalogueViews(Devices devices) {
    public static CatalogueViews of(ViewSet views) {
        return new CatalogueViews(
                new Devices(views.add(new DevicesView()), views.add(new PackagesView())));
    }
}
