package io.lotline.projections.store;

import io.lotline.projections.store.Documents.Stored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The documents of several ranges of keys as one list, in the order of what follows the range's
/// prefix in their keys, and of the prefixes where that is the same. What ended stands in it, too.
///
/// It reads ahead a little in each range. It lives for one question and is used by one thread.
///
/// @param <D> the document
public final class MergedRanges<D> {
    private static final int MOST_AT_ONCE = 1_000;

    /// As the store compares texts: by their bytes.
    public static final Comparator<String> TEXTS =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));

    private static final Comparator<Item<?>> IN_ORDER =
            Comparator.comparing((Item<?> item) -> item.suffix(), TEXTS)
                    .thenComparing(Item::prefix, TEXTS);

    private final Documents<D> documents;
    private final PriorityQueue<Range> ranges;

    /// A document, and both parts of its key.
    public record Item<D>(String prefix, String suffix, Stored<D> stored) {
        /// The place behind it.
        public Place place() {
            return new Place(suffix, prefix);
        }
    }

    /// Between two documents.
    ///
    /// @param prefix that of the document before; null for behind all that have this suffix
    public record Place(String suffix, @Nullable String prefix) {
        private static final char BETWEEN = '\n';

        String text() {
            return prefix == null ? suffix : suffix + BETWEEN + prefix;
        }

        static Place of(String text) {
            int at = text.indexOf(BETWEEN);
            return at < 0
                    ? new Place(text, null)
                    : new Place(text.substring(0, at), text.substring(at + 1));
        }

        String firstKeyIn(String range) {
            boolean passed = prefix == null || TEXTS.compare(range, prefix) <= 0;
            return range + suffix + (passed ? "\0" : "");
        }
    }

    MergedRanges(
            Documents<D> documents,
            Collection<String> prefixes,
            @Nullable Place after,
            int expected) {
        this.documents = documents;
        this.ranges =
                new PriorityQueue<>(
                        Math.max(1, prefixes.size()),
                        Comparator.comparing((Range range) -> range.first(), IN_ORDER));
        int firstBatch = Math.clamp(2L * expected / Math.max(1, prefixes.size()), 2, MOST_AT_ONCE);
        for (String prefix : prefixes) {
            String from = after == null ? prefix : after.firstKeyIn(prefix);
            Range range = new Range(prefix, from, firstBatch);
            if (!range.isEmpty()) {
                ranges.add(range);
            }
        }
    }

    /// The next document; null behind the last.
    public @Nullable Item<D> next() {
        Range range = ranges.poll();
        if (range == null) {
            return null;
        }
        Item<D> item = range.take();
        if (!range.isEmpty()) {
            ranges.add(range);
        }
        return item;
    }

    private final class Range {
        private final String prefix;
        private final Deque<Item<D>> read = new ArrayDeque<>();
        private String from;
        private int batch;
        private boolean ended;

        Range(String prefix, String from, int batch) {
            this.prefix = prefix;
            this.from = from;
            this.batch = batch;
            fill();
        }

        private void fill() {
            List<Stored<D>> some = documents.range(from, behind(prefix), batch);
            ended = some.size() < batch;
            for (Stored<D> stored : some) {
                read.add(new Item<>(prefix, stored.key().substring(prefix.length()), stored));
                from = stored.key() + '\0';
            }
            batch = Math.min(2 * batch, MOST_AT_ONCE);
        }

        /// The first text that is behind all that begin with `prefix`.
        private static String behind(String prefix) {
            int last = prefix.length() - 1;
            return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
        }

        boolean isEmpty() {
            return read.isEmpty();
        }

        Item<D> first() {
            return read.getFirst();
        }

        Item<D> take() {
            Item<D> taken = read.removeFirst();
            if (read.isEmpty() && !ended) {
                fill();
            }
            return taken;
        }
    }
}
