package io.lotline.projections.enterprise;

import io.lotline.projections.store.ViewSet;

/// What is answered of enterprises from their view.
public record EnterpriseViews(Enterprises enterprises) {
    public static EnterpriseViews of(ViewSet views) {
        return new EnterpriseViews(new Enterprises(views.add(new EnterprisesView())));
    }
}
