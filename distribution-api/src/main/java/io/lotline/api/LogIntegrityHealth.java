package io.lotline.api;

import io.lotline.core.eventlog.mongo.LogIntegrity;
import io.lotline.core.eventlog.mongo.LotlineStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether the log that is stored is what was written, as far as it was read again. A commit that
/// is bad takes the node out of service: what is folded or traced from it may be wrong.
@Component("logIntegrityHealthIndicator")
class LogIntegrityHealth implements HealthIndicator {
    private final LotlineStore store;

    LogIntegrityHealth(LotlineStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        return of(store.integrity());
    }

    static Health of(LogIntegrity integrity) {
        Health.Builder health =
                integrity
                        .flaw()
                        .map(
                                flaw ->
                                        Health.down()
                                                .withDetail("position", flaw.position())
                                                .withDetail("reason", flaw.reason()))
                        .orElseGet(Health::up);
        return health.withDetail("verified", integrity.verified())
                .withDetail("since", integrity.began())
                .build();
    }
}
