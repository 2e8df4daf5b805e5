package io.lotline.core.eventlog.mongo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Postings of a collection whose documents never change and whose keys are numbers from 1 on
/// that ascend: the last of them in memory, all others in [Run]s on the disk.
///
/// What it takes of the heap does not grow with the collection, and a start reads only the
/// documents that no run has. The runs are made from the documents and can be lost: a file that
/// is not whole, or whose last document is not in the collection, is thrown away and made again.
final class RunPostings implements Postings {
    private static final Logger log = LoggerFactory.getLogger(RunPostings.class);

    /// Documents that make a run.
    static final int RUN_DOCUMENTS = 20_000;

    /// So many postings make one as well.
    private static final int RUN_POSTINGS = 200_000;

    /// A run of more postings than this is not merged again; 256 MiB.
    private static final long LARGEST_MERGED = 1L << 24;

    private final Path directory;
    private final String name;
    private final LongFunction<OptionalLong> witness;
    private final int runDocuments;
    private final Object keeping = new Object();
    private volatile State state;

    /// What was put in since the last run began.
    private int documents;

    private int postings;

    /// @param frozen what is on its way into a run
    private record State(Part recent, @Nullable Part frozen, List<Run> runs) {}

    /// Documents behind one key and up to another, in memory.
    private static final class Part {
        private final MemoryPostings postings = new MemoryPostings();
        private final long after;
        private long upTo;

        Part(long after) {
            this.after = after;
            this.upTo = after;
        }
    }

    /// @param name    the index's, unlike that of any other in the directory
    /// @param witness a checksum of the document with a key, empty where there is none
    /// @param runDocuments how many documents make a run
    RunPostings(Path directory, String name, LongFunction<OptionalLong> witness, int runDocuments) {
        this.directory = directory;
        this.name = prefix(name);
        this.witness = witness;
        this.runDocuments = runDocuments;
        try {
            List<Run> runs = open();
            this.state =
                    new State(new Part(runs.isEmpty() ? 0 : runs.getLast().upTo()), null, runs);
        } catch (IOException e) {
            throw new UncheckedIOException("The index cannot be read in " + directory, e);
        }
    }

    private static String prefix(String name) {
        return IndexFiles.PREFIX + name + ".";
    }

    /// The last key whose document the files of an index know; 0 for none. Changes nothing.
    static long knownUpTo(Path directory, String name, LongFunction<OptionalLong> witness) {
        try {
            List<Run> runs = chain(directory, prefix(name), witness);
            return runs.isEmpty() ? 0 : runs.getLast().upTo();
        } catch (IOException e) {
            throw new UncheckedIOException("The index cannot be read in " + directory, e);
        }
    }

    /// The runs that follow each other from the first document on, of those that overlap the
    /// longest; the others are thrown away.
    private List<Run> open() throws IOException {
        List<Run> chain = chain(directory, name, witness);
        for (Path file : files(directory, name)) {
            if (chain.stream().noneMatch(run -> run.file().equals(file))) {
                Files.delete(file);
            }
        }
        return chain;
    }

    private static List<Run> chain(
            Path directory, String prefix, LongFunction<OptionalLong> witness) throws IOException {
        List<Run> found = new ArrayList<>();
        for (Path file : files(directory, prefix)) {
            Run run = Run.open(file);
            if (run != null && isOurs(run, witness)) {
                found.add(run);
            }
        }
        List<Run> chain = new ArrayList<>();
        for (Run next = longest(found, 0); next != null; next = longest(found, next.upTo())) {
            chain.add(next);
        }
        return List.copyOf(chain);
    }

    private static List<Path> files(Path directory, String prefix) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
        }
    }

    private static boolean isOurs(Run run, LongFunction<OptionalLong> witness) {
        OptionalLong seen = witness.apply(run.upTo());
        return seen.isPresent() && seen.getAsLong() == run.witness();
    }

    private static @Nullable Run longest(List<Run> runs, long after) {
        Run longest = null;
        for (Run run : runs) {
            if (run.after() == after && (longest == null || run.upTo() > longest.upTo())) {
                longest = run;
            }
        }
        return longest;
    }

    @Override
    public synchronized void put(Collection<Object> values, Object key) {
        Part recent = state.recent();
        if (!(key instanceof Long number) || number <= recent.upTo) {
            throw new IllegalStateException(
                    "%s takes documents in the order of their keys: %s does not follow %d"
                            .formatted(name, key, recent.upTo));
        }
        recent.postings.put(values, number);
        recent.upTo = number;
        documents++;
        postings += values.size();
    }

    /// What is left of a document that was removed is a key without a document.
    @Override
    public void take(Collection<Object> values, Object key) {
        // nothing
    }

    @Override
    public boolean mayHold(Object value) {
        State known = state;
        if (known.recent().postings.mayHold(value)
                || (known.frozen() != null && known.frozen().postings.mayHold(value))) {
            return true;
        }
        long hash = hash(value);
        for (Run run : known.runs()) {
            if (run.holds(hash)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long count(Object value) {
        State known = state;
        long hash = hash(value);
        long count = known.recent().postings.count(value);
        if (known.frozen() != null) {
            count += known.frozen().postings.count(value);
        }
        for (Run run : known.runs()) {
            count += run.count(hash);
        }
        return count;
    }

    @Override
    public List<Object> inOrder(Object value) {
        State known = state;
        long hash = hash(value);
        List<Object> keys = new ArrayList<>();
        for (Run run : known.runs()) {
            run.keys(hash, keys::add);
        }
        if (known.frozen() != null) {
            keys.addAll(known.frozen().postings.inOrder(value));
        }
        keys.addAll(known.recent().postings.inOrder(value));
        return keys;
    }

    private static long hash(Object value) {
        return TextHash.of(value.toString());
    }

    @Override
    public @Nullable Object knownUpTo() {
        List<Run> runs = state.runs();
        return runs.isEmpty() ? null : runs.getLast().upTo();
    }

    @Override
    public long size() {
        State known = state;
        return known.recent().postings.size()
                + (known.frozen() == null ? 0 : known.frozen().postings.size())
                + known.runs().stream().mapToLong(Run::count).sum();
    }

    /// Moves what is in memory to the disk where there is enough of it.
    @Override
    public void keep() {
        synchronized (keeping) {
            keepFrozen();
        }
    }

    private void keepFrozen() {
        Part frozen = freeze();
        if (frozen == null) {
            return;
        }
        OptionalLong last = witness.apply(frozen.upTo);
        if (last.isEmpty()) {
            // not there yet: the next time
            return;
        }
        try {
            Run run =
                    Run.write(
                            file(frozen.after, frozen.upTo),
                            frozen.after,
                            frozen.upTo,
                            last.getAsLong(),
                            new SortedPairs(frozen.postings));
            replace(List.of(), run, true);
        } catch (IOException e) {
            log.warn("The last of {} stays in memory: {}", name, e.toString());
            return;
        }
        try {
            merge();
        } catch (IOException e) {
            log.warn("The files of {} cannot be merged: {}", name, e.toString());
        }
    }

    private synchronized @Nullable Part freeze() {
        if (state.frozen() == null && (documents >= runDocuments || postings >= RUN_POSTINGS)) {
            documents = 0;
            postings = 0;
            Part recent = state.recent();
            state = new State(new Part(recent.upTo), recent, state.runs());
        }
        return state.frozen();
    }

    /// Merges the last runs into one as long as that is not much smaller than the run before them:
    /// so there are few, and each posting is written some times only.
    private void merge() throws IOException {
        List<Run> runs = state.runs();
        int first = runs.size() - 1;
        long sum = runs.getLast().count();
        while (first > 0
                && runs.get(first - 1).count() < 2 * sum
                && runs.get(first - 1).count() + sum <= LARGEST_MERGED) {
            first--;
            sum += runs.get(first).count();
        }
        List<Run> merged = runs.subList(first, runs.size());
        if (merged.size() > 1) {
            long after = merged.getFirst().after();
            Run last = merged.getLast();
            Run run =
                    Run.write(
                            file(after, last.upTo()),
                            after,
                            last.upTo(),
                            last.witness(),
                            new MergedPairs(merged.stream().map(Run::all).toList()));
            replace(merged, run, false);
            for (Run old : merged) {
                Files.delete(old.file());
            }
        }
    }

    private synchronized void replace(List<Run> old, Run run, boolean thaw) {
        List<Run> runs = new ArrayList<>(state.runs());
        runs.removeAll(old);
        runs.add(run);
        state = new State(state.recent(), thaw ? null : state.frozen(), List.copyOf(runs));
    }

    private Path file(long after, long upTo) {
        return directory.resolve(name + after + "-" + upTo);
    }

    @Override
    public void clear() {
        synchronized (keeping) {
            synchronized (this) {
                state = new State(new Part(0), null, List.of());
                documents = 0;
                postings = 0;
            }
            try {
                for (Path file : files(directory, name)) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The index cannot be deleted in " + directory, e);
            }
        }
    }

    /// What is in memory, in a run's order.
    private static final class SortedPairs implements Run.Pairs {
        private final List<Value> values = new ArrayList<>();
        private int value;
        private int key = -1;

        private record Value(long hash, long[] keys) {}

        SortedPairs(MemoryPostings postings) {
            postings.forEach(
                    (text, keys) ->
                            values.add(
                                    new Value(
                                            RunPostings.hash(text),
                                            keys.stream().mapToLong(Long.class::cast).toArray())));
            values.sort(Comparator.comparingLong(Value::hash));
            for (int i = values.size() - 1; i > 0; i--) {
                Value same = values.get(i);
                if (values.get(i - 1).hash() == same.hash()) {
                    values.set(i - 1, both(values.get(i - 1), same));
                    values.remove(i);
                }
            }
        }

        private static Value both(Value one, Value other) {
            long[] keys = Arrays.copyOf(one.keys(), one.keys().length + other.keys().length);
            System.arraycopy(other.keys(), 0, keys, one.keys().length, other.keys().length);
            return new Value(one.hash(), Arrays.stream(keys).sorted().distinct().toArray());
        }

        @Override
        public boolean next() {
            key++;
            if (value < values.size() && key == values.get(value).keys().length) {
                value++;
                key = 0;
            }
            return value < values.size();
        }

        @Override
        public long hash() {
            return values.get(value).hash();
        }

        @Override
        public long key() {
            return values.get(value).keys()[key];
        }
    }

    /// Several runs that follow each other, as one.
    private static final class MergedPairs implements Run.Pairs {
        private final List<Run.Pairs> left = new ArrayList<>();
        private int current = -1;

        MergedPairs(List<Run.Pairs> runs) {
            for (Run.Pairs run : runs) {
                if (run.next()) {
                    left.add(run);
                }
            }
        }

        @Override
        public boolean next() {
            if (current >= 0 && !left.get(current).next()) {
                left.remove(current);
            }
            current = 0;
            for (int i = 1; i < left.size(); i++) {
                // of the same hash the earlier run has the smaller keys
                if (left.get(i).hash() < left.get(current).hash()) {
                    current = i;
                }
            }
            return !left.isEmpty();
        }

        @Override
        public long hash() {
            return left.get(current).hash();
        }

        @Override
        public long key() {
            return left.get(current).key();
        }
    }
}
