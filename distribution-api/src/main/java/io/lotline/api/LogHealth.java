package io.lotline.api;

import io.lotline.core.eventlog.EventLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether the event log answers.
@Component("logHealthIndicator")
class LogHealth implements HealthIndicator {
    private final EventLog log;

    LogHealth(EventLog log) {
        this.log = log;
    }

    @Override
    public Health health() {
        try {
            long head = log.head().position();
            log.read(Math.max(1, head), 1);
            return Health.up().withDetail("position", head).build();
        } catch (RuntimeException e) {
            return Health.down().withDetail("reason", String.valueOf(e.getMessage())).build();
        }
    }
}
