package io.lotline.ops.bench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.eventstore.MongoEventStorageEngine;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.json.JacksonSerializer;

/// Axon 4.12 on MongoDB by its own extension, each with its defaults: `append` is one event by the
/// storage engine alone, `command` a whole command on an aggregate of ten events.
///
/// Arguments: the connection string, the database.
public final class Axon4 {
    private static final int EVENTS = 10;
    private static final int AGGREGATES = 20_000;

    private final MongoEventStorageEngine engine;
    private final AtomicLong streams = new AtomicLong();
    private final AtomicLong next = new AtomicLong();
    private final String payload;
    private CommandGateway gateway;

    private Axon4(MongoClient client, String database, String payload) {
        this.payload = payload;
        this.engine =
                MongoEventStorageEngine.builder()
                        .mongoTemplate(
                                DefaultMongoTemplate.builder()
                                        .mongoDatabase(client, database)
                                        .build())
                        .eventSerializer(JacksonSerializer.defaultSerializer())
                        .snapshotSerializer(JacksonSerializer.defaultSerializer())
                        .build();
    }

    public static void main(String[] arguments) throws Exception {
        try (MongoClient client =
                MongoClients.create(
                        MongoClientSettings.builder()
                                .applyConnectionString(new ConnectionString(arguments[0]))
                                .writeConcern(WriteConcern.MAJORITY)
                                .applyToConnectionPoolSettings(pool -> pool.maxSize(300))
                                .build())) {
            Axon4 axon = new Axon4(client, arguments[1], arguments[2]);
            LineProtocol.serve(axon::workload);
        }
    }

    private Contender workload(String name, int writers) throws Exception {
        return switch (name) {
            case "append" -> appends(writers);
            case "command" -> commands(writers);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// Streams of ten events each, one event a commit, the expected sequence number known.
    private Contender appends(int writers) {
        String[] stream = new String[writers];
        long[] sequence = new long[writers];
        return new ClosedLoop(
                "append",
                writers,
                Thread.ofPlatform().factory(),
                writer -> {
                    if (sequence[writer] % EVENTS == 0) {
                        stream[writer] = "s-" + streams.incrementAndGet() + "-" + UUID.randomUUID();
                        sequence[writer] = 0;
                    }
                    engine.appendEvents(event(stream[writer], sequence[writer]++));
                    return 1;
                });
    }

    private Contender commands(int writers) throws Exception {
        if (gateway == null) {
            gateway = gateway();
        }
        return new ClosedLoop(
                "command",
                writers,
                Thread.ofPlatform().factory(),
                writer -> {
                    gateway.sendAndWait(
                            new Receive(aggregate(next.getAndIncrement() % AGGREGATES), payload));
                    return 1;
                });
    }

    private CommandGateway gateway() throws Exception {
        List<Thread> fillers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int from = i;
            fillers.add(
                    Thread.startVirtualThread(
                            () -> {
                                for (int a = from; a < AGGREGATES; a += 16) {
                                    List<DomainEventMessage<?>> events = new ArrayList<>(EVENTS);
                                    for (int e = 0; e < EVENTS; e++) {
                                        events.add(event(aggregate(a), e));
                                    }
                                    engine.appendEvents(events);
                                }
                            }));
        }
        for (Thread filler : fillers) {
            filler.join();
        }
        CommandBus bus = SimpleCommandBus.builder().build();
        EventStore store = EmbeddedEventStore.builder().storageEngine(engine).build();
        EventSourcingRepository<Bin> repository =
                EventSourcingRepository.builder(Bin.class).eventStore(store).build();
        AggregateAnnotationCommandHandler.<Bin>builder()
                .aggregateType(Bin.class)
                .repository(repository)
                .build()
                .subscribe(bus);
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    private static String aggregate(long number) {
        return "bin-" + number;
    }

    private DomainEventMessage<?> event(String stream, long sequence) {
        return new GenericDomainEventMessage<>(
                "Bin", stream, sequence, new Received(stream, payload));
    }

    public record Received(String bin, String movement) {}

    public record Receive(@TargetAggregateIdentifier String bin, String movement) {}

    public static class Bin {
        @AggregateIdentifier private String id;
        private int received;

        protected Bin() {}

        @CommandHandler
        public void handle(Receive command) {
            if (received >= 0) {
                AggregateLifecycle.apply(new Received(id, command.movement()));
            }
        }

        @EventSourcingHandler
        public void on(Received event) {
            id = event.bin();
            received++;
        }
    }
}
