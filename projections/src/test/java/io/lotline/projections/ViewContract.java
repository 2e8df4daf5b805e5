package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.lotline.core.axon.SampleEvents;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.engine.MemoryFold;
import io.lotline.projections.engine.View;
import io.lotline.projections.store.Where;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every view keeps, on random histories of every event type: folded twice is folded once, and
/// rebuilt is as followed live.
abstract class ViewContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROUNDS = 12;

    private final long seed = Long.getLong("lotline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private LotlineStore store;

    abstract LotlineStore open();

    @BeforeEach
    void openStore() {
        System.out.println("seed: -Dlotline.seed=" + seed);
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void what_a_view_followed_live_is_the_pure_fold_of_the_log() {
        long head = 0;
        try (Views views = start()) {
            head = appendHistory();
            assertThat(views.await(head, PATIENCE)).isTrue();
            assertThat(documents(views)).isEqualTo(foldedInMemory(views));
            assertThat(views.position()).isEqualTo(head);
            assertThat(views.health()).allMatch(health -> health.lag() == 0);
        }
    }

    @Test
    void the_same_events_folded_again_change_nothing() {
        long head = appendHistory();
        Map<String, Map<String, Object>> once;
        try (Views views = start()) {
            assertThat(views.await(head, PATIENCE)).isTrue();
            once = documents(views);
        }
        rewind();
        try (Views views = start()) {
            assertThat(views.await(head, PATIENCE)).isTrue();
            assertThat(documents(views)).isEqualTo(once);
        }
    }

    @Test
    void a_view_that_forgets_what_it_reflects_is_found_out() {
        long head = appendHistory();
        Map<String, Map<String, Object>> once;
        try (Views views = start()) {
            assertThat(views.await(head, PATIENCE)).isTrue();
            once = documents(views);
        }
        rewind();
        forgetPositions();
        try (Views views = start()) {
            assertThat(views.await(head, PATIENCE)).isTrue();
            assertThat(documents(views)).isNotEqualTo(once);
        }
    }

    @Test
    void a_view_rebuilt_in_long_stretches_is_what_it_was_live() {
        Map<String, Map<String, Object>> live;
        long head;
        try (Views views = start()) {
            head = 0;
            for (int round = 0; round < ROUNDS; round++) {
                head = appendRound();
                assertThat(views.await(head, PATIENCE)).isTrue();
            }
            live = documents(views);
        }
        rewind();
        MongoDatabase database = store.database();
        for (String name : database.listCollectionNames().into(new ArrayList<>())) {
            if (name.startsWith("view_") && !name.equals("view_tokens")) {
                database.getCollection(name).drop();
            }
        }
        try (Views views = start()) {
            assertThat(views.await(head, PATIENCE)).isTrue();
            assertThat(documents(views)).isEqualTo(live);
        }
    }

    private Views start() {
        return Views.start(store, new SimpleMeterRegistry(), Views.PARK, Clock.systemUTC());
    }

    private long appendHistory() {
        long head = 0;
        for (int round = 0; round < ROUNDS; round++) {
            head = appendRound();
        }
        return head;
    }

    private long appendRound() {
        TestLog log = new TestLog(store.log(), Instant.now());
        List<WarehouseEvent> events = SampleEvents.all(random);
        return log.append(events);
    }

    private void rewind() {
        store.database().getCollection("view_tokens").deleteMany(new Document());
    }

    private void forgetPositions() {
        for (String name : store.database().listCollectionNames().into(new ArrayList<>())) {
            if (name.startsWith("view_") && !name.equals("view_tokens")) {
                store.database()
                        .getCollection(name)
                        .updateMany(
                                new Document(),
                                new Document("$set", new Document("position", -1L)));
            }
        }
    }

    private Map<String, Map<String, Object>> documents(Views views) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        views.all().forEach(view -> all.put(view.name(), documents(views, view)));
        return all;
    }

    private static <D> Map<String, Object> documents(Views views, View<D> view) {
        Map<String, Object> documents = new TreeMap<>();
        views.documents(view).forEach(Where.ALL, documents::put);
        return documents;
    }

    private Map<String, Map<String, Object>> foldedInMemory(Views views) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        views.all().forEach(view -> all.put(view.name(), foldedInMemory(view)));
        return all;
    }

    private <D> Map<String, Object> foldedInMemory(View<D> view) {
        MemoryFold<D> fold = new MemoryFold<>(view);
        new LogReader(store.log()).forEach(Criteria.EVERYTHING, null, fold::add);
        return new TreeMap<>(fold.documents());
    }
}
