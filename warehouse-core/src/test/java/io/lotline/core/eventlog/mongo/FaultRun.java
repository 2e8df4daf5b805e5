package io.lotline.core.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.mongo.FaultWorker.Guards;
import io.lotline.core.testing.AppendJournal;
import io.lotline.core.testing.AppendJournal.Journal;
import io.lotline.core.testing.AppendJournal.Kind;
import io.lotline.core.testing.ChildJvm;
import io.lotline.core.testing.Documents;
import io.lotline.core.testing.LogChecker;
import io.lotline.core.testing.MongoSet;
import io.lotline.core.testing.Poll;
import io.lotline.core.testing.TestStores;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;

/// Two applications in JVMs of their own that append to one log while a test makes trouble.
final class FaultRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LAST_ANSWERS_SECONDS = 60;

    private final String name;
    private final MongoSet set;
    private final Guards guards;
    private final Path folder = TestStores.folder();
    private final long seed = System.nanoTime() % 1_000_000_000;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Path> journals = new ArrayList<>();
    private long longestStallMillis;

    private record Worker(ChildJvm jvm, Tail journal) {}

    private FaultRun(String name, MongoSet set, Guards guards) {
        this.name = name;
        this.set = set;
        this.guards = guards;
    }

    /// Starts both applications and waits until both have appended.
    static FaultRun start(String name, MongoSet set, Guards guards) {
        FaultRun run = new FaultRun(name, set, guards);
        System.out.printf("%s: seed %d%n", name, run.seed);
        run.startWorker(0);
        run.startWorker(1);
        run.more(50, 0);
        run.more(50, 1);
        run.longestStallMillis = 0;
        return run;
    }

    private String database() {
        return "faults_" + name;
    }

    private void startWorker(int index) {
        Path journal = folder.resolve("journal" + journals.size());
        journals.add(journal);
        Worker worker =
                new Worker(
                        ChildJvm.start(
                                FaultWorker.class,
                                Redirect.to(folder.resolve("out" + journals.size()).toFile()),
                                set.uri() + "&appName=application" + index,
                                database(),
                                journal.toString(),
                                String.valueOf(seed + journals.size()),
                                guards.name()),
                        new Tail(journal));
        if (index < workers.size()) {
            workers.set(index, worker);
        } else {
            workers.add(worker);
        }
    }

    /// Kills an application and starts it anew.
    void killApplication(int index) {
        workers.get(index).jvm().kill();
        startWorker(index);
    }

    /// Stops an application where it is, or lets it go on.
    void freezeApplication(int index, boolean frozen) {
        workers.get(index).jvm().freeze(frozen);
    }

    /// Waits until all applications together have this many more acknowledgements.
    void more(int count) {
        more(count, -1);
    }

    /// Waits until one application has this many more acknowledgements.
    void more(int count, int index) {
        long before = acknowledged(index);
        long[] last = {before, System.nanoTime()};
        Poll.until(
                name + ": more appends, seed " + seed,
                PATIENCE,
                () -> {
                    long now = acknowledged(index);
                    if (now > last[0] || now >= before + count) {
                        long stall = (System.nanoTime() - last[1]) / 1_000_000;
                        longestStallMillis = Math.max(longestStallMillis, stall);
                        last[0] = now;
                        last[1] = System.nanoTime();
                    }
                    return now >= before + count;
                });
    }

    private long acknowledged(int index) {
        long sum = 0;
        for (int i = 0; i < workers.size(); i++) {
            sum += index < 0 || index == i ? workers.get(i).journal().acknowledged() : 0;
        }
        return sum;
    }

    /// Lets everybody finish, prints what there was, and answers what the checker finds.
    List<String> finish() {
        for (Worker worker : workers) {
            assertThat(worker.jvm().finish(LAST_ANSWERS_SECONDS)).isZero();
        }
        List<String> lines = new ArrayList<>();
        journals.forEach(file -> lines.addAll(AppendJournal.lines(file)));
        Journal journal = AppendJournal.parse(lines);
        List<BsonDocument> documents = Documents.of(set.uri(), database());
        print(journal, documents.size());
        return LogChecker.flaws(documents, journal);
    }

    private void print(Journal journal, int stored) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        journal.entries().forEach(entry -> counts.merge(entry.answer().kind(), 1, Integer::sum));
        System.out.printf(
                "%s: seed %d, %d commits stored, callers told %s, longest stall %d ms%n",
                name, seed, stored, counts, longestStallMillis);
    }

    long seed() {
        return seed;
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.jvm().close());
    }

    /// Counts the acknowledgements in a file that grows.
    private static final class Tail {
        private final Path file;
        private long read;
        private long acknowledged;
        private String rest = "";

        Tail(Path file) {
            this.file = file;
        }

        synchronized long acknowledged() {
            if (!file.toFile().exists()) {
                return 0;
            }
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
                byte[] bytes = new byte[(int) (open.length() - read)];
                open.seek(read);
                open.readFully(bytes);
                read += bytes.length;
                String text = rest + new String(bytes, StandardCharsets.UTF_8);
                int end = text.lastIndexOf('\n') + 1;
                rest = text.substring(end);
                acknowledged +=
                        text.substring(0, end)
                                .lines()
                                .filter(line -> line.contains(" " + Kind.STORED + " "))
                                .count();
                return acknowledged;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
