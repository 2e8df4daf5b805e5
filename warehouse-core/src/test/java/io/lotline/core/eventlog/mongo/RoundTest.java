package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.NOON;
import static io.lotline.core.eventlog.Events.event;
import static io.lotline.core.eventlog.Events.eventAt;
import static io.lotline.core.eventlog.Events.eventOf;
import static io.lotline.core.eventlog.Events.tags;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.chain.LogAuditor;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

/// What one insert makes of appends.
class RoundTest {
    private static final Criteria LOT = Criteria.of(new Criterion(tags("lot=批号一"), Set.of()));

    private static PendingAppend append(NewEvent... events) {
        return append(AppendCondition.NONE, events);
    }

    private static PendingAppend append(AppendCondition condition, NewEvent... events) {
        List<NewEvent> all = List.of(events);
        return new PendingAppend(all, Limits.check(all), CommitCodec.body(all), condition);
    }

    private static Round round(PendingAppend... appends) {
        return new Round(DurableHead.EMPTY, List.of(appends), 8);
    }

    private static PendingAppend[] small(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> append(event("收货", "lot=" + i)))
                .toArray(PendingAppend[]::new);
    }

    private static List<Integer> sizes(Round round) {
        return round.commits().stream().map(commit -> commit.events().size()).toList();
    }

    @Test
    void an_append_that_goes_alone_is_a_commit_as_its_caller_encoded_it() {
        PendingAppend alone = append(event("收货", "lot=1"), event("Moved"));

        Round round = round(alone);

        assertThat(round.documents())
                .containsExactly(
                        CommitCodec.document(
                                1, NOON, round.commits().getFirst().hash(), alone.body()));
    }

    @Test
    void small_appends_share_a_commit_and_keep_their_order_and_places() {
        PendingAppend first = append(event("收货", "lot=批号一", "bin=1"));
        PendingAppend second =
                append(eventAt(NOON.plusSeconds(5), "Moved", "bin=1"), event("Moved", "bin=2"));

        Round round = round(first, second);

        StoredCommit commit = round.commits().getFirst();
        List<StoredEvent> events = new ArrayList<>(first.at(1));
        events.addAll(second.at(2));
        assertThat(round.commits()).hasSize(1);
        assertThat(commit.events()).isEqualTo(events);
        assertThat(commit.at()).isEqualTo(NOON.plusSeconds(5));
        assertThat(round.placed())
                .containsExactly(new Placed(first, 1, commit), new Placed(second, 2, commit));
        assertThat(Placed.in(commit, second)).isEqualTo(new Placed(second, 2, commit));
        assertThat(Placed.in(commit, append(event("A")))).isNull();
    }

    /// By the driver's own reader.
    @Test
    void a_shared_document_is_a_commit_s_document_like_any_other() {
        Round round =
                round(append(event("收货", "lot=批号一", "bin=1")), append(event("Moved", "bin=1")));

        BsonDocument document = round.documents().getFirst();
        assertThat(document.keySet())
                .containsExactly("_id", "at", "hash", "n", "tags", "types", "events");
        assertThat(document.getInt32("n").getValue()).isEqualTo(2);
        assertThat(document.getArray("tags"))
                .isEqualTo(
                        new BsonArray(List.of(new BsonString("bin=1"), new BsonString("lot=批号一"))));
        assertThat(document.getArray("types"))
                .isEqualTo(new BsonArray(List.of(new BsonString("Moved"), new BsonString("收货"))));
        assertThat(round.documents().getFirst().decode(new CommitCodec()))
                .isEqualTo(round.commits().getFirst());
    }

    @Test
    void eight_share_a_commit_and_the_ninth_begins_the_next() {
        Round round = round(small(20));

        assertThat(sizes(round)).containsExactly(8, 8, 4);
        assertThat(LogAuditor.audit(round.commits()).whole()).isTrue();
        assertThat(round.placed()).extracting(Placed::first).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void what_is_large_shares_with_nobody() {
        assertThat(
                        sizes(
                                round(
                                        append(event("A")),
                                        append(eventOf("x".repeat(5_000))),
                                        append(event("B")),
                                        append(event("C")))))
                .containsExactly(1, 1, 2);
    }

    @Test
    void an_append_is_beaten_by_one_whose_commit_it_would_share() {
        PendingAppend first = append(event("收货", "lot=批号一"));
        PendingAppend second = append(new AppendCondition(LOT, 0), event("收货", "lot=批号一"));
        PendingAppend third = append(new AppendCondition(LOT, 1), event("Moved", "lot=批号一"));

        Round round = round(first, second, third);

        assertThat(round.beaten()).containsExactly(second);
        assertThat(round.placed()).extracting(Placed::append).containsExactly(first, third);
    }

    @Test
    void what_was_sent_and_comes_late_is_known_append_by_append() {
        PendingAppend[] appends = small(3);
        Round round = round(appends);
        SentCommits sent = new SentCommits();
        round.placed().forEach(sent::add);
        // and tried again
        round(appends).placed().forEach(sent::add);

        assertThat(sent.recognise(round(small(3)).commits().getFirst())).isEmpty();
        assertThat(sent.recognise(round.commits().getFirst()))
                .containsExactlyElementsOf(round.placed());
    }
}
