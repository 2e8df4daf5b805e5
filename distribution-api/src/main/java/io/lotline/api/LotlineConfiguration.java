package io.lotline.api;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Freshness;
import io.lotline.api.http.ParkClock;
import io.lotline.api.security.KeyDirectory;
import io.lotline.core.axon.Decisions;
import io.lotline.core.axon.LotlineConfigurer;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.values.CallerRole;
import io.lotline.projections.engine.ViewEngine;
import io.lotline.projections.store.MongoViewTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.common.configuration.AxonConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How the parts are put together: the store, Axon over its log, the views.
@Configuration(proxyBeanMethods = false)
class LotlineConfiguration {

    @Bean
    ParkClock parkClock(@Value("${lotline.zone}") ZoneId zone) {
        return new ParkClock(Clock.systemUTC(), zone);
    }

    @Bean
    LotlineStore store(
            @Value("${lotline.mongodb-uri:}") String uri,
            @Value("${lotline.mongodb-database:lotline}") String database,
            @Value("${lotline.data}") Path data,
            MeterRegistry meters) {
        StoreSettings settings =
                uri.isBlank()
                        ? StoreSettings.embedded(data, meters)
                        : StoreSettings.replicaSet(uri, meters);
        return LotlineStore.open(settings.withDatabase(database));
    }

    // the store closes its log
    @Bean(destroyMethod = "")
    EventLog eventLog(LotlineStore store) {
        return store.log();
    }

    @Bean(destroyMethod = "shutdown")
    AxonConfiguration axon(EventLog log, MeterRegistry meters) {
        return LotlineConfigurer.configurer(log, meters, Decisions.all()).start();
    }

    @Bean
    CommandDesk commandDesk(AxonConfiguration axon) {
        return axon.getComponent(CommandDesk.class);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ViewEngine viewEngine(LotlineStore store, MeterRegistry meters, ParkClock clock) {
        return new ViewEngine(
                store.log(),
                new MongoViewTokens(store.database(), clock.clock()),
                meters,
                clock.clock());
    }

    @Bean
    Freshness freshness(ViewEngine views, EventLog log) {
        return new ViewFreshness(views, log);
    }

    @Bean
    KeyDirectory keyDirectory(EventLog log) {
        return new KeyDirectory() {
            private Map<String, Entry> all() {
                Map<String, Entry> entries = new LinkedHashMap<>();
                Criteria keys =
                        Criteria.of(
                                new Criteria.Criterion(
                                        Set.of(),
                                        Set.of(
                                                EventCatalogue.nameOf(KeyIssued.class),
                                                EventCatalogue.nameOf(KeyRevoked.class))));
                for (var stored : log.source(keys, 1).events()) {
                    switch (EventJson.read(stored.name(), stored.version(), stored.data())) {
                        case KeyIssued issued ->
                                entries.put(
                                        issued.secretHash(),
                                        new Entry(
                                                new Caller(
                                                        issued.key(),
                                                        issued.role(),
                                                        issued.enterprise(),
                                                        issued.warehouses()),
                                                false));
                        case KeyRevoked revoked ->
                                entries.replaceAll(
                                        (_, entry) ->
                                                entry.caller().key().equals(revoked.key())
                                                        ? new Entry(entry.caller(), true)
                                                        : entry);
                        default -> throw new IllegalStateException(stored.name());
                    }
                }
                return entries;
            }

            @Override
            public @Nullable Entry find(String secretHash) {
                return all().get(secretHash);
            }

            @Override
            public boolean knowsAnAdmin() {
                return all().values().stream()
                        .anyMatch(entry -> entry.caller().role() == CallerRole.ADMIN);
            }
        };
    }
}
