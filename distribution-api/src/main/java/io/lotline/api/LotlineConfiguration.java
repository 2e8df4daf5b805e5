package io.lotline.api;

import io.lotline.api.http.Freshness;
import io.lotline.api.http.ParkClock;
import io.lotline.core.axon.Decisions;
import io.lotline.core.axon.LotlineConfigurer;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.MongoAddress;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.projections.Views;
import io.lotline.projections.epcis.EpcisHistories;
import io.lotline.projections.epcis.EpcisIds;
import io.lotline.projections.recall.RecallReaches;
import io.lotline.projections.store.AttachmentStore;
import io.lotline.projections.store.SessionStore;
import io.lotline.projections.store.WebhookStore;
import io.lotline.projections.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.axonframework.common.configuration.AxonConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

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
            @Value("${lotline.mongodb-database:}") String database,
            @Value("${lotline.mongodb-ca:}") String certificates,
            @Value("${lotline.data}") Path data,
            @Value("${lotline.link}") String link,
            MeterRegistry meters) {
        StoreSettings settings =
                uri.isBlank()
                        ? StoreSettings.embedded(data, meters)
                        : StoreSettings.replicaSet(
                                new MongoAddress(
                                        uri,
                                        Optional.of(certificates)
                                                .filter(path -> !path.isBlank())
                                                .map(Path::of)),
                                meters);
        StoreSettings linked = settings.withLog(settings.log().withLink(LinkAddress.of(link)));
        return LotlineStore.open(database.isBlank() ? linked : linked.withDatabase(database));
    }

    // the store closes its log
    @Bean(destroyMethod = "")
    EventLog eventLog(LotlineStore store) {
        return store.log();
    }

    @Bean(destroyMethod = "shutdown")
    AxonConfiguration axon(
            LotlineStore store,
            MeterRegistry meters,
            @Value("${lotline.book-cache:}") @Nullable DataSize bookCache) {
        return LotlineConfigurer.configurer(
                        store.log(),
                        meters,
                        Decisions.all(),
                        store.snapshots(),
                        bookCache == null ? LotlineConfigurer.bookBytes() : bookCache.toBytes())
                .start();
    }

    @Bean
    CommandDesk commandDesk(AxonConfiguration axon) {
        return axon.getComponent(CommandDesk.class);
    }

    @Bean
    Views views(
            LotlineStore store,
            MeterRegistry meters,
            ParkClock clock,
            CommandDesk desk,
            @Value("${lotline.automations:true}") boolean automations) {
        return automations
                ? Views.start(store, meters, clock.zone(), clock.clock(), desk)
                : Views.start(store, meters, clock.zone(), clock.clock());
    }

    @Bean
    SessionStore sessionStore(LotlineStore store) {
        return new SessionStore(store);
    }

    @Bean
    AttachmentStore attachmentStore(LotlineStore store) {
        return new AttachmentStore(store);
    }

    @Bean
    WebhookStore webhookStore(LotlineStore store) {
        return new WebhookStore(store);
    }

    @Bean
    Freshness freshness(Views views, EventLog log) {
        return new ViewFreshness(views, log);
    }

    @Bean
    Traces traces(Views views) {
        return views.traces();
    }

    @Bean
    EpcisHistories epcisHistories(
            EventLog log, ParkClock clock, @Value("${lotline.base-uri}") URI base) {
        return new EpcisHistories(log, clock.zone(), new EpcisIds(base));
    }

    @Bean
    RecallReaches recallReaches(Views views) {
        return views.recallReaches();
    }
}
