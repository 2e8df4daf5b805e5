package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;
import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog.Appended;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.chain.LogAuditor;
import io.lotline.core.eventlog.mongo.embedded.EmbeddedMongo;
import io.lotline.core.testing.LossyProxy;
import io.lotline.core.testing.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A commit whose acknowledgement was lost is found again, never doubled.
class LostAnswerTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EmbeddedMongo store = EmbeddedMongo.open(TestStores.folder());
    private final LossyProxy proxy = LossyProxy.to(store.port());
    private final MongoClient client =
            MongoClients.create(
                    "mongodb://127.0.0.1:"
                            + proxy.port()
                            + "/?directConnection=true&retryWrites=false");
    private final MongoEventLog log =
            MongoEventLog.onEmbedded(
                    client, client.getDatabase("lotline"), store, LogSettings.DEFAULT, meters);

    @AfterEach
    void close() {
        log.close();
        client.close();
        proxy.close();
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
        assertThat(LogAuditor.audit(log.commits()).flaw()).isEmpty();
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
        assertThat(LogAuditor.audit(log.commits()).flaw()).isEmpty();
    }

    /// The negative control: who repeats instead of reading back has it twice, and the auditor says
    /// so.
    @Test
    void a_caller_that_repeats_a_lost_append_doubles_it() throws Exception {
        NewEvent event = event("A");
        append(event);
        append(event);

        assertThat(LogAuditor.audit(log.commits()).flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw.reason()).contains("twice"));
    }

    private Appended append(NewEvent event) throws Exception {
        return log.append(List.of(event), AppendCondition.NONE).get(30, TimeUnit.SECONDS);
    }
}
