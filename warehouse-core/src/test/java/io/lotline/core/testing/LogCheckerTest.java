package io.lotline.core.testing;

import static io.lotline.core.eventlog.Events.event;
import static io.lotline.core.eventlog.Events.tags;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.AppendConflict;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.testing.AppendJournal.Answer;
import io.lotline.core.testing.AppendJournal.Entry;
import io.lotline.core.testing.AppendJournal.Journal;
import io.lotline.core.testing.AppendJournal.Kind;
import io.lotline.core.testing.AppendJournal.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The checker passes a whole log and finds each thing that may go wrong with one.
class LogCheckerTest {
    private static final Criteria LOT =
            Criteria.of(new Criterion(tags("lot=1|;, é"), Set.of("A", "B")));

    private static LotlineStore store;
    private static List<BsonDocument> documents = List.of();
    private static Journal journal = new Journal(List.of(), List.of());

    /// Four commits: an event of the lot, another thing, the lot again on its condition, two
    /// events; and one append that was refused.
    @BeforeAll
    static void a_small_log() {
        store = TestStores.embedded();
        ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        JournaledLog log = new JournaledLog(store.log(), AppendJournal.to(lines));
        log.append(List.of(event("A", "lot=1|;, é")), AppendCondition.NONE).join();
        log.append(List.of(event("C", "bin=1")), AppendCondition.NONE).join();
        log.append(List.of(event("B", "lot=1|;, é")), new AppendCondition(LOT, 1)).join();
        log.append(List.of(event("D"), event("E", "bin=1")), AppendCondition.NONE).join();
        try {
            log.append(List.of(event("B", "lot=1|;, é")), new AppendCondition(LOT, 2)).join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(AppendConflict.class);
        }
        log.source(LOT, 1);
        log.changes(List.of(new Since(LOT.alternatives().getFirst(), 1)));
        documents = Documents.of(store.database());
        journal = AppendJournal.parse(lines);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void a_whole_log_has_no_flaw() {
        assertThat(LogChecker.flaws(documents, journal)).isEmpty();
        assertThat(journal.entries())
                .extracting(entry -> entry.answer().kind())
                .containsExactly(Kind.STORED, Kind.STORED, Kind.STORED, Kind.STORED, Kind.CONFLICT);
    }

    @Test
    void a_missing_a_repeated_and_an_exchanged_commit_are_found() {
        assertThat(flaws(list -> list.remove(1))).anyMatch(flaw -> flaw.contains("After 1"));
        assertThat(flaws(List::removeLast)).singleElement().asString().startsWith("Lost");
        assertThat(flaws(list -> list.add(list.getLast())))
                .anyMatch(flaw -> flaw.contains("comes again"));
        assertThat(flaws(list -> Collections.swap(list, 1, 2)))
                .anyMatch(flaw -> flaw.contains("After 1 comes 3"));
    }

    @Test
    void any_changed_field_is_found() {
        List<Consumer<BsonDocument>> changes =
                List.of(
                        commit -> commit.put("_id", new BsonInt64(9)),
                        commit -> commit.put("at", new BsonDateTime(1)),
                        commit -> commit.put("hash", new BsonBinary(new byte[32])),
                        commit -> commit.getArray("tags").clear(),
                        commit -> commit.getArray("types").clear(),
                        commit -> firstEvent(commit).put("id", new BsonString("x")),
                        commit -> firstEvent(commit).put("name", new BsonString("x")),
                        commit -> firstEvent(commit).put("actor", new BsonString("x")),
                        commit -> firstEvent(commit).put("data", new BsonString("x")),
                        commit -> firstEvent(commit).put("at", new BsonDateTime(1)),
                        commit -> firstEvent(commit).getArray("tags").clear(),
                        commit -> firstEvent(commit).getDocument("meta").clear());
        for (Consumer<BsonDocument> change : changes) {
            assertThat(flaws(list -> change.accept(list.get(2)))).isNotEmpty();
        }
    }

    @Test
    void a_broken_condition_is_found() {
        assertThat(flawsWith(2, entry -> after(entry, 0)))
                .singleElement()
                .asString()
                .startsWith("Condition broken");
    }

    @Test
    void what_callers_were_told_is_held_against_the_log() {
        assertThat(flawsWith(2, entry -> entry.told(Answer.NOTHING_STORED)))
                .singleElement()
                .asString()
                .startsWith("Stored");
        assertThat(flawsWith(2, entry -> entry.told(new Answer(Kind.CONFLICT, 5, ""))))
                .singleElement()
                .asString()
                .startsWith("Stored");
        assertThat(flawsWith(2, entry -> entry.told(new Answer(Kind.STORED, 4, ""))))
                .singleElement()
                .asString()
                .startsWith("Moved");
        assertThat(flawsWith(4, entry -> after(entry, 3)))
                .singleElement()
                .asString()
                .startsWith("No conflict");
        assertThat(flawsWith(4, entry -> entry.told(new Answer(Kind.STORED, 6, ""))))
                .singleElement()
                .asString()
                .startsWith("Lost");
    }

    @Test
    void an_unknown_outcome_may_be_either() {
        assertThat(flawsWith(2, entry -> entry.told(Answer.UNKNOWN))).isEmpty();
        assertThat(flawsWith(4, entry -> entry.told(Answer.NONE))).isEmpty();
    }

    @Test
    void an_incomplete_reading_is_found() {
        assertThat(journal.readings()).extracting(Reading::events).containsExactly(2, 1);
        for (Reading reading : journal.readings()) {
            Reading wrong =
                    new Reading(
                            reading.criteria(),
                            reading.after(),
                            reading.to(),
                            reading.events() - 1);
            assertThat(LogChecker.flaws(documents, new Journal(journal.entries(), List.of(wrong))))
                    .singleElement()
                    .asString()
                    .startsWith("Misread");
        }
    }

    @Test
    void a_commit_that_nobody_asked_for_is_found() {
        assertThat(
                        LogChecker.flaws(
                                documents, new Journal(journal.entries().subList(1, 5), List.of())))
                .singleElement()
                .asString()
                .startsWith("Nobody asked");
    }

    /// The last commit has two events: of two appends, or of one.
    @Test
    void a_commit_holds_whole_appends_and_nothing_else() {
        String second =
                documents
                        .getLast()
                        .getArray("events")
                        .get(1)
                        .asDocument()
                        .getString("id")
                        .getValue();
        Entry two = journal.entries().get(3);
        List<Entry> shared = new ArrayList<>(journal.entries());
        shared.set(3, withEvents(two, 1));
        shared.add(
                new Entry(
                        second,
                        1,
                        two.after(),
                        two.criteria(),
                        new Answer(Kind.STORED, two.answer().position() + 1, two.answer().hash())));

        assertThat(LogChecker.flaws(documents, new Journal(shared, journal.readings()))).isEmpty();
        assertThat(
                        LogChecker.flaws(
                                documents, new Journal(shared.subList(0, 5), journal.readings())))
                .singleElement()
                .asString()
                .startsWith("Nobody asked");
        assertThat(flawsWith(3, entry -> withEvents(entry, 3)))
                .singleElement()
                .asString()
                .startsWith("Not whole");
    }

    private static Entry withEvents(Entry entry, int events) {
        return new Entry(entry.id(), events, entry.after(), entry.criteria(), entry.answer());
    }

    private static BsonDocument firstEvent(BsonDocument commit) {
        return commit.getArray("events").get(0).asDocument();
    }

    private static Entry after(Entry entry, long after) {
        return new Entry(entry.id(), entry.events(), after, entry.criteria(), entry.answer());
    }

    private static List<String> flaws(Consumer<List<BsonDocument>> change) {
        List<BsonDocument> changed = new ArrayList<>();
        documents.forEach(document -> changed.add(document.clone()));
        change.accept(changed);
        return LogChecker.flaws(changed, journal);
    }

    private static List<String> flawsWith(int index, UnaryOperator<Entry> change) {
        List<Entry> changed = new ArrayList<>(journal.entries());
        changed.set(index, change.apply(changed.get(index)));
        return LogChecker.flaws(documents, new Journal(changed, journal.readings()));
    }
}
