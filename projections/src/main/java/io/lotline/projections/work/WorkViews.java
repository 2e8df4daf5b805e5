package io.lotline.projections.work;

import io.lotline.projections.store.ViewSet;

/// What is answered about work from its view.
public record WorkViews(WorkItems workItems) {
    public static WorkViews of(ViewSet views) {
        return new WorkViews(new WorkItems(views.add(new WorkItemsView())));
    }
}
