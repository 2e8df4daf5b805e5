package io.lotline.core.axon;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.Decision;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.HeapShare;
import io.lotline.core.eventlog.Snapshots;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.axonframework.common.configuration.ComponentDefinition;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.common.lifecycle.Phase;
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
import org.axonframework.modelling.SimpleStateManager;
import org.axonframework.modelling.StateManager;

/// The one wiring of Axon, shared by the application and every test.
///
/// Its components: [CommandDesk], Axon's [EventStore] over the log, and a handler for each
/// decision. Views follow the log by themselves.
public final class LotlineConfigurer {
    private LotlineConfigurer() {}

    /// What the books in memory may occupy together, unless something else is said.
    public static long bookBytes() {
        return HeapShare.bytes(8, 128);
    }

    public static EventSourcingConfigurer configurer(
            EventLog log, MeterRegistry metrics, List<? extends Decision<?>> decisions) {
        return configurer(log, metrics, decisions, Snapshots.NONE, bookBytes());
    }

    /// @param snapshots where books are saved that cost more to fold than to load
    /// @param bookBytes what the books in memory may occupy together, half of it by stored pages
    public static EventSourcingConfigurer configurer(
            EventLog log,
            MeterRegistry metrics,
            List<? extends Decision<?>> decisions,
            Snapshots snapshots,
            long bookBytes) {
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
                                                c -> new EventLogStorageEngine(log))
                                        // what an event carries is the request's, nothing else
                                        .registerComponent(
                                                CorrelationDataProviderRegistry.class,
                                                c -> new DefaultCorrelationDataProviderRegistry())
                                        .registerComponent(
                                                KeptBooks.class,
                                                c -> new KeptBooks(bookBytes / 2, metrics))
                                        .registerComponent(
                                                ComponentDefinition.ofType(BookSnapshots.class)
                                                        .withBuilder(
                                                                c ->
                                                                        new BookSnapshots(
                                                                                snapshots,
                                                                                Decisions.books(),
                                                                                c.getComponent(
                                                                                        KeptBooks
                                                                                                .class),
                                                                                bookBytes / 2,
                                                                                metrics))
                                                        .onShutdown(
                                                                Phase.EXTERNAL_CONNECTIONS,
                                                                BookSnapshots::close))
                                        .registerComponent(
                                                ComponentDefinition.ofType(BookAudit.class)
                                                        .withBuilder(
                                                                c ->
                                                                        new BookAudit(
                                                                                log,
                                                                                c.getComponent(
                                                                                        KeptBooks
                                                                                                .class),
                                                                                metrics))
                                                        .onStart(
                                                                Phase.EXTERNAL_CONNECTIONS,
                                                                BookAudit::start)
                                                        .onShutdown(
                                                                Phase.EXTERNAL_CONNECTIONS,
                                                                BookAudit::close))
                                        .registerComponent(
                                                BookRepository.class,
                                                c -> repository(log, c, metrics))
                                        .registerComponent(
                                                StateManager.class,
                                                c ->
                                                        SimpleStateManager.named("books")
                                                                .register(
                                                                        c.getComponent(
                                                                                BookRepository
                                                                                        .class)))
                                        .registerComponent(
                                                CommandDesk.class,
                                                c ->
                                                        new AxonCommandDesk(
                                                                c.getComponent(CommandBus.class),
                                                                metrics)))
                .registerCommandHandlingModule(handlers);
    }

    private static BookRepository repository(EventLog log, Configuration c, MeterRegistry metrics) {
        return new BookRepository(
                log,
                c.getComponent(EventStore.class),
                c.getComponent(KeptBooks.class),
                c.getComponent(BookSnapshots.class),
                metrics);
    }

    private static <C extends Command> void register(
            CommandHandlingModule.CommandHandlerPhase handlers, Decision<C> decision) {
        handlers.commandHandler(
                WarehouseMessageTypes.of(decision.commandType()).qualifiedName(),
                c ->
                        new DecisionHandler<>(
                                decision,
                                c.getComponent(EventStore.class),
                                c.getComponent(StateManager.class),
                                c.getComponent(BookRepository.class),
                                Decisions.sequels()));
    }
}
