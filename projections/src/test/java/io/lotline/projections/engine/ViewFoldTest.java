package io.lotline.projections.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.events.AccessEvent.KeyIssued;
import io.lotline.core.events.AccessEvent.KeyRevoked;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.CallerRole;
import io.lotline.core.values.KeyId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a fold stores is what the events come to, however long it keeps what it folds, whatever it
/// forgets of what is stored, and wherever it dies: between two writes, or in the middle of one,
/// with a token that is as old as the last that was written.
class ViewFoldTest {
    private static final int EVENTS = 1_500;
    private static final int RUNS = 60;
    private static final int KEPT = 12;
    private static final int KEYS = 30;
    private static final int BLOCK = 16;

    /// What a storage does wrong.
    private enum Flaw {
        NONE,
        FORGETS_POSITIONS,
        LOSES_WHAT_WAS
    }

    @Test
    void what_is_stored_is_what_the_events_come_to_wherever_a_fold_dies() {
        for (int i = 0; i < RUNS; i++) {
            long seed = System.nanoTime();
            assertThat(new Run(seed, Flaw.NONE).isRight()).as("seed %d", seed).isTrue();
        }
    }

    /// The negative control: a document that does not know what it reflects is folded twice.
    @Test
    void a_storage_that_forgets_positions_is_found_out() {
        assertThat(wrong(Flaw.FORGETS_POSITIONS)).isPositive();
    }

    /// The negative control: what documents were is stored before they change, and not after.
    @Test
    void a_storage_that_has_what_was_later_than_what_is_is_found_out() {
        assertThat(wrong(Flaw.LOSES_WHAT_WAS)).isPositive();
    }

    @Test
    void near_the_end_what_was_stored_last_is_not_read_again_and_no_more_than_that_is_remembered() {
        Run run = new Run(1, Flaw.NONE);
        ViewFold<Count> fold = new ViewFold<>(run.view, run.storage, false, 8 * 4);
        for (int round = 0; round < 4; round++) {
            for (String key : List.of("a", "b", "c")) {
                assertThat(fold.fold(List.of(run.issued(key)))).isNull();
                assertThat(fold.store(false, () -> {})).isEmpty();
            }
        }
        assertThat(run.storage.read).containsExactlyInAnyOrder("a", "all", "b", "c");
        assertThat(fold.fold(List.of(run.issued("d")))).isNull();
        assertThat(fold.store(false, () -> {})).isEmpty();
        assertThat(fold.fold(List.of(run.issued("a")))).isNull();
        assertThat(run.storage.read).endsWith("d", "a").hasSize(6);
    }

    private static int wrong(Flaw flaw) {
        int wrong = 0;
        for (int i = 0; i < RUNS / 4; i++) {
            wrong += new Run(System.nanoTime(), flaw).isRight() ? 0 : 1;
        }
        return wrong;
    }

    private static final class Died extends RuntimeException {}

    /// The folds of one history, each after the death of the one before.
    private static final class Run {
        private final Random random;
        private final Counts view = new Counts();
        private final Stored storage;
        private final List<FedEvent> events = new ArrayList<>();
        private final Deque<Map.Entry<Long, List<String>>> ended = new ArrayDeque<>();
        private long token;
        private long more;

        Run(long seed, Flaw flaw) {
            this.random = new Random(seed);
            this.storage = new Stored(random, flaw);
            for (long position = 1; position <= EVENTS; position++) {
                events.add(event(position));
            }
        }

        private FedEvent event(long position) {
            KeyId key = new KeyId("k" + random.nextInt(KEYS));
            WarehouseEvent event =
                    random.nextInt(4) == 0
                            ? new KeyRevoked(key)
                            : new KeyIssued(
                                    key, "a key", CallerRole.OPERATOR, null, Set.of(), "hash");
            return fed(position, event);
        }

        /// The next event after all of them: this key was issued.
        FedEvent issued(String key) {
            return fed(
                    EVENTS + ++more,
                    new KeyIssued(
                            new KeyId(key), "a key", CallerRole.OPERATOR, null, Set.of(), "hash"));
        }

        private static FedEvent fed(long position, WarehouseEvent event) {
            return new FedEvent(
                    new StoredEvent(
                            position,
                            "e" + position,
                            EventCatalogue.nameOf(event.getClass()),
                            EventCatalogue.versionOf(event.getClass()),
                            Instant.EPOCH,
                            "tester",
                            event.tags(),
                            EventJson.write(event),
                            Map.of()));
        }

        boolean isRight() {
            while (token < EVENTS) {
                ended.clear();
                try {
                    follow();
                } catch (Died | ViewStorage.ViewContended e) {
                    storage.deaths++;
                    if (storage.deaths > EVENTS) {
                        return false;
                    }
                }
            }
            MemoryFold<Count> pure = new MemoryFold<>(view);
            events.forEach(event -> pure.add(event.recorded()));
            return storage.documents().equals(new TreeMap<>(pure.documents()));
        }

        private void follow() {
            ViewFold<Count> fold =
                    new ViewFold<>(
                            view, storage, token == 0, random.nextBoolean() ? KEPT : 8 * KEPT);
            long settled = token;
            long last = token;
            while (last < EVENTS) {
                while (!ended.isEmpty() && ended.getFirst().getKey() <= settled) {
                    fold.remove(ended.removeFirst().getValue(), settled);
                }
                long to = Math.min(EVENTS, last + 1 + random.nextInt(20));
                assertThat(fold.fold(events.subList((int) last, (int) to))).isNull();
                last = to;
                storage.dying = random.nextInt(15) == 0;
                if (storage.dying || fold.isFull() || last == EVENTS || random.nextInt(3) == 0) {
                    List<String> gone = fold.store(random.nextInt(4) > 0, () -> {});
                    if (storage.dying) {
                        throw new Died();
                    }
                    ended.add(Map.entry(last, gone));
                    if (last == EVENTS || random.nextInt(3) == 0) {
                        token = last;
                        settled = last;
                    }
                }
            }
        }
    }

    /// Where a write is of some of the documents, in any order, where it dies in the middle.
    private static final class Stored implements ViewStorage<Count> {
        private final Map<String, Kept<Count>> all = new HashMap<>();
        private final Random random;
        private final Flaw flaw;
        private final List<String> read = new ArrayList<>();
        private boolean dying;
        private int deaths;

        Stored(Random random, Flaw flaw) {
            this.random = random;
            this.flaw = flaw;
        }

        Map<String, Count> documents() {
            Map<String, Count> documents = new TreeMap<>();
            all.forEach(
                    (key, kept) -> {
                        if (kept.document() != null) {
                            documents.put(key, kept.document());
                        }
                    });
            return documents;
        }

        @Override
        public synchronized boolean isEmpty() {
            return all.isEmpty();
        }

        @Override
        public void index() {}

        @Override
        public synchronized Map<String, Kept<Count>> load(Collection<String> keys) {
            Map<String, Kept<Count>> loaded = new HashMap<>();
            read.addAll(keys);
            for (String key : keys) {
                Kept<Count> kept = all.get(key);
                if (kept != null) {
                    loaded.put(key, kept);
                }
            }
            return loaded;
        }

        @Override
        public synchronized void save(Collection<Change<Count>> changes) {
            for (Change<Count> change : changes) {
                Kept<Count> kept = all.get(change.key());
                if ((kept == null ? 0 : kept.position()) != change.before()) {
                    throw new ViewContended("counts");
                }
            }
            for (Change<Count> change : changes) {
                if (!dying || random.nextBoolean()) {
                    long position = flaw == Flaw.FORGETS_POSITIONS ? 1 : change.position();
                    all.put(change.key(), new Kept<>(change.document(), position));
                }
            }
            if (dying) {
                throw new Died();
            }
        }

        @Override
        public synchronized void keep(Collection<Change<Count>> documents) {
            if (dying && flaw == Flaw.LOSES_WHAT_WAS) {
                return;
            }
            boolean dies = dying && random.nextBoolean();
            for (Change<Count> each : documents) {
                if (!dies || random.nextBoolean()) {
                    all.put(each.key(), new Kept<>(each.document(), each.position()));
                }
            }
            if (dies) {
                throw new Died();
            }
        }

        @Override
        public synchronized void remove(Collection<String> keys, long upTo) {
            for (String key : keys) {
                Kept<Count> kept = all.get(key);
                if (kept != null && kept.document() == null && kept.position() <= upTo) {
                    all.remove(key);
                }
            }
        }
    }

    record Count(int count, long since) {}

    /// How often each key was issued, until it is revoked, and what that was at the ends of blocks.
    private static final class Counts implements View<Count> {
        @Override
        public String name() {
            return "counts";
        }

        @Override
        public Class<Count> documentType() {
            return Count.class;
        }

        @Override
        public Set<String> keys(Recorded recorded) {
            return switch (recorded.event()) {
                case KeyIssued issued -> Set.of(issued.key().value(), "all");
                case KeyRevoked revoked -> Set.of(revoked.key().value());
                default -> Set.of();
            };
        }

        @Override
        public @Nullable Count fold(@Nullable Count before, Recorded recorded, String key) {
            return recorded.event() instanceof KeyRevoked
                    ? null
                    : new Count(
                            before == null ? 1 : before.count() + 1, recorded.position() / BLOCK);
        }

        @Override
        public @Nullable Past<Count> past(String key, Count before, Recorded recorded) {
            return before.since() == recorded.position() / BLOCK
                    ? null
                    : new Past<>(key + "@" + before.since(), before);
        }
    }
}
