package io.lotline.api;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LotlineStore;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether the event log answers.
@Component("logHealthIndicator")
class LogHealth implements HealthIndicator {
    private final EventLog log;
    private final LotlineStore store;

    LogHealth(EventLog log, LotlineStore store) {
        this.log = log;
        this.store = store;
    }

    @Override
    public Health health() {
        return PromptHealth.of(this::asked);
    }

    private Health asked() {
        Optional<String> stopped = store.stopped();
        if (stopped.isPresent()) {
            return Health.down().withDetail("reason", stopped.get()).build();
        }
        try {
            long head = log.head().position();
            log.read(Math.max(1, head), 1);
            return store.isFull()
                    ? Health.status("DEGRADED")
                            .withDetail("position", head)
                            .withDetail(
                                    "reason",
                                    "The disk is full: writes are refused until there is room.")
                            .build()
                    : Health.up().withDetail("position", head).build();
        } catch (RuntimeException e) {
            return Health.down().withDetail("reason", String.valueOf(e.getMessage())).build();
        }
    }
}
