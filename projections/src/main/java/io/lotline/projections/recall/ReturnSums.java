package io.lotline.projections.recall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Quantities by the positions at which they came back, kept so that the sum up to any position is
/// read from a few small documents, however many there were.
///
/// A position is a number of [#LEVELS] digits. The document of a level and a block sums what has
/// the block's leading digits, by the digit that follows them: what came back at a position is in
/// one document of each level.
final class ReturnSums {
    private static final int BITS = 8;
    private static final int LEVELS = 6;

    private ReturnSums() {}

    /// One sum of one document.
    ///
    /// @param block names the document
    /// @param slot  the digit
    record Entry(String block, int slot) {}

    /// Where what came back at a position is summed, the last digit first.
    static List<Entry> at(long position) {
        List<Entry> entries = new ArrayList<>(LEVELS);
        for (int level = 0; level < LEVELS; level++) {
            long leading = position >> (BITS * (level + 1));
            int digit = (int) (position >> (BITS * level)) & ((1 << BITS) - 1);
            entries.add(new Entry(level + "\t" + leading, digit));
        }
        return entries;
    }

    /// What came back up to a position, that position included.
    ///
    /// @param block the sums of a document by digit
    static long upTo(long position, Function<String, Map<Integer, Long>> block) {
        long sum = 0;
        // below the next position: nothing of that itself is in the sum
        for (Entry entry : at(position + 1)) {
            for (Map.Entry<Integer, Long> slot : block.apply(entry.block()).entrySet()) {
                if (slot.getKey() < entry.slot()) {
                    sum += slot.getValue();
                }
            }
        }
        return sum;
    }
}
