package io.lotline.api;

import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.projections.Views;
import io.lotline.projections.engine.StoreUnavailable;
import io.lotline.projections.engine.ViewHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/// Whether every view follows the log. A view that stopped says at which event and why; the server
/// is then `DEGRADED`, not down: all the others go on. A view that does not move though the log has
/// more, without such an event, is a fault of the server, which is then `DOWN`.
@Component("viewsHealthIndicator")
class ViewsHealth implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED");

    private final Views views;

    ViewsHealth(Views views) {
        this.views = views;
    }

    @Override
    public Health health() {
        return PromptHealth.of(this::asked);
    }

    private Health asked() {
        try {
            return health(views.health());
        } catch (StoreUnavailable | LogUnavailable e) {
            return Health.down().withDetail("reason", String.valueOf(e.getMessage())).build();
        }
    }

    static Health health(List<ViewHealth> views) {
        Map<String, Object> details = new LinkedHashMap<>();
        boolean stopped = false;
        boolean stalled = false;
        for (ViewHealth view : views) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("position", view.position());
            detail.put("lag", view.lag());
            if (view.stopped() != null) {
                stopped = true;
                detail.put("stopped", view.stopped());
            }
            if (view.stalled() != null) {
                stalled = true;
                detail.put("stalled", view.stalled());
            }
            ViewHealth.Rebuild rebuild = view.rebuild();
            if (rebuild != null) {
                stopped |= rebuild.stopped() != null;
                detail.put("rebuild", rebuild);
            }
            details.put(view.view(), detail);
        }
        Status status = stalled ? Status.DOWN : stopped ? DEGRADED : Status.UP;
        return Health.status(status).withDetails(details).build();
    }
}
