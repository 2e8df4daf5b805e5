package io.lotline.projections.search;

import io.lotline.projections.store.ViewSet;

/// What searches are answered from.
public record SearchViews(Searches searches) {
    public static SearchViews of(ViewSet views) {
        return new SearchViews(new Searches(views.add(new SearchView())));
    }
}
