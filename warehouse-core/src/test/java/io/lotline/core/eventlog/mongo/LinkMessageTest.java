package io.lotline.core.eventlog.mongo;

import static io.lotline.core.eventlog.Events.event;
import static io.lotline.core.eventlog.Events.tags;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Events;
import io.lotline.core.eventlog.Limits;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class LinkMessageTest {
    private static final AppendCondition CONDITION =
            new AppendCondition(
                    new Criteria(
                            List.of(
                                    new Criterion(
                                            tags("lot=批号一", "di=0690"), Set.of("收货", "Moved")),
                                    new Criterion(Set.of(), Set.of()))),
                    41);
    private final List<NewEvent> events = List.of(event("收货", "lot=批号一"), event("Moved"));

    private PendingAppend append() {
        return new PendingAppend(events, Limits.check(events), CommitCodec.body(events), CONDITION);
    }

    @Test
    void an_append_becomes_the_same_commit_at_the_other_node() throws Exception {
        PendingAppend sent = append();

        LinkMessage.Hand hand =
                (LinkMessage.Hand) LinkMessage.read(LinkMessage.hand(List.of(sent), 57));

        PendingAppend read = hand.appends().getFirst();
        assertThat(read.id()).isEqualTo(events.getFirst().id());
        assertThat(read.condition()).isEqualTo(CONDITION);
        assertThat(read.body()).isEqualTo(sent.body());
        assertThat(read.isForeign()).isTrue();
        assertThat(read.checkedTo()).isEqualTo(57);
        assertThat(commit(read)).isEqualTo(commit(sent));
    }

    @Test
    void a_round_is_read_as_it_is_stored() throws Exception {
        StoredCommit commit = commit(append());
        RawBsonDocument document =
                CommitCodec.document(
                        commit.position(), commit.at(), commit.hash(), append().body());
        BsonDocument time = new BsonDocument("operation", new BsonTimestamp(7, 1));

        News.Written written = written(LinkMessage.written(List.of(document), time));

        assertThat(written.commits()).containsExactly(commit);
        assertThat(written.time()).isEqualTo(time);
        assertThat(written(LinkMessage.written(List.of(), null)).time()).isNull();
    }

    private static StoredCommit commit(PendingAppend append) {
        return new Round(DurableHead.EMPTY, List.of(append), 1).commits().getFirst();
    }

    private static News.Written written(byte[] message) throws IOException {
        return (News.Written) ((LinkMessage.Tell) LinkMessage.read(message)).news();
    }

    @Test
    void what_is_large_or_another_node_s_stays_where_it_is() {
        List<NewEvent> large = List.of(Events.eventOf("x".repeat(1_500_000)));

        assertThat(append().staysHere()).isFalse();
        assertThat(
                        new PendingAppend(
                                        large,
                                        Limits.check(large),
                                        CommitCodec.body(large),
                                        CONDITION)
                                .staysHere())
                .isTrue();
        assertThat(PendingAppend.foreign(append().body(), CONDITION, 57).staysHere()).isTrue();
    }

    /// As another release may send it.
    @Test
    void whatever_comes_is_read_or_refused() {
        byte[] message = LinkMessage.hand(List.of(append()), 57);
        for (int at = 0; at < message.length; at++) {
            byte[] changed = message.clone();
            changed[at] ^= (byte) (1 + at % 255);
            try {
                assertThat(LinkMessage.read(changed)).isNotNull();
            } catch (IOException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void what_does_not_fit_is_refused() {
        byte[] message = LinkMessage.hand(List.of(append()), 57);

        assertThatThrownBy(() -> LinkMessage.read(new byte[] {9})).isInstanceOf(IOException.class);
        for (int length = 0; length < message.length; length++) {
            byte[] cut = Arrays.copyOf(message, length);
            assertThatThrownBy(() -> LinkMessage.read(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }
}
