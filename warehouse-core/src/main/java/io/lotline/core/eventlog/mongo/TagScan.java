package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoException;
import io.lotline.core.eventlog.EventLog.Head;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tags of a log on a replica set: a filter in memory. It begins with what is kept beside the
/// log, and is filled in the background from what came since, while the commits that follow are
/// added. Until that is done nothing is known. Then it is kept, again and again as the log grows.
final class TagScan implements TagHistory {
    private static final Logger log = LoggerFactory.getLogger(TagScan.class);
    private static final int PAGE = 5_000;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /// So many events may follow what is kept: a start reads their tags.
    private static final long KEEP_EVERY = 100_000;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final LogCollection collection;
    private final KeptTags kept;
    private final long keepEvery;
    private final SeenTags seen;
    private volatile boolean complete;
    private volatile DurableHead added = DurableHead.EMPTY;
    private volatile long read;
    private volatile Thread scan = Thread.ofPlatform().unstarted(() -> {});

    TagScan(LogCollection collection, KeptTags kept, long maxBytes, MeterRegistry registry) {
        this(collection, kept, maxBytes, KEEP_EVERY, registry);
    }

    /// @param keepEvery after how many events the filter is kept again
    TagScan(
            LogCollection collection,
            KeptTags kept,
            long maxBytes,
            long keepEvery,
            MeterRegistry registry) {
        this.collection = collection;
        this.kept = kept;
        this.keepEvery = keepEvery;
        this.seen = new SeenTags(maxBytes);
        Gauge.builder("lotline.log.tags.bytes", seen, SeenTags::bytes)
                .description("What the memory of tags that occurred takes")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("lotline.log.tags.complete", this, scan -> scan.complete ? 1 : 0)
                .description("1 when the tags of the whole log are known, 0 while they are read")
                .register(registry);
    }

    @Override
    public void opened(DurableHead head) {
        added = head;
        long known =
                kept.load(at -> isOfThisLog(at, head))
                        .filter(filter -> seen.adopt(filter.content()))
                        .map(KeptTags.Kept::position)
                        .orElse(0L);
        scan =
                Thread.ofPlatform()
                        .daemon()
                        .name("lotline-log-tags")
                        .start(() -> fillAndKeep(known, head.position()));
    }

    private boolean isOfThisLog(Head kept, DurableHead head) {
        return kept.position() <= head.position()
                && collection.passesThrough(kept.position(), kept.hash());
    }

    private void fillAndKeep(long known, long head) {
        try {
            addEverything(known, head);
            complete = true;
            long last = known;
            while (true) {
                if (added.position() - last >= keepEvery) {
                    last = keep(last);
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void addEverything(long known, long head) throws InterruptedException {
        long start = System.nanoTime();
        long done = known;
        while (done < head) {
            long pageStart = System.nanoTime();
            try {
                done = collection.tags(done, head, PAGE, seen::add);
                read = done - known;
            } catch (MongoException e) {
                log.debug("The tags after position {} cannot be read now", done, e);
                Thread.sleep(PAUSE_AFTER_FAILURE);
            }
            // half of the time is left to those who work
            Thread.sleep(Duration.ofNanos(System.nanoTime() - pageStart));
        }
        log.debug(
                "The tags after position {} up to {} are known after {} ms",
                known,
                head,
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /// Keeps the filter, unless another node has; answers up to where it is kept.
    private long keep(long last) {
        try {
            long others = kept.position();
            if (others != last) {
                kept.startAnew();
                if (added.position() - others < keepEvery) {
                    return others;
                }
            }
            // in this order: what was added up to here is in the filter before it is copied
            DurableHead head = added;
            return kept.save(new Head(head.position(), head.hash()), seen.content())
                    ? head.position()
                    : last;
        } catch (MongoException e) {
            log.debug("The tags cannot be kept now", e);
            return last;
        }
    }

    @Override
    public void add(StoredCommit commit) {
        seen.add(commit);
        added = DurableHead.of(commit);
    }

    @Override
    public boolean never(Tag tag) {
        return complete && !seen.mayContain(tag);
    }

    boolean isComplete() {
        return complete;
    }

    /// How many events' tags were read since the start.
    long read() {
        return read;
    }

    @Override
    public void close() {
        scan.interrupt();
    }
}
