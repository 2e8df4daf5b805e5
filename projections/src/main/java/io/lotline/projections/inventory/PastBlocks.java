package io.lotline.projections.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The log's positions in blocks of one size, and words by which a document is found that was true
/// at a block's end, or is about a time, whichever of millions it is: each word stands for a
/// stretch, and a block or a time lies in few of them.
final class PastBlocks {
    /// So many blocks can be told apart: with 2,048 events each, two thousand million events.
    private static final int LEVELS = 20;

    /// The levels of words for what goes on are coarser: they are written again and again.
    private static final int OPEN_BITS = 4;

    private static final int OPEN_LEVELS = LEVELS / OPEN_BITS;

    /// Minutes since 1970, up to the year 2097.
    private static final int TIME_LEVELS = 26;

    private static final long LAST_MINUTE = (1L << TIME_LEVELS) - 1;
    private static final int WORDS_A_TIME = 4;

    private PastBlocks() {}

    /// Words of what became so in a block and goes on.
    static List<String> since(long block) {
        List<String> words = new ArrayList<>(OPEN_LEVELS);
        for (int level = 0; level < OPEN_LEVELS; level++) {
            words.add("a%d:%d".formatted(level, block >> (level * OPEN_BITS)));
        }
        return words;
    }

    /// Those words of which what goes on since a block up to this one has exactly one.
    static List<String> upTo(long block) {
        List<String> words = new ArrayList<>();
        long end = block + 1;
        for (int level = OPEN_LEVELS - 1; level >= 0; level--) {
            long first = end >> ((level + 1) * OPEN_BITS) << OPEN_BITS;
            for (long n = first; n < end >> (level * OPEN_BITS); n++) {
                words.add("a%d:%d".formatted(level, n));
            }
        }
        return words;
    }

    /// Words of what was so at the ends of the blocks from `from` on and before `to`.
    static List<String> during(long from, long to) {
        List<String> words = new ArrayList<>();
        long low = from;
        while (low < to) {
            int level = Math.min(LEVELS, Long.numberOfTrailingZeros(low));
            while (low + (1L << level) > to) {
                level--;
            }
            words.add("z%d:%d".formatted(level, low >> level));
            low += 1L << level;
        }
        return words;
    }

    /// Those words of which what was so at the end of this block has exactly one.
    static List<String> at(long block) {
        List<String> words = new ArrayList<>(LEVELS + 1);
        for (int level = 0; level <= LEVELS; level++) {
            words.add("z%d:%d".formatted(level, block >> level));
        }
        return words;
    }

    /// A few words of the time from `from` to `to` and of some more.
    static List<String> between(String kind, Instant from, Instant to) {
        long first = minute(from);
        long last = minute(to);
        int level = 0;
        while ((last >> level) - (first >> level) >= WORDS_A_TIME) {
            level++;
        }
        List<String> words = new ArrayList<>(WORDS_A_TIME);
        for (long n = first >> level; n <= last >> level; n++) {
            words.add("%s%d:%d".formatted(kind, level, n));
        }
        return words;
    }

    /// Those words of which what is about this time has at least one.
    static List<String> at(String kind, Instant time) {
        List<String> words = new ArrayList<>(TIME_LEVELS + 1);
        for (int level = 0; level <= TIME_LEVELS; level++) {
            words.add("%s%d:%d".formatted(kind, level, minute(time) >> level));
        }
        return words;
    }

    private static long minute(Instant at) {
        return Math.clamp(Math.floorDiv(at.getEpochSecond(), 60), 0, LAST_MINUTE);
    }
}
