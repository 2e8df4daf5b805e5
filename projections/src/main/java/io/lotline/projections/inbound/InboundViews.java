package io.lotline.projections.inbound;

import io.lotline.projections.store.ViewSet;

/// What inbound answers from its views.
public record InboundViews(InboundNotices inboundNotices) {
    public static InboundViews of(ViewSet views) {
        return new InboundViews(
                new InboundNotices(
                        views.add(new InboundNoticesView()), views.add(new ReceivedLotsView())));
    }
}
