package io.lotline.api.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// One bucket of tokens for each name. A bucket starts full and fills again with time; buckets that
/// were not used for longest make room for new ones, so that names without end take no memory
/// without end.
public final class TokenBuckets {
    private final int tokens;
    private final long everyNanos;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets;

    /// @param tokens in a full bucket
    /// @param every  how long it takes until a bucket has one more
    /// @param most   buckets that are kept
    public TokenBuckets(int tokens, Duration every, int most, LongSupplier nanos) {
        this.tokens = tokens;
        this.everyNanos = every.toNanos();
        this.nanos = nanos;
        this.buckets = new Leaving(most);
    }

    /// A bucket is empty until `fullAt` less the time that filling it takes.
    private record Bucket(long fullAt) {}

    /// Takes a token; answers how long to wait for the next one where there is none, zero where
    /// there was.
    public synchronized Duration take(String name) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.get(name);
        long untilFull = bucket == null ? 0 : Math.max(0, bucket.fullAt() - now);
        long wait = untilFull + everyNanos - tokens * everyNanos;
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        buckets.put(name, new Bucket(now + untilFull + everyNanos));
        return Duration.ZERO;
    }

    public synchronized int size() {
        return buckets.size();
    }

    /// Lets go of what was not used for longest.
    private static final class Leaving extends LinkedHashMap<String, Bucket> {
        private final int most;

        Leaving(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > most;
        }
    }
}
