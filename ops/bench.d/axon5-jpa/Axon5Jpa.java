package io.lotline.ops.bench;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.conversion.json.JacksonConverter;
import org.axonframework.eventsourcing.eventstore.AggregateBasedConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateBasedJpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateEventEntry;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.conversion.DelegatingEventConverter;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.descriptor.jdbc.BinaryJdbcType;

/// Axon 5's own JPA storage engine on PostgreSQL, by Hibernate and a connection for each writer:
/// `append` is one event a transaction. The payload is a bytea: Hibernate's own choice, a large
/// object for each event, is several times slower.
///
/// Arguments: the JDBC URL, the payload.
public final class Axon5Jpa {
    private static final int EVENTS = 10;
    private static final int CONNECTIONS = 80;
    private static final MessageType RECEIVED = new MessageType("lotline.GoodsReceived");

    private final AggregateBasedJpaEventStorageEngine engine;
    private final byte[] payload;

    private Axon5Jpa(SessionFactory sessions, byte[] payload) {
        ThreadLocal<EntityManager> current = new ThreadLocal<>();
        this.payload = payload;
        this.engine =
                new AggregateBasedJpaEventStorageEngine(
                        () -> left(current.get()),
                        transactions(sessions, current),
                        new DelegatingEventConverter(new JacksonConverter()),
                        configuration -> configuration);
    }

    public static void main(String[] arguments) throws Exception {
        try (SessionFactory sessions = sessions(arguments[0])) {
            Axon5Jpa axon = new Axon5Jpa(sessions, arguments[1].getBytes());
            LineProtocol.serve((name, writers) -> axon.appends(writers));
        }
    }

    private Contender appends(int writers) {
        String[] stream = new String[writers];
        long[] sequence = new long[writers];
        return new ClosedLoop(
                "append",
                writers,
                Thread.ofPlatform().factory(),
                writer -> {
                    if (sequence[writer] % EVENTS == 0) {
                        stream[writer] = UUID.randomUUID().toString();
                        sequence[writer] = 0;
                    }
                    append(stream[writer], sequence[writer]++);
                    return 1;
                });
    }

    private void append(String stream, long sequence) {
        Tag tag = Tag.of("bin", stream);
        EventMessage event =
                new GenericEventMessage(
                        UUID.randomUUID().toString(), RECEIVED, payload, Map.of(), Instant.now());
        AppendCondition condition =
                AppendCondition.withCriteria(EventCriteria.havingTags(tag))
                        .withMarker(new AggregateBasedConsistencyMarker(stream, sequence - 1));
        engine.appendEvents(
                        condition,
                        null,
                        List.of(new GenericTaggedEventMessage<>(event, Set.of(tag))))
                .join()
                .commit(null)
                .join();
    }

    /// A transaction with an entity manager of its own on each thread.
    private static TransactionManager transactions(
            SessionFactory sessions, ThreadLocal<EntityManager> current) {
        return () -> {
            EntityManager manager = sessions.createEntityManager();
            manager.getTransaction().begin();
            current.set(manager);
            return new Transaction() {
                @Override
                public void commit() {
                    manager.getTransaction().commit();
                    manager.close();
                }

                @Override
                public void rollback() {
                    manager.getTransaction().rollback();
                    manager.close();
                }
            };
        };
    }

    /// The engine closes what it is given before it commits; whoever began the transaction does.
    private static EntityManager left(EntityManager manager) {
        return (EntityManager)
                Proxy.newProxyInstance(
                        EntityManager.class.getClassLoader(),
                        new Class<?>[] {EntityManager.class},
                        (proxy, method, values) -> {
                            if (method.getName().equals("close")) {
                                return null;
                            }
                            try {
                                return method.invoke(manager, values);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static SessionFactory sessions(String url) {
        Metadata metadata =
                new MetadataSources(
                                new StandardServiceRegistryBuilder()
                                        .applySetting("hibernate.dialect", Bytea.class.getName())
                                        .applySetting("hibernate.connection.url", url)
                                        .applySetting("hibernate.hbm2ddl.auto", "create")
                                        .applySetting(
                                                "hibernate.hikari.maximumPoolSize",
                                                Integer.toString(CONNECTIONS))
                                        .build())
                        .addAnnotatedClass(AggregateEventEntry.class)
                        .buildMetadata();
        return metadata.buildSessionFactory();
    }

    /// PostgreSQL with bytes as bytea.
    public static final class Bytea extends PostgreSQLDialect {
        @Override
        public void contributeTypes(TypeContributions types, ServiceRegistry registry) {
            super.contributeTypes(types, registry);
            types.getTypeConfiguration()
                    .getJdbcTypeRegistry()
                    .addDescriptor(Types.BLOB, BinaryJdbcType.INSTANCE);
        }

        @Override
        protected String columnType(int sqlType) {
            return sqlType == Types.BLOB ? "bytea" : super.columnType(sqlType);
        }
    }
}
