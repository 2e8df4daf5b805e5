package io.lotline.api;

import io.lotline.api.http.Freshness;
import io.lotline.core.eventlog.EventLog;
import io.lotline.projections.engine.ViewEngine;
import io.lotline.projections.engine.ViewHealth;
import java.time.Duration;

/// All views together: they are as fresh as the one that is furthest behind.
record ViewFreshness(ViewEngine views, EventLog log) implements Freshness {

    @Override
    public long position() {
        return views.health().stream()
                .mapToLong(ViewHealth::position)
                .min()
                .orElseGet(() -> log.head().position());
    }

    @Override
    public boolean await(long position, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (ViewHealth view : views.health()) {
            if (view.position() < position
                    && !views.awaitPosition(
                            view.view(),
                            position,
                            Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                return false;
            }
        }
        return true;
    }
}
