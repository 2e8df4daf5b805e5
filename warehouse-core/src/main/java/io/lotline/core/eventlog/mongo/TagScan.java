package io.lotline.core.eventlog.mongo;

import com.mongodb.MongoException;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tags of a log on a replica set: a filter in memory, filled in the background from what was
/// there at the start while the commits that follow are added. Until that is done nothing is known.
final class TagScan implements TagHistory {
    private static final Logger log = LoggerFactory.getLogger(TagScan.class);
    private static final int PAGE = 5_000;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final LogCollection collection;
    private final SeenTags seen;
    private volatile boolean complete;
    private volatile Thread scan = Thread.ofPlatform().unstarted(() -> {});

    TagScan(LogCollection collection, long maxBytes, MeterRegistry registry) {
        this.collection = collection;
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
    public void opened(long head) {
        scan =
                Thread.ofPlatform()
                        .daemon()
                        .name("lotline-log-tags")
                        .start(() -> addEverythingUpTo(head));
    }

    private void addEverythingUpTo(long head) {
        long start = System.nanoTime();
        long done = 0;
        try {
            while (done < head) {
                long pageStart = System.nanoTime();
                try {
                    done = collection.tags(done, head, PAGE, seen::add);
                } catch (MongoException e) {
                    log.debug("The tags after position {} cannot be read now", done, e);
                    Thread.sleep(PAUSE_AFTER_FAILURE);
                }
                // half of the time is left to those who work
                Thread.sleep(Duration.ofNanos(System.nanoTime() - pageStart));
            }
            complete = true;
            log.debug(
                    "The tags up to position {} are known after {} ms",
                    head,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void add(StoredCommit commit) {
        seen.add(commit);
    }

    @Override
    public boolean never(Tag tag) {
        return complete && !seen.mayContain(tag);
    }

    boolean isComplete() {
        return complete;
    }

    @Override
    public void close() {
        scan.interrupt();
    }
}
