package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The last commits in memory: conditions, boundaries and followers of the log are answered from
/// here, without asking the store.
///
/// The commits of each tag and of each event name are chained, so that an answer costs what it
/// holds and not what the tail holds. A tag that came up for the first time while the tail was kept
/// has its whole history here until the first of it is forgotten: goods that came in a while ago
/// are read from their beginning without the store. One thread appends and asks for changes; any
/// thread may read.
final class RecentTail {
    /// From so many events on a commit's are found by their tags.
    private static final int LARGE = 64;

    private static final int[] NONE = {};

    private final int maxCommits;
    private final long maxBytes;
    private final Predicate<Tag> never;
    private final ConcurrentSkipListMap<Long, Entry> commits = new ConcurrentSkipListMap<>();
    private final ConcurrentHashMap<Tag, Chain> byTag = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Chain> byName = new ConcurrentHashMap<>();
    private long bytes;
    private int count;
    private long from;

    /// A commit and its place in the chains.
    private static final class Entry {
        private final StoredCommit commit;
        private final long bytes;
        private final List<Link> links = new ArrayList<>();
        private volatile @Nullable Map<Tag, int[]> byTag;

        Entry(StoredCommit commit, long bytes) {
            this.commit = commit;
            this.bytes = bytes;
        }

        /// Its events that may match, in their order. Those of a large commit are found by their
        /// tags, so that who looks for one piece of ten thousand does not look at all of them.
        List<StoredEvent> candidates(List<Criterion> alternatives) {
            List<StoredEvent> events = commit.events();
            if (events.size() < LARGE || alternatives.stream().anyMatch(a -> a.tags().isEmpty())) {
                return events;
            }
            BitSet found = new BitSet(events.size());
            for (Criterion alternative : alternatives) {
                for (int index : rarest(alternative.tags())) {
                    found.set(index);
                }
            }
            return found.stream().mapToObj(events::get).toList();
        }

        private int[] rarest(Set<Tag> tags) {
            Map<Tag, int[]> known = byTag();
            int[] rarest = null;
            for (Tag tag : tags) {
                int[] of = known.getOrDefault(tag, NONE);
                if (rarest == null || of.length < rarest.length) {
                    rarest = of;
                }
            }
            return rarest == null ? NONE : rarest;
        }

        private Map<Tag, int[]> byTag() {
            Map<Tag, int[]> known = byTag;
            if (known == null) {
                Map<Tag, IntStream.Builder> building = new HashMap<>();
                for (int i = 0; i < commit.events().size(); i++) {
                    for (Tag tag : commit.events().get(i).tags()) {
                        building.computeIfAbsent(tag, _ -> IntStream.builder()).add(i);
                    }
                }
                known = new HashMap<>();
                for (Map.Entry<Tag, IntStream.Builder> each : building.entrySet()) {
                    known.put(each.getKey(), each.getValue().build().toArray());
                }
                byTag = known;
            }
            return known;
        }
    }

    /// The commits that hold one tag or one name.
    private static final class Chain {
        private volatile @Nullable Link newest;
        private volatile int length;

        /// Whether nothing with this tag came before the oldest link.
        private volatile boolean whole;

        Chain(boolean whole) {
            this.whole = whole;
        }

        /// The position of the last event with this tag or name; 0 is none.
        long last() {
            Link link = newest;
            return link == null ? 0 : link.last;
        }
    }

    private static final class Link {
        private final Chain chain;
        private final Entry entry;
        private final long last;
        private volatile @Nullable Link older;
        private @Nullable Link newer;

        Link(Chain chain, Entry entry, long last) {
            this.chain = chain;
            this.entry = entry;
            this.last = last;
        }
    }

    /// @param from  the position of the first commit that will be appended
    /// @param never whether no commit before the one that is appended next has this tag; false also
    ///     where that is not known
    RecentTail(int maxCommits, long maxBytes, long from, Predicate<Tag> never) {
        this.maxCommits = maxCommits;
        this.maxBytes = maxBytes;
        this.from = from;
        this.never = never;
    }

    void append(StoredCommit commit, long size) {
        Entry entry = new Entry(commit, size);
        // first the commit, then what leads to it
        commits.put(commit.position(), entry);
        // the last event comes first: a link knows the last event with its tag or name
        for (StoredEvent event : commit.events().reversed()) {
            for (Tag tag : event.tags()) {
                chain(byTag, tag, never, entry, event.position());
            }
            chain(byName, event.name(), _ -> false, entry, event.position());
        }
        bytes += size;
        count++;
        while (count > maxCommits || (bytes > maxBytes && count > 1)) {
            forgetFirst();
        }
    }

    private static <K> void chain(
            ConcurrentHashMap<K, Chain> chains,
            K key,
            Predicate<? super K> never,
            Entry entry,
            long last) {
        Chain chain = chains.get(key);
        if (chain == null) {
            chain = new Chain(never.test(key));
            chains.put(key, chain);
        }
        Link older = chain.newest;
        if (older != null && older.entry == entry) {
            return;
        }
        Link link = new Link(chain, entry, last);
        if (older != null) {
            older.newer = link;
            link.older = older;
        }
        chain.newest = link;
        chain.length = chain.length + 1;
        entry.links.add(link);
    }

    private void forgetFirst() {
        Entry first = commits.pollFirstEntry().getValue();
        bytes -= first.bytes;
        count--;
        from = first.commit.last() + 1;
        for (Link link : first.links) {
            // the first commit is the oldest of all its chains; readers look at this last
            link.chain.whole = false;
            Link newer = link.newer;
            if (newer == null) {
                link.chain.newest = null;
            } else {
                newer.older = null;
                // else what is long forgotten holds what is not, for a collection of the young
                link.newer = null;
            }
            link.chain.length = link.chain.length - 1;
        }
        for (StoredEvent event : first.commit.events()) {
            event.tags().forEach(tag -> drop(byTag, tag));
            drop(byName, event.name());
        }
    }

    private static <K> void drop(ConcurrentHashMap<K, Chain> chains, K key) {
        Chain chain = chains.get(key);
        if (chain != null && chain.newest == null) {
            chains.remove(key);
        }
    }

    /// Whether everything after this position is here.
    boolean covers(long after) {
        return after + 1 >= from;
    }

    /// Where an append stands after this position, which must be covered.
    @Nullable Placed find(PendingAppend append, long after) {
        for (Entry entry : commits.tailMap(after, false).values()) {
            Placed placed = Placed.in(entry.commit, append);
            if (placed != null) {
                return placed;
            }
        }
        return null;
    }

    /// Whether something that matches came after this position, which must be covered.
    boolean changedSince(Criteria criteria, long after) {
        for (Criterion alternative : criteria.alternatives()) {
            if (mayHaveChanged(alternative, after) && hasChanged(alternative, after)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayHaveChanged(Criterion alternative, long after) {
        for (Tag tag : alternative.tags()) {
            if (last(byTag, tag) <= after) {
                return false;
            }
        }
        return alternative.names().isEmpty()
                || alternative.names().stream().anyMatch(name -> last(byName, name) > after);
    }

    private static <K> long last(ConcurrentHashMap<K, Chain> chains, K key) {
        Chain chain = chains.get(key);
        return chain == null ? 0 : chain.last();
    }

    private boolean hasChanged(Criterion alternative, long after) {
        if (alternative.tags().isEmpty()) {
            // one of its names came later, or it asks for none and the head is later
            return !alternative.names().isEmpty()
                    || (!commits.isEmpty() && commits.lastEntry().getValue().commit.last() > after);
        }
        if (alternative.tags().size() == 1 && alternative.names().isEmpty()) {
            return true;
        }
        for (Link link = shortest(alternative);
                link != null && link.last > after;
                link = link.older) {
            for (StoredEvent event : link.entry.candidates(List.of(alternative))) {
                if (event.position() > after && alternative.matches(event.tags(), event.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The newest link of the tag that the fewest commits hold, or null where a tag has none.
    private @Nullable Link shortest(Criterion alternative) {
        Chain shortest = null;
        for (Tag tag : alternative.tags()) {
            Chain chain = byTag.get(tag);
            if (chain == null) {
                return null;
            }
            if (shortest == null || chain.length < shortest.length) {
                shortest = chain;
            }
        }
        return shortest == null ? null : shortest.newest;
    }

    /// The start of the commit that holds this position, if it is here. For any thread.
    private @Nullable Long startOf(long position) {
        var entry = commits.floorEntry(position);
        return entry != null && entry.getValue().commit.last() >= position ? entry.getKey() : null;
    }

    /// The commits from this one on that may hold matching events, in order. What is forgotten
    /// meanwhile is left out.
    private Iterable<Entry> candidates(long start, Criteria criteria) {
        TreeMap<Long, Entry> found = new TreeMap<>();
        for (Criterion alternative : criteria.alternatives()) {
            if (!alternative.tags().isEmpty()) {
                collect(shortest(alternative), start, found);
            } else if (alternative.names().isEmpty()) {
                return commits.tailMap(start).values();
            } else {
                for (String name : alternative.names()) {
                    Chain chain = byName.get(name);
                    collect(chain == null ? null : chain.newest, start, found);
                }
            }
        }
        return found.values();
    }

    private static void collect(@Nullable Link newest, long start, TreeMap<Long, Entry> found) {
        for (Link link = newest;
                link != null && link.entry.commit.position() >= start;
                link = link.older) {
            found.put(link.entry.commit.position(), link.entry);
        }
    }

    /// Events with positions in `from .. to`, at most `limit`, or null where the tail does not hold
    /// them all. For any thread.
    @Nullable List<StoredEvent> events(long from, long to, Criteria criteria, int limit) {
        Long start = startOf(from);
        if (start == null) {
            return fromTheFirstOfTheirTags(from, to, criteria, limit);
        }
        List<StoredEvent> found = matching(candidates(start, criteria), from, to, criteria, limit);
        // forgetting goes from the front: what still starts here was whole all the time
        return commits.containsKey(start) ? found : null;
    }

    /// The same where the tail begins later, but each alternative has a tag that came up later
    /// still.
    private @Nullable List<StoredEvent> fromTheFirstOfTheirTags(
            long from, long to, Criteria criteria, int limit) {
        List<Chain> whole = new ArrayList<>(criteria.alternatives().size());
        TreeMap<Long, Entry> candidates = new TreeMap<>();
        for (Criterion alternative : criteria.alternatives()) {
            Chain chain = shortestWhole(alternative);
            if (chain == null) {
                return null;
            }
            whole.add(chain);
            collect(chain.newest, 0, candidates);
        }
        List<StoredEvent> found = matching(candidates.values(), from, to, criteria, limit);
        // what is whole now was so all the time
        return !whole.isEmpty() && whole.stream().allMatch(chain -> chain.whole) ? found : null;
    }

    private @Nullable Chain shortestWhole(Criterion alternative) {
        Chain shortest = null;
        for (Tag tag : alternative.tags()) {
            Chain chain = byTag.get(tag);
            if (chain != null
                    && chain.whole
                    && (shortest == null || chain.length < shortest.length)) {
                shortest = chain;
            }
        }
        return shortest;
    }

    private static List<StoredEvent> matching(
            Iterable<Entry> candidates, long from, long to, Criteria criteria, int limit) {
        List<StoredEvent> found = new ArrayList<>();
        boolean everything = criteria == Criteria.EVERYTHING;
        for (Entry entry : candidates) {
            for (StoredEvent event :
                    everything
                            ? entry.commit.events()
                            : entry.candidates(criteria.alternatives())) {
                if (event.position() > to || found.size() == limit) {
                    break;
                }
                if (event.position() >= from
                        && (everything || criteria.matches(event.tags(), event.name()))) {
                    found.add(event);
                }
            }
            if (entry.commit.last() >= to || found.size() == limit) {
                break;
            }
        }
        return found;
    }
}
