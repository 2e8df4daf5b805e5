package io.lotline.projections.inventory;

import io.lotline.core.values.QualityStatus;
import io.lotline.projections.inventory.Stoppable.Kind;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Where;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An order in which the cells are read that may belong to an answer: one that leads past as few
/// others as can be. A place in it is text, so that a page can go on where the last one ended.
sealed interface StockSource {
    /// A cell and its place.
    ///
    /// @param anchor where what stops it must be anchored for it to belong here; null for anywhere
    record Entry(String place, String key, StockCell cell, @Nullable String anchor) {}

    /// The next entries behind a place, fewer than `limit` only at the end.
    ///
    /// @param after empty for the beginning
    List<Entry> next(String after, int limit);

    /// The key of the cell at a place.
    String keyOf(String place);

    /// A place before which no entry belongs to the answer, as a cell shows that does not.
    default String past(Entry entry, @Nullable StopScope stop, LocalDate today) {
        return entry.place();
    }

    /// In the order of keys.
    ///
    /// @param skipping whether only what could be sold belongs to the answer
    record InOrder(Documents<StockCell> cells, Where where, boolean skipping)
            implements StockSource {
        @Override
        public List<Entry> next(String after, int limit) {
            return cells.next(where, after.isEmpty() ? null : after, limit).stream()
                    .map(found -> new Entry(found.getKey(), found.getKey(), found.getValue(), null))
                    .toList();
        }

        @Override
        public String keyOf(String place) {
            return place;
        }

        @Override
        public String past(Entry entry, @Nullable StopScope stop, LocalDate today) {
            String place = entry.place();
            if (!skipping) {
                return place;
            }
            LocalDate expiry = entry.cell().expiryDate();
            String stopped = stop == null ? null : stop.stoppedWith(entry.cell());
            if (stopped != null) {
                return later(place, stopped + '\uffff');
            }
            return expiry != null && expiry.isBefore(today)
                    ? later(place, entry.cell().bin() + '/' + today)
                    : place;
        }

        private static String later(String one, String other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }

    /// Expired goods, first expired first.
    record Expired(Documents<StockCell> cells, Where where, LocalDate today)
            implements StockSource {
        private static final String DATE = "expiryDate";

        @Override
        public List<Entry> next(String after, int limit) {
            List<Map.Entry<String, StockCell>> found = new ArrayList<>();
            Where rest = where.below(DATE, today);
            if (!after.isEmpty()) {
                String date = after.substring(0, after.indexOf(' '));
                found.addAll(cells.next(where.is(DATE, date), keyOf(after), limit));
                rest = rest.above(DATE, date);
            }
            if (found.size() < limit) {
                found.addAll(cells.nextBy(DATE, rest, limit - found.size()));
            }
            return found.stream()
                    .map(
                            each ->
                                    new Entry(
                                            each.getValue().expiryDate() + " " + each.getKey(),
                                            each.getKey(),
                                            each.getValue(),
                                            null))
                    .toList();
        }

        @Override
        public String keyOf(String place) {
            return place.substring(place.indexOf(' ') + 1);
        }
    }

    /// Stopped goods: device by device, lot by lot and serial number by serial number where stops
    /// and goods meet.
    record Stopped(Documents<StockCell> cells, Documents<Stoppable> stoppables, FindStock query)
            implements StockSource {
        private static final char BEFORE_KEY = '\n';
        private static final int AT_ONCE = 100;

        @Override
        public List<Entry> next(String after, int limit) {
            List<Entry> found = new ArrayList<>();
            String anchor = after.isEmpty() ? "" : after.substring(0, after.indexOf(BEFORE_KEY));
            if (!after.isEmpty()) {
                stoppables.find(anchor).ifPresent(at -> add(at, keyOf(after), limit, found));
            }
            for (Kind kind : Kind.values()) {
                boolean more = true;
                while (more && found.size() < limit) {
                    List<Map.Entry<String, Stoppable>> some =
                            stoppables.next(where(kind), anchor, AT_ONCE);
                    more = some.size() == AT_ONCE;
                    for (Map.Entry<String, Stoppable> each : some) {
                        if (found.size() < limit) {
                            anchor = each.getKey();
                            add(each.getValue(), null, limit, found);
                        }
                    }
                }
            }
            return found;
        }

        private Where where(Kind kind) {
            Where where = Where.ALL.is("stopped", kind).is("di", query.di());
            return kind == Kind.DEVICE ? where : where.is("owners", query.owner());
        }

        private void add(Stoppable at, @Nullable String afterKey, int limit, List<Entry> found) {
            String anchor = StopScope.anchor(at.di(), at.lot(), at.serial());
            if (query.lot() != null && at.lot() != null && !query.lot().equals(at.lot())) {
                return;
            }
            FindStock narrowed =
                    new FindStock(
                            query.owner(),
                            at.di(),
                            at.lot() == null ? query.lot() : at.lot(),
                            query.warehouse(),
                            query.location(),
                            null);
            Where where = narrowed.where(QualityStatus.QUALIFIED).is("serial", at.serial());
            cells.next(where, afterKey, limit - found.size())
                    .forEach(
                            cell ->
                                    found.add(
                                            new Entry(
                                                    anchor + BEFORE_KEY + cell.getKey(),
                                                    cell.getKey(),
                                                    cell.getValue(),
                                                    anchor)));
        }

        @Override
        public String keyOf(String place) {
            return place.substring(place.indexOf(BEFORE_KEY) + 1);
        }
    }
}
