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
    /// @param scope what must be the first to stop it for it to belong here; null for anything
    record Entry(String place, String key, StockCell cell, @Nullable StopScope scope) {
        boolean belongs(@Nullable StopScope stop) {
            return scope == null || (stop != null && stop.key().equals(scope.key()));
        }
    }

    /// The next entries behind a place, fewer than `limit` only at the end.
    ///
    /// @param after empty for the beginning
    List<Entry> next(String after, int limit);

    /// The key of the cell at a place.
    ///
    /// @throws IndexOutOfBoundsException if the text is no place in this order
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

    /// Goods that expire before a day, the first to expire first.
    record ByExpiry(Documents<StockCell> cells, Where where, LocalDate before)
            implements StockSource {
        static final String DATE = "expiryDate";

        @Override
        public List<Entry> next(String after, int limit) {
            List<Map.Entry<String, StockCell>> found = new ArrayList<>();
            Where rest = where.below(DATE, before);
            if (!after.isEmpty()) {
                String date = dateOf(after);
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
            return place.substring(dateOf(place).length() + 1);
        }

        private static String dateOf(String place) {
            return place.substring(0, place.indexOf(' '));
        }
    }

    /// Stopped goods: device by device, lot by lot and serial number by serial number where stops
    /// and goods meet, and of each what one scope stops after the other.
    record Stopped(
            Documents<StockCell> cells,
            Documents<Stoppable> stoppables,
            Stops stops,
            FindStock query)
            implements StockSource {
        private static final char NEXT = '\n';
        private static final int AT_ONCE = 100;

        /// @param scope empty for the first scope of the anchor
        /// @param key   empty for the first cell of the scope
        private record Place(String anchor, String scope, String key) {
            static Place parse(String place) {
                String[] parts = place.split("\n", 3);
                return new Place(parts[0], parts[1], parts[2]);
            }
        }

        @Override
        public List<Entry> next(String after, int limit) {
            List<Entry> found = new ArrayList<>();
            String anchor = "";
            if (!after.isEmpty()) {
                Place place = Place.parse(after);
                anchor = place.anchor();
                add(place, stops.anchoredAt(List.of(anchor)), limit, found);
            }
            for (Kind kind : Kind.values()) {
                boolean more = true;
                while (more && found.size() < limit) {
                    List<String> anchors =
                            stoppables.next(where(kind), anchor, AT_ONCE).stream()
                                    .map(Map.Entry::getKey)
                                    .toList();
                    more = anchors.size() == AT_ONCE;
                    Standing standing = stops.anchoredAt(anchors);
                    for (String each : anchors) {
                        if (found.size() < limit) {
                            anchor = each;
                            add(new Place(each, "", ""), standing, limit, found);
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

        private void add(Place from, Standing standing, int limit, List<Entry> found) {
            for (StopScope scope : standing.anchoredAt(from.anchor())) {
                int order = scope.key().compareTo(from.scope());
                if (order >= 0 && found.size() < limit) {
                    add(from.anchor(), scope, order == 0 ? from.key() : "", limit, found);
                }
            }
        }

        private void add(
                String anchor, StopScope scope, String afterKey, int limit, List<Entry> found) {
            FindStock narrowed = scope.narrowed(query);
            if (narrowed == null) {
                return;
            }
            String location = scope.location();
            Where where = narrowed.where(QualityStatus.QUALIFIED).is("serial", scope.serial());
            if (location != null) {
                where = where.is(location.indexOf('/') < 0 ? "location" : "at", location);
            }
            cells.next(where, afterKey.isEmpty() ? null : afterKey, limit - found.size())
                    .forEach(
                            cell ->
                                    found.add(
                                            new Entry(
                                                    anchor
                                                            + NEXT
                                                            + scope.key()
                                                            + NEXT
                                                            + cell.getKey(),
                                                    cell.getKey(),
                                                    cell.getValue(),
                                                    scope)));
        }

        @Override
        public String keyOf(String place) {
            return Place.parse(place).key();
        }
    }
}
