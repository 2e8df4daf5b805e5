package io.lotline.projections.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.projections.engine.ViewTokens;
import io.lotline.projections.engine.ViewTokens.Claim;
import io.lotline.projections.engine.ViewTokens.ClaimLost;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Claims of nodes whose wall clocks stand anywhere: only what a node sees, by its own monotonic
/// clock, decides. On every store.
abstract class ViewTokensContract {
    private static final String VIEW = "stock_v1";
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    LotlineStore store;

    abstract LotlineStore open();

    @BeforeEach
    void openStore() {
        store = open();
        node(NOON).begin(VIEW, 0);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void one_node_holds_a_token_and_who_wants_it_sees_its_signs_of_life() {
        ViewTokens first = node(NOON);
        ViewTokens second = node(NOON);
        Claim claim = first.claim(VIEW);
        for (int looks = 0; looks < 30; looks++) {
            claim.keep();
            first.flush();
            assertThat(second.claim(VIEW)).isNull();
            pass(1);
        }
        claim.reached(7);
        first.flush();
        assertThat(second.position(VIEW)).isEqualTo(claim.settled()).isEqualTo(7);
    }

    @Test
    void a_silent_holder_loses_its_token_after_some_seconds_and_learns_of_it() {
        ViewTokens first = node(NOON);
        ViewTokens second = node(NOON);
        Claim silent = first.claim(VIEW);
        silent.reached(5);
        first.flush();
        silent.reached(6);

        assertThat(secondsUntilTaken(second)).isBetween(8, 10);
        first.flush();
        assertThatThrownBy(silent::keep).isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> silent.reached(7)).isInstanceOf(ClaimLost.class);
        silent.release();
        assertThat(second.position(VIEW)).isEqualTo(5);
    }

    /// The kind: what a wall clock says is never compared with what another one said.
    @Test
    void clocks_that_were_set_back_or_forward_change_nothing() {
        for (Duration off : new Duration[] {Duration.ofHours(-8), Duration.ofHours(8)}) {
            Claim old = node(NOON).claim(VIEW);
            assertThat(old).isNotNull();
            ViewTokens restarted = node(NOON.plus(off));

            assertThat(secondsUntilTaken(restarted)).as("%s", off).isBetween(8, 10);
            set("owner", "");
        }
        ViewTokens turning = node(NOON);
        Claim kept = turning.claim(VIEW);
        ViewTokens other = node(NOON.minus(Duration.ofDays(1)));
        for (int second = 0; second < 20; second++) {
            // its clock stands still meanwhile: the mark changes all the same
            kept.keep();
            turning.flush();
            assertThat(other.claim(VIEW)).isNull();
            pass(1);
        }
    }

    /// Who did not look for a while has not seen that nothing happened.
    @Test
    void a_node_that_could_not_look_takes_nothing() {
        Claim held = node(NOON).claim(VIEW);
        ViewTokens frozen = node(NOON);
        assertThat(frozen.claim(VIEW)).isNull();
        pass(600);

        assertThat(frozen.claim(VIEW)).isNull();
        assertThat(secondsUntilTaken(frozen)).isBetween(8, 10);
        assertThat(held).isNotNull();
    }

    @Test
    void a_revoked_claim_is_taken_anew_at_once_by_its_node_and_the_old_one_writes_nothing() {
        ViewTokens node = node(NOON);
        Claim stuck = node.claim(VIEW);
        stuck.reached(3);
        node.flush();
        stuck.revoke();

        Claim fresh = node.claim(VIEW);
        assertThat(fresh).isNotNull();
        assertThat(fresh.position()).isEqualTo(3);
        fresh.reached(9);
        node.flush();
        stuck.release();
        assertThatThrownBy(() -> stuck.reached(4)).isInstanceOf(ClaimLost.class);
        node.flush();
        assertThat(node.position(VIEW)).isEqualTo(9);
    }

    @Test
    void a_claim_that_is_released_is_free_at_once_with_what_it_reached() {
        ViewTokens first = node(NOON);
        Claim claim = first.claim(VIEW);
        claim.reached(4);
        claim.release();

        Claim next = node(NOON.minusSeconds(60)).claim(VIEW);
        assertThat(next).isNotNull();
        assertThat(next.position()).isEqualTo(4);
    }

    /// As releases before this one stored it.
    @Test
    void a_token_of_before_is_read() {
        tokens().deleteMany(new Document());
        tokens().insertOne(
                        new Document("_id", VIEW + "/0")
                                .append("processor", VIEW)
                                .append("segment", 0)
                                .append("mask", 0)
                                .append("position", 41L)
                                .append("owner", "")
                                .append("claimedAt", NOON.plusSeconds(9_999).toEpochMilli()));
        ViewTokens node = node(NOON);
        node.begin(VIEW, 0);
        Claim claim = node.claim(VIEW);
        assertThat(claim).isNotNull();
        assertThat(claim.position()).isEqualTo(41);
    }

    /// @return after how many seconds of asking once a second
    int secondsUntilTaken(ViewTokens node) {
        for (int seconds = 0; seconds < 60; seconds++) {
            if (node.claim(VIEW) != null) {
                return seconds;
            }
            pass(1);
        }
        throw new AssertionError("not taken within a minute");
    }

    /// A holder in another process, silent for ever.
    void heldByAnotherProcess() {
        set("owner", "0b3ce8b2-2f5a-4cc9-90f5-2bd9f0a1f1aa");
        set("claimedAt", NOON.plusSeconds(9_999).toEpochMilli());
    }

    private void set(String field, Object value) {
        tokens().updateMany(new Document(), Updates.set(field, value));
    }

    private MongoCollection<Document> tokens() {
        return store.database().getCollection("view_tokens");
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    ViewTokens node(Instant wallClock) {
        return new ViewStore(store).tokens(Clock.fixed(wallClock, ZoneOffset.UTC), nanos::get);
    }

    static Instant noon() {
        return NOON;
    }
}
