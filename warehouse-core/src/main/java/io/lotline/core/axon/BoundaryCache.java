package io.lotline.core.axon;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.EventLog.Changes;
import io.lotline.core.eventlog.EventLog.Since;
import io.lotline.core.eventlog.StoredEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.jspecify.annotations.Nullable;

/// Boundaries as they were last read, their events decoded: a boundary that is asked for again is
/// brought up to date by what came since, which the log most often has in memory.
///
/// It spares work and decides nothing. Every answer is what the log holds up to one position, and
/// the append condition counts from there.
///
/// Each alternative of a boundary is kept by itself, so that different boundaries share it. A
/// limit of bytes holds: what was asked for once shares an eighth of it, so that requests and
/// reports that never come back do not displace what is in daily use; what was asked for again has
/// the rest, the longest unused goes first. Alternatives without tags and those that would fill a
/// quarter of the cache are not kept.
final class BoundaryCache {
    private static final long ENTRY_BYTES = 300;
    private static final long EVENT_BYTES = 500;
    private static final long TAG_BYTES = 120;

    private final EventLog log;
    private final Function<StoredEvent, EventMessage> decode;
    private final long maxEntryBytes;
    private final Shelf once;
    private final Shelf again;
    private final Counter hits;
    private final Counter extensions;
    private final Counter misses;
    private final Counter evictions;

    BoundaryCache(
            EventLog log,
            Function<StoredEvent, EventMessage> decode,
            long maxBytes,
            MeterRegistry registry) {
        this.log = log;
        this.decode = decode;
        this.maxEntryBytes = maxBytes / 4;
        this.once = new Shelf(maxBytes / 8);
        this.again = new Shelf(maxBytes - maxBytes / 8);
        this.hits =
                counter(registry, "hits", "Alternatives of boundaries to which nothing was added");
        this.extensions =
                counter(registry, "extensions", "Alternatives of boundaries that had grown");
        this.misses =
                counter(registry, "misses", "Alternatives of boundaries read from their beginning");
        this.evictions =
                counter(
                        registry,
                        "evictions",
                        "Alternatives of boundaries dropped for want of room");
        Gauge.builder("lotline.boundaries.bytes", this, BoundaryCache::bytes)
                .description("What the boundaries in memory occupy, estimated")
                .baseUnit("bytes")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("lotline.boundaries." + name)
                .description(description)
                .register(registry);
    }

    /// An event of a boundary at its position, as the entry of a stream.
    record Found(long position, Entry<EventMessage> entry) {
        static Found of(long position, EventMessage message) {
            return new Found(
                    position,
                    new SimpleEntry<>(
                            message,
                            Context.with(
                                    TrackingToken.RESOURCE_KEY,
                                    new GlobalSequenceTrackingToken(position))));
        }
    }

    /// What a boundary holds, in order, and the position up to which that is complete.
    record Boundary(List<Found> events, long position) {}

    /// One alternative: its events up to a position. Where nothing is added only that moves on.
    private static final class Kept {
        private final List<Found> events;
        private final long bytes;
        private volatile long position;

        Kept(List<Found> events, long bytes, long position) {
            this.events = events;
            this.bytes = bytes;
            this.position = position;
        }

        void completeUpTo(long later) {
            // of two readers the later may be first: to forget what it knew costs one more look
            if (later > position) {
                position = later;
            }
        }
    }

    Boundary read(Criteria criteria) {
        List<Criterion> alternatives = criteria.alternatives();
        List<@Nullable Kept> known = lookUp(alternatives);
        List<Since> parts = new ArrayList<>(alternatives.size());
        for (int i = 0; i < alternatives.size(); i++) {
            Kept entry = known.get(i);
            parts.add(new Since(alternatives.get(i), entry == null ? 0 : entry.position));
        }
        Changes changes = log.changes(parts);
        Map<Long, Found> added = new HashMap<>();
        List<List<Found>> found = new ArrayList<>(alternatives.size());
        for (int i = 0; i < alternatives.size(); i++) {
            found.add(
                    update(
                            alternatives.get(i),
                            known.get(i),
                            changes.events().get(i),
                            changes.position(),
                            added));
        }
        return new Boundary(
                found.size() == 1 ? found.getFirst() : merge(found), changes.position());
    }

    private List<Found> update(
            Criterion alternative,
            @Nullable Kept entry,
            List<StoredEvent> news,
            long position,
            Map<Long, Found> added) {
        if (entry != null && news.isEmpty()) {
            hits.increment();
            entry.completeUpTo(position);
            return entry.events;
        }
        (entry == null ? misses : extensions).increment();
        List<Found> events =
                new ArrayList<>(news.size() + (entry == null ? 0 : entry.events.size()));
        long bytes = ENTRY_BYTES;
        if (entry != null) {
            events.addAll(entry.events);
            bytes = entry.bytes;
        }
        for (StoredEvent event : news) {
            events.add(
                    added.computeIfAbsent(event.position(), p -> Found.of(p, decode.apply(event))));
            bytes += bytes(event);
        }
        if (!alternative.tags().isEmpty()) {
            keep(alternative, new Kept(events, bytes, position), entry != null);
        }
        return events;
    }

    private static long bytes(StoredEvent event) {
        // the text, and the event decoded from it
        return EVENT_BYTES + TAG_BYTES * event.tags().size() + 3L * event.data().length();
    }

    private static List<Found> merge(List<List<Found>> parts) {
        TreeMap<Long, Found> merged = new TreeMap<>();
        for (List<Found> part : parts) {
            part.forEach(event -> merged.put(event.position(), event));
        }
        return List.copyOf(merged.values());
    }

    private synchronized List<@Nullable Kept> lookUp(List<Criterion> alternatives) {
        List<@Nullable Kept> found = new ArrayList<>(alternatives.size());
        for (Criterion alternative : alternatives) {
            Kept entry = again.get(alternative);
            if (entry == null) {
                entry = once.take(alternative);
                if (entry != null) {
                    evict(again, alternative, entry);
                }
            }
            found.add(entry);
        }
        return found;
    }

    private synchronized void keep(Criterion alternative, Kept entry, boolean askedAgain) {
        if (entry.bytes > maxEntryBytes) {
            once.take(alternative);
            again.take(alternative);
            evictions.increment();
            return;
        }
        evict(askedAgain || again.get(alternative) != null ? again : once, alternative, entry);
    }

    private void evict(Shelf shelf, Criterion alternative, Kept entry) {
        int dropped = shelf.put(alternative, entry);
        if (dropped > 0) {
            evictions.increment(dropped);
        }
    }

    private synchronized long bytes() {
        return once.bytes + again.bytes;
    }

    /// Entries within a limit of bytes, the longest unused first.
    private static final class Shelf {
        private final long maxBytes;
        private final LinkedHashMap<Criterion, Kept> entries = new LinkedHashMap<>(64, 0.75f, true);
        private long bytes;

        Shelf(long maxBytes) {
            this.maxBytes = maxBytes;
        }

        @Nullable Kept get(Criterion alternative) {
            return entries.get(alternative);
        }

        @Nullable Kept take(Criterion alternative) {
            Kept entry = entries.remove(alternative);
            if (entry != null) {
                bytes -= entry.bytes;
            }
            return entry;
        }

        /// Puts the entry that knows more, and returns how many others had to go.
        int put(Criterion alternative, Kept entry) {
            Kept before = entries.get(alternative);
            if (before != null && before.position >= entry.position) {
                return 0;
            }
            take(alternative);
            entries.put(alternative, entry);
            bytes += entry.bytes;
            int dropped = 0;
            while (bytes > maxBytes) {
                take(entries.firstEntry().getKey());
                dropped++;
            }
            return dropped;
        }
    }
}
