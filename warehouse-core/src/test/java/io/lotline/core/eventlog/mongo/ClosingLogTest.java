package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;
import static io.lotline.core.eventlog.Events.tags;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.core.eventlog.mongo.embedded.EmbeddedMongo;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A log that closes leaves nobody without an answer.
class ClosingLogTest {
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean holding;
    private final EmbeddedMongo store = EmbeddedMongo.open(TestStores.folder());
    private final MongoClient client =
            MongoClients.create(
                    store.applyTo(MongoClientSettings.builder())
                            .addCommandListener(new Holding())
                            .build());
    private final EventLog log =
            MongoEventLog.onEmbedded(
                    client,
                    client.getDatabase("lotline"),
                    store,
                    LogSettings.DEFAULT.withWindow(2, 1024),
                    new SimpleMeterRegistry());

    @AfterEach
    void close() {
        log.close();
        client.close();
        store.close();
    }

    /// The store says that the condition does not hold when nobody hands out answers any more.
    @Test
    void who_is_refused_while_the_log_closes_hears_that_it_closed() throws Exception {
        for (int i = 0; i < 6; i++) {
            log.append(List.of(event("Taken", "lot=" + i)), AppendCondition.NONE).join();
        }
        holding = true;
        CompletableFuture<Appended> append =
                log.append(
                        List.of(event("Taken", "lot=0")),
                        new AppendCondition(
                                Criteria.of(new Criterion(tags("lot=0"), Set.of())), 0));
        assertThat(asked.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        Thread closing = Thread.ofPlatform().start(log::close);
        Poll.until("the log waits for its callbacks", DEADLINE, () -> awaitsTermination(closing));
        answered.countDown();
        closing.join();

        assertThat(append).isDone();
        assertThatThrownBy(append::join)
                .hasCauseInstanceOf(LogUnavailable.class)
                .hasMessageContaining("closed");
    }

    private static boolean awaitsTermination(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("awaitTermination"));
    }

    /// Holds up what is asked of the index.
    private final class Holding implements CommandListener {
        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (holding
                    && event.getCommandName().equals("find")
                    && event.getCommand().toString().contains("lot=0")) {
                asked.countDown();
                try {
                    assertThat(answered.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
