package io.lotline.core.axon;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.Decision;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.HeapShare;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;

/// The one wiring of Axon, shared by the application and every test.
///
/// Its components: [CommandDesk], Axon's [EventStore] over the log, and a handler for each
/// decision. Event processors are added by who has views.
public final class LotlineConfigurer {
    private LotlineConfigurer() {}

    /// What the boundaries in memory may occupy together, unless something else is said.
    public static long boundaryBytes() {
        return HeapShare.bytes(16, 64);
    }

    public static EventSourcingConfigurer configurer(
            EventLog log, MeterRegistry metrics, List<? extends Decision<?, ?>> decisions) {
        return configurer(log, metrics, decisions, boundaryBytes());
    }

    /// @param boundaryBytes what the boundaries in memory may occupy together
    public static EventSourcingConfigurer configurer(
            EventLog log,
            MeterRegistry metrics,
            List<? extends Decision<?, ?>> decisions,
            long boundaryBytes) {
        CommandHandlingModule.CommandHandlerPhase handlers =
                CommandHandlingModule.named("decisions").commandHandlers();
        decisions.forEach(decision -> register(handlers, decision));
        return EventSourcingConfigurer.create()
                .componentRegistry(
                        components ->
                                components
                                        // it would report to the vendor from inside a warehouse
                                        .disableEnhancer(
                                                "org.axonframework.update.UpdateCheckerConfigurationEnhancer")
                                        .registerComponent(EventLog.class, c -> log)
                                        .registerComponent(
                                                MessageTypeResolver.class,
                                                c -> new WarehouseMessageTypes())
                                        .registerComponent(
                                                Converter.class, c -> new WarehouseConverter())
                                        .registerComponent(
                                                TagResolver.class, c -> new WarehouseTagResolver())
                                        .registerComponent(
                                                EventStorageEngine.class,
                                                c ->
                                                        new EventLogStorageEngine(
                                                                log, boundaryBytes, metrics))
                                        // what an event carries is the request's, nothing else
                                        .registerComponent(
                                                CorrelationDataProviderRegistry.class,
                                                c -> new DefaultCorrelationDataProviderRegistry())
                                        .registerComponent(
                                                CommandDesk.class,
                                                c ->
                                                        new AxonCommandDesk(
                                                                c.getComponent(CommandBus.class),
                                                                metrics,
                                                                decisions)))
                .registerCommandHandlingModule(handlers);
    }

    private static <C extends Command, S> void register(
            CommandHandlingModule.CommandHandlerPhase handlers, Decision<C, S> decision) {
        handlers.commandHandler(
                WarehouseMessageTypes.of(decision.commandType()).qualifiedName(),
                c -> new DecisionHandler<>(decision, c.getComponent(EventStore.class)));
    }
}
