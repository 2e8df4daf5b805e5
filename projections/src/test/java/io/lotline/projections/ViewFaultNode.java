package io.lotline.projections;

import io.lotline.core.axon.Decisions;
import io.lotline.core.axon.LotlineConfigurer;
import io.lotline.core.axon.SampleEvents;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.Request;
import io.lotline.core.enterprise.RegisterEnterprise;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.projections.engine.StoreUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.configuration.AxonConfiguration;

/// One application of [ViewFaultRun] with all its views: one caller appends events of all types,
/// one hands in commands and asks again with the same key until it has an answer, one reads views.
/// It ends when its input does, after everybody has an answer.
///
/// Arguments: connection string, database, journal file, seed. Each line of the journal is a letter
/// and a word: `A` an acknowledged event's id, `C` the enterprise of a command that was answered,
/// `R` a read that was answered, `U` an answer that was unknown, `D` one that was a defect.
final class ViewFaultNode {
    private static final long PAUSE_MILLIS = 20;
    private static final long READ_PAUSE_MILLIS = 50;
    private static final Duration READ_WAIT = Duration.ofSeconds(2);

    private final EventLog log;
    private final CommandDesk desk;
    private final Views views;
    private final Path journal;
    private final long seed;
    private volatile boolean stop;
    private volatile long acknowledged;

    /// What a caller does once.
    private interface Call {
        void run() throws InterruptedException;
    }

    private ViewFaultNode(EventLog log, CommandDesk desk, Views views, Path journal, long seed) {
        this.log = log;
        this.desk = desk;
        this.views = views;
        this.journal = journal;
        this.seed = seed;
    }

    public static void main(String[] arguments) throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (LotlineStore store =
                        LotlineStore.open(
                                StoreSettings.replicaSet(arguments[0], registry)
                                        .withDatabase(arguments[1]));
                Views views = Views.start(store, registry, Views.PARK, Clock.systemUTC())) {
            AxonConfiguration axon =
                    LotlineConfigurer.configurer(store.log(), registry, Decisions.all()).start();
            new ViewFaultNode(
                            store.log(),
                            axon.getComponent(CommandDesk.class),
                            views,
                            Path.of(arguments[2]),
                            Long.parseLong(arguments[3]))
                    .run();
            axon.shutdown();
        }
    }

    private void run() throws InterruptedException, IOException {
        Random random = new Random(seed);
        List<Thread> callers =
                List.of(
                        calling(() -> append(random)),
                        calling(commands()::next),
                        calling(this::read));
        while (System.in.read() >= 0) {
            // until it ends
        }
        stop = true;
        for (Thread caller : callers) {
            caller.join();
        }
    }

    /// An answer that is neither good nor an outage is a defect.
    private Thread calling(Call call) {
        return Thread.startVirtualThread(
                () -> {
                    try {
                        while (!stop) {
                            try {
                                call.run();
                            } catch (LogUnavailable | StoreUnavailable e) {
                                told('U', e.getClass().getSimpleName());
                                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                            } catch (RuntimeException e) {
                                told('D', firstLines(e));
                                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static String firstLines(RuntimeException e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString().lines().limit(6).reduce("", (a, b) -> a + " | " + b.strip());
    }

    private synchronized void told(char kind, String word) {
        try {
            Files.writeString(
                    journal,
                    kind + " " + word + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(Random random) throws InterruptedException {
        List<WarehouseEvent> types = SampleEvents.all(random);
        WarehouseEvent event = types.get(random.nextInt(types.size()));
        NewEvent written =
                new NewEvent(
                        UUID.randomUUID().toString(),
                        EventCatalogue.nameOf(event.getClass()),
                        EventCatalogue.versionOf(event.getClass()),
                        Instant.now(),
                        "tester",
                        event.tags(),
                        EventJson.write(event),
                        Map.of());
        try {
            long last = log.append(List.of(written), AppendCondition.NONE).join().last();
            told('A', written.id());
            acknowledged = last;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }

    private Commands commands() {
        return new Commands();
    }

    /// The same command until it is answered, then the next.
    private final class Commands {
        private int count;

        void next() throws InterruptedException {
            String name = "F" + seed + "-" + count;
            RegisterEnterprise command =
                    new RegisterEnterprise(
                            new EnterpriseId(name),
                            name,
                            null,
                            Set.of(EnterpriseRole.values()[0]),
                            List.of());
            CommandDesk.Answer answer =
                    desk.handle(command, new Request("tester", name, name, Instant.now()));
            switch (answer) {
                case CommandDesk.Answer.Done _ -> told('C', name);
                case CommandDesk.Answer.Refused refused -> told('D', refused.toString());
            }
            count++;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /// A page of one view after the other, as fresh as what this node has acknowledged.
    private void read() throws InterruptedException {
        long wanted = acknowledged;
        List<String> read = new ArrayList<>();
        if (views.await(wanted, READ_WAIT, "stock", "enterprises")) {
            read.add(String.valueOf(views.enterprises().find(null, null, 10).items().size()));
            told('R', read.toString());
        }
        TimeUnit.MILLISECONDS.sleep(READ_PAUSE_MILLIS);
    }
}
