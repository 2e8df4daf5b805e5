package io.lotline.projections.recall;

import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.recall.ReachDocument.Sums;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.MergedRanges;
import io.lotline.projections.store.Page;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where recalled goods are at one position of the log, and a page of each list that was asked for.
///
/// @param recovered  came back after the recall was started
/// @param locations  empty where it was not asked for
/// @param underway   empty where it was not asked for; without what the documents say
/// @param consignees empty where it was not asked for; without names
record Reach(
        long position,
        Sums sums,
        long recovered,
        Page<RecallReach.Located> locations,
        Page<RecallReach.Underway> underway,
        Page<RecallReach.Consignee> consignees) {

    /// Which recall, whose goods of it, and which part of the lists.
    ///
    /// @param startedAt the position at which it was started
    /// @param owner     only goods of this owner, null for all
    record Asked(RecallStarted recall, long startedAt, @Nullable EnterpriseId owner, Parts parts) {}

    /// A part of each list; null for nothing of it.
    record Parts(@Nullable Part locations, @Nullable Part underway, @Nullable Part consignees) {
        static final Parts NONE = new Parts(null, null, null);
    }

    /// A part of a list.
    ///
    /// @param after the key of the last item of the page before, null for the first page
    record Part(@Nullable String after, int limit) {
        static Part of(@Nullable String cursor, int limit) {
            return new Part(cursor == null ? null : Cursor.decode(cursor), limit);
        }
    }

    /// Items by key, in the order of pages.
    static <T> SortedMap<String, T> inOrder() {
        return new TreeMap<>(MergedRanges.TEXTS);
    }

    /// The page of these items; what is before it may be missing among them, and what is behind the
    /// first item after it.
    static <T> Page<T> page(SortedMap<String, T> items, @Nullable Part part) {
        if (part == null) {
            return new Page<>(List.of(), null);
        }
        SortedMap<String, T> rest =
                part.after() == null ? items : items.tailMap(part.after() + '\0');
        List<Map.Entry<String, T>> shown = rest.entrySet().stream().limit(part.limit()).toList();
        return new Page<>(
                shown.stream().map(Map.Entry::getValue).toList(),
                rest.size() > shown.size() ? Cursor.encode(shown.getLast().getKey()) : null);
    }
}
