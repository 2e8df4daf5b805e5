package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.lotline.core.eventlog.EventLog.Head;
import io.lotline.core.eventlog.Snapshots;
import io.lotline.core.eventlog.Snapshots.Page;
import io.lotline.core.eventlog.Snapshots.Snapshot;
import io.lotline.core.testing.TestStores;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Snapshots on a real store: what is found is what was saved last, or nothing.
@ParameterizedClass
@ValueSource(booleans = {true, false})
class SnapshotCollectionTest {
    private static final Head HEAD = new Head(100, "ab");

    @Parameter boolean embedded;

    private LotlineStore store;

    private MongoDatabase database() {
        if (store == null) {
            store = embedded ? TestStores.embedded() : TestStores.replicaSet();
        }
        return store.database();
    }

    private Snapshots open(Head passing) {
        return SnapshotCollection.open(database(), () -> HEAD, passing::equals);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void the_last_one_saved_is_found_also_by_who_opens_it_later() {
        Snapshots snapshots = open(HEAD);
        assertThat(snapshots.find("order/1 \"A\"")).isNull();
        snapshots.save(List.of(snapshot("order/1", "A", 90, 20), snapshot("order/1", "A#1", 9, 3)));
        snapshots.save(List.of(snapshot("order/1", "A", 95, 30)));
        for (Snapshots each : List.of(snapshots, open(HEAD))) {
            Snapshot found = each.find("order/1 A");
            assertThat(found).isNotNull();
            assertThat(found.position()).isEqualTo(95);
            assertThat(found.content()).isEqualTo(content(30));
            assertThat(each.find("order/1 A#1").content()).isEqualTo(content(3));
        }
    }

    @Test
    void a_large_one_is_cut_into_parts_and_a_smaller_one_leaves_none_behind() {
        Snapshots snapshots = open(HEAD);
        snapshots.save(List.of(snapshot("order/1", "A", 90, 9_000_000)));
        assertThat(snapshots.find("order/1 A").content()).isEqualTo(content(9_000_000));
        assertThat(documents().countDocuments()).isEqualTo(1 + 3);
        snapshots.save(List.of(snapshot("order/1", "A", 91, 10)));
        assertThat(documents().countDocuments()).isEqualTo(1 + 1);
        assertThat(snapshots.find("order/1 A").content()).isEqualTo(content(10));
    }

    @Test
    void what_is_damaged_is_not_found() {
        Snapshots snapshots = open(HEAD);
        snapshots.save(List.of(snapshot("order/1", "A", 90, 9_000_000)));
        for (var damage :
                List.of(
                        Updates.set("content", new Binary(content(7))),
                        Updates.set("position", 91L),
                        Updates.set("parts", 4),
                        Updates.unset("sum"))) {
            snapshots.save(List.of(snapshot("order/1", "A", 90, 9_000_000)));
            assertThat(snapshots.find("order/1 A")).isNotNull();
            documents().updateOne(Filters.regex("_id", "#0000$"), damage);
            assertThat(snapshots.find("order/1 A")).as("%s", damage).isNull();
        }
        snapshots.save(List.of(snapshot("order/1", "A", 90, 9_000_000)));
        documents().deleteOne(Filters.regex("_id", "#0001$"));
        assertThat(snapshots.find("order/1 A")).isNull();
    }

    @Test
    void beside_another_log_they_are_gone() {
        open(HEAD).save(List.of(snapshot("order/1", "A", 90, 20)));
        assertThat(open(new Head(100, "another")).find("order/1 A")).isNull();
        assertThat(documents().countDocuments()).isZero();
    }

    @Test
    void what_is_later_than_the_head_is_not_saved() {
        Snapshots snapshots = open(HEAD);
        snapshots.save(List.of(snapshot("order/1", "A", 101, 20)));
        assertThat(snapshots.find("order/1 A")).isNull();
    }

    @Test
    void other_families_are_dropped() {
        Snapshots snapshots = open(HEAD);
        snapshots.save(List.of(snapshot("order/1", "A", 90, 20), snapshot("order/2", "A", 90, 9)));
        snapshots.retain(Set.of("order/2"));
        assertThat(open(HEAD).find("order/1 A")).isNull();
        assertThat(open(HEAD).find("order/2 A")).isNotNull();
    }

    @Test
    void pages_are_found_by_their_snapshot_and_name_and_dropped_with_its_family() {
        Snapshots snapshots = open(HEAD);
        snapshots.savePages("order/1 A", List.of(page("p1", 20), page("p2", 9)));
        snapshots.savePages("order/2 A", List.of(page("p1", 7)));
        snapshots.save(List.of(snapshot("order/1", "A", 90, 20), snapshot("order/2", "A", 90, 9)));
        assertThat(open(HEAD).page("order/1 A", "p1")).isEqualTo(content(20));
        assertThat(snapshots.page("order/2 A", "p1")).isEqualTo(content(7));
        assertThat(snapshots.page("order/2 A", "p2")).isNull();
        assertThat(snapshots.pages("order/1 A")).containsExactlyInAnyOrder("p1", "p2");
        snapshots.dropPages("order/1 A", List.of("p1"));
        assertThat(snapshots.pages("order/1 A")).containsExactly("p2");
        snapshots.retain(Set.of("order/2"));
        assertThat(snapshots.pages("order/1 A")).isEmpty();
        assertThat(snapshots.pages("order/2 A")).containsExactly("p1");
        assertThat(open(new Head(100, "another")).pages("order/2 A")).isEmpty();
    }

    private static Page page(String name, int length) {
        return new Page(name, content(length));
    }

    private MongoCollection<Document> documents() {
        return database().getCollection(SnapshotCollection.NAME);
    }

    private static Snapshot snapshot(String family, String key, long position, int length) {
        return new Snapshot(
                family, family + " " + key, position, position, position, content(length));
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
