package io.lotline.ops.sampleday;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What must lie where: the day's own book, kept beside the warehouse's and compared with it in the
/// evening.
final class Shelves {
    /// One lot of one owner in one bin.
    record Place(String owner, String di, String lot, String location)
            implements Comparable<Place> {
        static Place of(String owner, String di, @Nullable String lot, String location) {
            return new Place(owner, di, lot == null ? "" : lot, location);
        }

        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::owner)
                    .thenComparing(Place::di)
                    .thenComparing(Place::lot)
                    .thenComparing(Place::location)
                    .compare(this, other);
        }
    }

    private final Map<Place, Integer> pieces = new TreeMap<>();

    synchronized void put(Place place, int quantity) {
        pieces.merge(place, quantity, Integer::sum);
    }

    synchronized void take(Place place, int quantity) {
        int left = pieces.merge(place, -quantity, Integer::sum);
        if (left < 0) {
            throw new DayFailed("%s would hold %d pieces.".formatted(place, left));
        }
        if (left == 0) {
            pieces.remove(place);
        }
    }

    synchronized int pieces(Place place) {
        return pieces.getOrDefault(place, 0);
    }

    synchronized Map<Place, Integer> pieces() {
        return new TreeMap<>(pieces);
    }
}
