package io.lotline.api;

import io.lotline.projections.Views;
import io.lotline.projections.engine.ViewHealth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/// Whether every view follows the log. A view that stopped says at which event and why; the server
/// is then `DEGRADED`, not down: all the others go on.
@Component("viewsHealthIndicator")
class ViewsHealth implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED");

    private final Views views;

    ViewsHealth(Views views) {
        this.views = views;
    }

    @Override
    public Health health() {
        Map<String, Object> details = new LinkedHashMap<>();
        boolean stopped = false;
        for (ViewHealth view : views.health()) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("position", view.position());
            detail.put("lag", view.lag());
            if (view.stopped() != null) {
                stopped = true;
                detail.put("stopped", view.stopped());
            }
            ViewHealth.Rebuild rebuild = view.rebuild();
            if (rebuild != null) {
                stopped |= rebuild.stopped() != null;
                detail.put("rebuild", rebuild);
            }
            details.put(view.view(), detail);
        }
        return Health.status(stopped ? DEGRADED : Status.UP).withDetails(details).build();
    }
}
