package io.lotline.api;

import io.lotline.api.http.Freshness;
import io.lotline.projections.Views;
import java.time.Duration;

/// All views together: they are as fresh as the one that is furthest behind.
record ViewFreshness(Views views) implements Freshness {

    @Override
    public long position() {
        return views.position();
    }

    @Override
    public boolean await(long position, Duration atMost) {
        return views.await(position, atMost);
    }
}
