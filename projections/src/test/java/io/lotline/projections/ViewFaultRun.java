package io.lotline.projections;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.core.eventlog.mongo.StoreSettings;
import io.lotline.core.testing.ChildJvm;
import io.lotline.core.testing.Documents;
import io.lotline.core.testing.MongoSet;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.engine.MemoryFold;
import io.lotline.projections.engine.View;
import io.lotline.projections.store.Where;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Two applications with their views, in JVMs of their own, on one replica set while a test makes
/// trouble; and a look past all their code at how far the views are.
final class ViewFaultRun implements AutoCloseable {
    /// By then every view has reached the head again, on some node.
    static final Duration HEALED = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LAST_ANSWERS_SECONDS = 60;

    private final MongoSet set;
    private final String database;
    private final MongoClient client;
    private final Path folder = TestStores.folder();
    private final long seed = System.nanoTime() % 1_000_000_000;
    private final List<ChildJvm> nodes = new ArrayList<>();
    private final List<Tail> journals = new ArrayList<>();
    private final int[] journalOf = {0, 0};
    private final List<String> table = new ArrayList<>();
    private final Thread monitor = Thread.ofPlatform().daemon().unstarted(this::monitor);
    private final Map<Character, Stall> stalls = new TreeMap<>();
    private volatile boolean ended;

    private static final class Stall {
        private long count;
        private long since = System.nanoTime();
        private long longest;
    }

    private ViewFaultRun(MongoSet set, String database) {
        this.set = set;
        this.database = database;
        this.client = MongoClients.create(set.uri() + "&appName=observer");
        for (char kind : new char[] {'A', 'C', 'R'}) {
            stalls.put(kind, new Stall());
        }
    }

    /// Starts both applications and waits until both do all they do.
    static ViewFaultRun start(MongoSet set, String database) {
        ViewFaultRun run = new ViewFaultRun(set, database);
        System.out.printf("views under faults: seed %d%n", run.seed);
        run.startNode(0);
        run.startNode(1);
        run.more(20, 0);
        run.more(20, 1);
        run.monitor.start();
        return run;
    }

    private void startNode(int index) {
        int number = journals.size();
        Path journal = folder.resolve("journal" + number);
        ChildJvm node =
                ChildJvm.start(
                        ViewFaultNode.class,
                        Redirect.to(folder.resolve("out" + number).toFile()),
                        set.uri() + "&appName=application" + index,
                        database,
                        journal.toString(),
                        String.valueOf(seed + number));
        journals.add(new Tail(journal));
        journalOf[index] = number;
        if (index < nodes.size()) {
            nodes.set(index, node);
        } else {
            nodes.add(node);
        }
    }

    /// Kills an application and starts it anew.
    void killApplication(int index) {
        nodes.get(index).kill();
        startNode(index);
    }

    /// Stops an application where it is, or lets it go on.
    void freezeApplication(int index, boolean frozen) {
        nodes.get(index).freeze(frozen);
    }

    /// Waits until all applications together have so many more acknowledged appends.
    void more(int count) {
        long wanted = counted('A') + count;
        Poll.until("more appends, seed " + seed, PATIENCE, () -> counted('A') >= wanted);
    }

    /// Waits until one application has so many more.
    void more(int count, int index) {
        Tail journal = journals.get(journalOf[index]);
        long wanted = journal.counted('A') + count;
        Poll.until("more appends, seed " + seed, PATIENCE, () -> journal.counted('A') >= wanted);
    }

    private long counted(char kind) {
        return List.copyOf(journals).stream().mapToLong(journal -> journal.counted(kind)).sum();
    }

    private void monitor() {
        while (!ended) {
            synchronized (stalls) {
                stalls.forEach(
                        (kind, stall) -> {
                            long now = System.nanoTime();
                            long count = counted(kind);
                            stall.longest = Math.max(stall.longest, now - stall.since);
                            if (count > stall.count) {
                                stall.count = count;
                                stall.since = now;
                            }
                        });
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /// Makes a fault, waits for what comes of it, and notes it in the table.
    void fault(String name, Runnable fault) {
        synchronized (stalls) {
            stalls.values()
                    .forEach(
                            stall -> {
                                stall.since = System.nanoTime();
                                stall.longest = 0;
                            });
        }
        long unknown = counted('U');
        long defects = counted('D');
        fault.run();
        long healed = System.nanoTime();
        long head = head();
        Poll.until(
                "all views at position %d after %s, seed %d; they are at %s"
                        .formatted(head, name, seed, positions()),
                HEALED,
                () -> positions().values().stream().allMatch(position -> position >= head));
        synchronized (stalls) {
            table.add(
                    "%-34s %8.1f s %8.1f s %8.1f s %10.1f s %8d %8d"
                            .formatted(
                                    name,
                                    seconds(stalls.get('A').longest),
                                    seconds(stalls.get('C').longest),
                                    seconds(stalls.get('R').longest),
                                    seconds(System.nanoTime() - healed),
                                    counted('U') - unknown,
                                    counted('D') - defects));
        }
        System.out.println(table.getLast());
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private MongoDatabase stored() {
        return client.getDatabase(database).withReadConcern(ReadConcern.MAJORITY);
    }

    /// The log's last position, as the majority has it.
    private long head() {
        Document last =
                stored().getCollection("log")
                        .find()
                        .projection(new Document("n", 1))
                        .sort(Sorts.descending("_id"))
                        .first();
        return last == null ? 0 : last.getLong("_id") + last.getInteger("n") - 1;
    }

    /// How far each view is, as the majority has it.
    private Map<String, Long> positions() {
        Map<String, Long> positions = new TreeMap<>();
        stored().getCollection("view_tokens")
                .find()
                .forEach(
                        token ->
                                positions.put(
                                        token.getString("processor"), token.getLong("position")));
        return positions;
    }

    /// Lets everybody finish, and answers what is wrong: lost, doubled, or folded wrongly.
    List<String> finish() {
        for (ChildJvm node : nodes) {
            assertThat(node.finish(LAST_ANSWERS_SECONDS)).isZero();
        }
        List<String> flaws = new ArrayList<>();
        Map<String, Integer> events = new HashMap<>();
        Map<String, Integer> enterprises = new HashMap<>();
        for (BsonDocument commit : Documents.of(set.uri(), database)) {
            for (BsonValue event : commit.getArray("events")) {
                String id = event.asDocument().getString("id").getValue();
                events.merge(id, 1, Integer::sum);
                String data = event.asDocument().getString("data").getValue();
                if (event.asDocument().getString("name").getValue().endsWith("EnterpriseRegistered")
                        && data.contains("\"F")) {
                    enterprises.merge(
                            Document.parse(data).getString("enterprise"), 1, Integer::sum);
                }
            }
        }
        int acknowledged = 0;
        for (Tail journal : journals) {
            for (String id : journal.words('A')) {
                acknowledged++;
                check(flaws, "event " + id, events.getOrDefault(id, 0));
            }
            for (String enterprise : journal.words('C')) {
                acknowledged++;
                check(flaws, "command " + enterprise, enterprises.getOrDefault(enterprise, 0));
            }
            journal.words('D').forEach(defect -> flaws.add("defect: " + defect));
        }
        flaws.addAll(wronglyFolded());
        System.out.printf(
                "seed %d: %d acknowledged, %d unknown; flaws %s%n%-34s %10s %10s %10s %12s %8s %8s%n",
                seed,
                acknowledged,
                counted('U'),
                flaws,
                "longest stall of:",
                "log",
                "commands",
                "readers",
                "views after",
                "unknown",
                "defects");
        table.forEach(System.out::println);
        return flaws;
    }

    private static void check(List<String> flaws, String what, int times) {
        if (times != 1) {
            flaws.add((times == 0 ? "lost: " : "doubled: ") + what);
        }
    }

    /// Each view against a fold of the whole log in memory.
    private List<String> wronglyFolded() {
        List<String> flaws = new ArrayList<>();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (LotlineStore store =
                        LotlineStore.open(
                                StoreSettings.replicaSet(set.uri(), registry)
                                        .withDatabase(database));
                Views views = Views.start(store, registry, Views.PARK, Clock.systemUTC())) {
            if (!views.await(store.log().head().position(), HEALED)) {
                flaws.add("stuck at the end: " + positions());
            }
            for (View<?> view : views.all()) {
                String wrong = difference(documents(views, view), folded(store, view));
                if (wrong != null) {
                    flaws.add("folded wrongly: %s, %s".formatted(view.name(), wrong));
                }
            }
        }
        return flaws;
    }

    /// The first key of which the documents differ, with both.
    private static @Nullable String difference(Map<String, ?> stored, Map<String, ?> folded) {
        Set<String> keys = new TreeSet<>(stored.keySet());
        keys.addAll(folded.keySet());
        for (String key : keys) {
            if (!Objects.equals(stored.get(key), folded.get(key))) {
                return "%s is %s instead of %s".formatted(key, stored.get(key), folded.get(key));
            }
        }
        return null;
    }

    private static <D> Map<String, D> documents(Views views, View<D> view) {
        Map<String, D> documents = new HashMap<>();
        views.documents(view).forEach(Where.ALL, documents::put);
        return documents;
    }

    private static <D> Map<String, D> folded(LotlineStore store, View<D> view) {
        MemoryFold<D> fold = new MemoryFold<>(view);
        new LogReader(store.log()).forEach(Criteria.EVERYTHING, null, fold::add);
        return fold.documents();
    }

    @Override
    public void close() {
        ended = true;
        nodes.forEach(ChildJvm::close);
        client.close();
    }

    /// Counts the lines of a file that grows.
    private static final class Tail {
        private final Path file;
        private long read;
        private String rest = "";
        private final Map<Character, List<String>> words = new HashMap<>();

        Tail(Path file) {
            this.file = file;
        }

        synchronized long counted(char kind) {
            follow();
            return words.getOrDefault(kind, List.of()).size();
        }

        synchronized List<String> words(char kind) {
            follow();
            return List.copyOf(words.getOrDefault(kind, List.of()));
        }

        private void follow() {
            if (!file.toFile().exists()) {
                return;
            }
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
                byte[] bytes = new byte[(int) (open.length() - read)];
                open.seek(read);
                open.readFully(bytes);
                read += bytes.length;
                String text = rest + new String(bytes, StandardCharsets.UTF_8);
                int end = text.lastIndexOf('\n') + 1;
                rest = text.substring(end);
                text.substring(0, end)
                        .lines()
                        .forEach(
                                line ->
                                        words.computeIfAbsent(
                                                        line.charAt(0), kind -> new ArrayList<>())
                                                .add(line.substring(2)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
