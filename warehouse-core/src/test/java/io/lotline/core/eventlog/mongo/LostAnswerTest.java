package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;
import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.mongo.embedded.EmbeddedMongo;
import io.lotline.core.eventlog.mongo.embedded.StoreOnTcp;
import io.lotline.core.testing.AppendJournal;
import io.lotline.core.testing.Documents;
import io.lotline.core.testing.JournaledLog;
import io.lotline.core.testing.LogChecker;
import io.lotline.core.testing.LossyProxy;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A commit whose acknowledgement was lost is found again, never doubled.
class LostAnswerTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EmbeddedMongo store = EmbeddedMongo.open(TestStores.folder());
    private final StoreOnTcp wire = StoreOnTcp.of(store);
    private final LossyProxy proxy = LossyProxy.to(wire.port());
    private final MongoClient client =
            MongoClients.create(
                    "mongodb://127.0.0.1:"
                            + proxy.port()
                            + "/?directConnection=true&retryWrites=false");
    private final MongoDatabase database = client.getDatabase("lotline");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final EventLog log =
            new JournaledLog(
                    MongoEventLog.onEmbedded(client, database, store, LogSettings.DEFAULT, meters),
                    AppendJournal.to(lines));

    @AfterEach
    void close() {
        log.close();
        client.close();
        proxy.close();
        wire.close();
        store.close();
    }

    @Test
    void a_commit_whose_answer_was_lost_is_acknowledged_once_at_its_place() throws Exception {
        append(event("A"));
        proxy.loseAnswersToInserts(1);

        Appended appended = append(event("B"));

        assertThat(proxy.lost()).isEqualTo(1);
        assertThat(appended.first()).isEqualTo(2);
        assertThat(log.head().position()).isEqualTo(2);
        assertThat(flaws()).isEmpty();
        assertThat(meters.counter("lotline.log.unknown.resolved").count()).isEqualTo(1);
    }

    @Test
    void a_whole_round_whose_answers_were_lost_again_and_again_is_stored_once() throws Exception {
        proxy.loseAnswersToInserts(3);

        List<CompletableFuture<Appended>> answers =
                range(0, 50)
                        .mapToObj(i -> log.append(List.of(event("A")), AppendCondition.NONE))
                        .toList();

        for (CompletableFuture<Appended> answer : answers) {
            answer.get(30, TimeUnit.SECONDS);
        }
        assertThat(proxy.lost()).isPositive();
        assertThat(answers.stream().map(answer -> answer.join().first()).distinct()).hasSize(50);
        assertThat(log.head().position()).isEqualTo(50);
        assertThat(flaws()).isEmpty();
    }

    /// The negative control: a log that does not recognise what it reads back stores it again, and
    /// the checker says so.
    @Test
    void without_reading_back_a_lost_answer_doubles_a_commit() throws Exception {
        try (EventLog forgetful =
                MongoEventLog.open(
                        new LogCollection(client, database, false),
                        Durability.MAJORITY,
                        new EmbeddedTagHistory(store, database.getName(), LogCollection.NAME),
                        new ForgetfulCommits(true, false),
                        LogSettings.DEFAULT,
                        new SimpleMeterRegistry())) {
            proxy.loseAnswersToInserts(1);
            forgetful.append(List.of(event("A")), AppendCondition.NONE).get(30, TimeUnit.SECONDS);
        }
        assertThat(proxy.lost()).isEqualTo(1);
        assertThat(flaws()).anyMatch(flaw -> flaw.contains("comes again"));
    }

    /// The negative control: who repeats instead of reading back has it twice, and the checker says
    /// so.
    @Test
    void a_caller_that_repeats_a_lost_append_doubles_it() throws Exception {
        NewEvent event = event("A");
        append(event);
        append(event);

        assertThat(flaws()).anyMatch(flaw -> flaw.contains("comes again"));
    }

    private List<String> flaws() {
        return LogChecker.flaws(Documents.of(database), AppendJournal.parse(lines));
    }

    private Appended append(NewEvent event) throws Exception {
        return log.append(List.of(event), AppendCondition.NONE).get(30, TimeUnit.SECONDS);
    }
}
