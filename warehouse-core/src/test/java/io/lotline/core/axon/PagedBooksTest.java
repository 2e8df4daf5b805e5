package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.lotline.core.decision.Book;
import io.lotline.core.decision.Books;
import io.lotline.core.decision.Command;
import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.PagedMap;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.Snapshots;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.AccessEvent.LookedUp;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.Tags;
import io.lotline.core.rules.Boundaries;
import io.lotline.core.testing.TestStores;
import io.lotline.core.values.KeyId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.configuration.AxonConfiguration;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Books of very many entries: a look reads the pages that it comes to, and a page that is not as
/// it was written never leads to a wrong answer.
@ParameterizedClass
@EnumSource(
        names = {"EMBEDDED", "REPLICA_SET"},
        value = RaceStore.class)
class PagedBooksTest {
    private static final int MANY = 30_000;
    private static final long BYTES = 4 * 1024 * 1024;
    private static final KeyId KEY = new KeyId("k-0");
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    /// How often each path was looked up.
    record Looks(PagedMap<String, Integer> times) {}

    /// Named like a real one, whose snapshots are retained.
    private static final Book<KeyId, Looks> LOOKS =
            Book.named("key", 1, KeyId.class, Looks.class)
                    .ruled(
                            key -> Boundaries.of(Tags.key(key)).types(LookedUp.class),
                            _ -> new Looks(PagedMap.empty()),
                            (_, looks, event) ->
                                    event instanceof LookedUp look
                                            ? new Looks(
                                                    looks.times()
                                                            .plus(
                                                                    look.path(),
                                                                    looks.times()
                                                                                    .getOrDefault(
                                                                                            look
                                                                                                    .path(),
                                                                                            0)
                                                                            + 1))
                                            : looks)
                    .sized(looks -> looks.times().unsaved());

    record Look(String path) implements Command {}

    /// Says for the how-manieth time it is looked up.
    static final class LookDecision implements Decision<Look> {
        @Override
        public Class<Look> commandType() {
            return Look.class;
        }

        @Override
        public Outcome decide(Look command, Books books) {
            int times = books.open(LOOKS, KEY).times().getOrDefault(command.path(), 0) + 1;
            return Outcome.accepted(new LookedUp(KEY, command.path(), String.valueOf(times)));
        }
    }

    @Parameter RaceStore kind;

    private LotlineStore store;

    @BeforeEach
    void fill() {
        store = kind == RaceStore.EMBEDDED ? TestStores.embedded() : TestStores.replicaSet();
        for (int from = 0; from < MANY; from += 5_000) {
            List<NewEvent> events = new ArrayList<>();
            for (int i = from; i < from + 5_000; i++) {
                LookedUp event = new LookedUp(KEY, path(i), "1");
                events.add(
                        new NewEvent(
                                UUID.randomUUID().toString(),
                                EventCatalogue.nameOf(LookedUp.class),
                                1,
                                AT,
                                "a",
                                event.tags(),
                                EventJson.write(event),
                                Map.of()));
            }
            var unused = store.log().append(events, AppendCondition.NONE).join();
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static String path(int i) {
        return "/%06d".formatted(i);
    }

    private MongoCollection<Document> pages() {
        return store.database().getCollection("book-pages");
    }

    @Test
    void a_look_after_a_restart_reads_the_pages_it_comes_to() {
        try (Node first = new Node(store.snapshots(), BYTES)) {
            assertThat(first.look(7)).isEqualTo(2);
            assertThat(first.bytes()).isLessThanOrEqualTo(BYTES);
        }
        long all = pages().countDocuments();
        assertThat(all).isGreaterThan(MANY / PagedMap.ENTRIES_PER_PAGE);
        try (Node second = new Node(store.snapshots(), BYTES)) {
            assertThat(second.look(7)).isEqualTo(3);
            assertThat(second.look(20_000)).isEqualTo(2);
            assertThat(second.count("loaded")).isEqualTo(1);
            assertThat(second.count("pages.loaded")).isLessThan(20);
        }
    }

    @Test
    void a_book_far_larger_than_its_room_is_moved_on_all_the_same() {
        long room = 200_000;
        try (Node node = new Node(store.snapshots(), room)) {
            for (int i = 0; i < 200; i++) {
                assertThat(node.look(i * 97 % MANY)).isEqualTo(2);
            }
            // folded from the log once, not each time
            assertThat(node.count("loaded")).isEqualTo(node.count("misses") - 1);
            assertThat(node.bytes()).isLessThanOrEqualTo(room);
        }
    }

    @Test
    void what_is_damaged_or_gone_is_folded_from_the_log() {
        try (Node first = new Node(store.snapshots(), BYTES)) {
            assertThat(first.look(7)).isEqualTo(2);
        }
        List<Runnable> damages =
                List.of(
                        this::confuse,
                        () -> pages().deleteMany(new Document()),
                        () ->
                                pages().updateMany(
                                                new Document(),
                                                Updates.set("content", new Binary(new byte[7]))),
                        () -> pages().updateMany(new Document(), Updates.unset("content")));
        int times = 2;
        int far = 1;
        for (Runnable damage : damages) {
            damage.run();
            try (Node node = new Node(store.snapshots(), BYTES)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(node.look(7)).isEqualTo(++times);
                }
                assertThat(node.look(20_000)).isEqualTo(++far);
                assertThat(node.look(MANY + times)).isEqualTo(1);
                assertThat(node.count("pages.lost")).isPositive();
            }
        }
    }

    /// Puts one page's content in the place of all others': each is sound by itself.
    private void confuse() {
        Document one = pages().find().first();
        assertThat(one).isNotNull();
        var unused =
                pages().updateMany(
                                Filters.ne("_id", one.get("_id")),
                                Updates.set("content", one.get("content")));
    }

    @Test
    void pages_that_vanish_under_a_running_node_are_not_missed() {
        try (Node node = new Node(store.snapshots(), 100_000)) {
            assertThat(node.look(7)).isEqualTo(2);
            assertThat(node.look(20_000)).isEqualTo(2);
            pages().deleteMany(new Document());
            for (int i = 0; i < 100; i++) {
                assertThat(node.look(100 + i * 211)).isEqualTo(2);
            }
            assertThat(node.look(7)).isEqualTo(3);
            assertThat(node.count("pages.lost")).isPositive();
        }
    }

    @Test
    void another_nodes_snapshot_takes_the_place_of_ones_own() {
        try (Node one = new Node(store.snapshots(), BYTES);
                Node other = new Node(store.snapshots(), BYTES)) {
            int[] times = new int[50];
            for (int i = 0; i < 1_000; i++) {
                Node node = i / 100 % 2 == 0 ? one : other;
                int path = i % 50;
                assertThat(node.look(path * 600)).isEqualTo(2 + times[path]++);
            }
        }
        try (Node next = new Node(store.snapshots(), BYTES)) {
            assertThat(next.look(600)).isEqualTo(22);
            assertThat(next.count("pages.lost")).isZero();
        }
    }

    @Test
    void pages_that_no_snapshot_needs_are_dropped_once_none_on_its_way_can_name_them() {
        try (Node first = new Node(store.snapshots(), BYTES)) {
            assertThat(first.look(7)).isEqualTo(2);
        }
        Document some = pages().find().first();
        assertThat(some).isNotNull();
        String book = some.getString("_id").replaceAll("/.*", "/");
        String old = book + "0".repeat(28);
        String young = book + "f".repeat(28);
        for (String id : List.of(old, young)) {
            var unused = pages().insertOne(new Document("_id", id).append("content", "?"));
        }
        // folded anew, all pages are written anew
        store.snapshots().drop("key/1 \"k-0\"");
        try (Node second = new Node(store.snapshots(), BYTES)) {
            assertThat(second.look(7)).isEqualTo(3);
        }
        assertThat(pages().countDocuments(Filters.eq("_id", old))).isZero();
        assertThat(pages().countDocuments(Filters.eq("_id", young))).isOne();
        assertThat(pages().countDocuments(Filters.eq("_id", some.get("_id")))).isOne();
        try (Node third = new Node(store.snapshots(), BYTES)) {
            assertThat(third.look(7)).isEqualTo(4);
            assertThat(third.look(12_345)).isEqualTo(2);
            assertThat(third.count("pages.lost")).isZero();
        }
    }

    @Test
    void another_version_of_the_fold_finds_neither_snapshot_nor_pages() {
        try (Node first = new Node(store.snapshots(), BYTES)) {
            assertThat(first.look(7)).isEqualTo(2);
        }
        assertThat(pages().countDocuments()).isPositive();
        store.snapshots().retain(List.of("key/2"));
        assertThat(pages().countDocuments()).isZero();
        assertThat(store.snapshots().find("key/1 \"k-0\"")).isNull();
    }

    /// Axon's production wiring with the one decision.
    private final class Node implements AutoCloseable {
        private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final AxonConfiguration axon;
        private final CommandDesk desk;

        Node(Snapshots snapshots, long bytes) {
            EventLog log = store.log();
            axon =
                    LotlineConfigurer.configurer(
                                    log, metrics, List.of(new LookDecision()), snapshots, bytes)
                            .start();
            desk = axon.getComponent(CommandDesk.class);
        }

        int look(int i) {
            Answer answer = desk.handle(new Look(path(i)), new Request("a", null, null, AT));
            return Integer.parseInt(
                    ((LookedUp) ((Answer.Done) answer).events().getFirst().event()).query());
        }

        double count(String name) {
            return metrics.counter("lotline.books." + name).count();
        }

        double bytes() {
            return metrics.get("lotline.books.bytes").gauge().value()
                    + metrics.get("lotline.books.page.bytes").gauge().value();
        }

        @Override
        public void close() {
            axon.shutdown();
        }
    }
}
