package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/// The last commits in memory: conditions and followers of the log are answered from here, without
/// asking the store.
///
/// One thread appends and asks for changes; any thread may read.
final class RecentTail {
    private static final NavigableSet<Long> NO_COMMITS =
            Collections.unmodifiableNavigableSet(new TreeSet<>());

    private final int maxCommits;
    private final long maxBytes;
    private final ConcurrentSkipListMap<Long, Entry> commits = new ConcurrentSkipListMap<>();
    private final ConcurrentHashMap<Tag, NavigableSet<Long>> commitsByTag =
            new ConcurrentHashMap<>();
    private final Map<Tag, Long> lastByTag = new HashMap<>();
    private final Map<String, Long> lastByName = new HashMap<>();
    private long bytes;
    private int count;
    private long from;
    private long last;

    private record Entry(StoredCommit commit, long bytes) {}

    /// @param from the position of the first commit that will be appended
    RecentTail(int maxCommits, long maxBytes, long from) {
        this.maxCommits = maxCommits;
        this.maxBytes = maxBytes;
        this.from = from;
        this.last = from - 1;
    }

    void append(StoredCommit commit, long size) {
        commits.put(commit.position(), new Entry(commit, size));
        bytes += size;
        count++;
        last = commit.last();
        for (StoredEvent event : commit.events()) {
            for (Tag tag : event.tags()) {
                lastByTag.put(tag, event.position());
                commitsByTag
                        .computeIfAbsent(tag, t -> new ConcurrentSkipListSet<>())
                        .add(commit.position());
            }
            lastByName.put(event.name(), event.position());
        }
        while (count > maxCommits || (bytes > maxBytes && count > 1)) {
            forgetFirst();
        }
    }

    private void forgetFirst() {
        Entry first = commits.pollFirstEntry().getValue();
        bytes -= first.bytes();
        count--;
        from = first.commit().last() + 1;
        for (StoredEvent event : first.commit().events()) {
            for (Tag tag : event.tags()) {
                lastByTag.remove(tag, event.position());
                commitsByTag.computeIfPresent(
                        tag,
                        (t, starts) -> {
                            starts.remove(first.commit().position());
                            return starts.isEmpty() ? null : starts;
                        });
            }
            lastByName.remove(event.name(), event.position());
        }
    }

    /// Whether everything after this position is here.
    boolean covers(long after) {
        return after + 1 >= from;
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
            if (lastByTag.getOrDefault(tag, 0L) <= after) {
                return false;
            }
        }
        return alternative.names().isEmpty()
                || alternative.names().stream()
                        .anyMatch(name -> lastByName.getOrDefault(name, 0L) > after);
    }

    private boolean hasChanged(Criterion alternative, long after) {
        // newest first: what changed is most often near the end
        for (Entry entry : commits.descendingMap().values()) {
            if (entry.commit().last() <= after) {
                return false;
            }
            for (StoredEvent event : entry.commit().events()) {
                if (event.position() > after && alternative.matches(event.tags(), event.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    long last() {
        return last;
    }

    /// The start of the commit that holds this position, if it is here. For any thread.
    @Nullable Long startOf(long position) {
        var entry = commits.floorEntry(position);
        return entry != null && entry.getValue().commit().last() >= position
                ? entry.getKey()
                : null;
    }

    /// The commits from this one on that may hold matching events, in order: by tag where every
    /// alternative names one, else all of them. What is forgotten meanwhile is left out.
    private Iterable<Entry> candidates(long start, Criteria criteria) {
        NavigableSet<Long> starts = new TreeSet<>();
        for (Criterion alternative : criteria.alternatives()) {
            if (alternative.tags().isEmpty()) {
                return commits.tailMap(start).values();
            }
            NavigableSet<Long> fewest = null;
            for (Tag tag : alternative.tags()) {
                NavigableSet<Long> tagged = commitsByTag.getOrDefault(tag, NO_COMMITS);
                if (fewest == null || tagged == NO_COMMITS) {
                    fewest = tagged;
                }
            }
            if (fewest != null) {
                starts.addAll(fewest.tailSet(start, true));
            }
        }
        List<Entry> entries = new ArrayList<>(starts.size());
        for (Long at : starts) {
            Entry entry = commits.get(at);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /// Events with positions in `from .. to`, at most `limit`, or null where the tail does not hold
    /// them all. For any thread.
    @Nullable List<StoredEvent> events(long from, long to, Criteria criteria, int limit) {
        Long start = startOf(from);
        if (start == null) {
            return null;
        }
        List<StoredEvent> found = new ArrayList<>();
        boolean everything = criteria == Criteria.EVERYTHING;
        for (Entry entry : candidates(start, criteria)) {
            for (StoredEvent event : entry.commit().events()) {
                if (event.position() > to || found.size() == limit) {
                    break;
                }
                if (event.position() >= from
                        && (everything || criteria.matches(event.tags(), event.name()))) {
                    found.add(event);
                }
            }
            if (entry.commit().last() >= to || found.size() == limit) {
                break;
            }
        }
        // forgetting goes from the front: what still starts here was whole all the time
        return commits.containsKey(start) ? found : null;
    }
}
