package io.lotline.projections.inventory;

import io.lotline.core.rules.LotStanding;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The question what lies where, now.
public final class StockOnHand {
    private final Documents<StockBin> bins;
    private final Stops stops;
    private final Clock clock;
    private final ZoneId zone;

    public StockOnHand(Documents<StockBin> bins, Stops stops, Clock clock, ZoneId zone) {
        this.bins = bins;
        this.stops = stops;
        this.clock = clock;
        this.zone = zone;
    }

    public Page<StockRow> find(FindStock query, @Nullable String after, int limit) {
        LotStanding standing = stops.standing();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        StockPage page = new StockPage(after, limit);
        bins.forEachFrom(
                query.where(),
                page.from(),
                (key, bin) -> page.add(key, StockRow.of(bin, standing, today), query));
        return page.page();
    }

    /// Hands over every row that is meant.
    public void forEach(FindStock query, Consumer<StockRow> consumer) {
        LotStanding standing = stops.standing();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        bins.forEach(
                query.where(),
                (key, bin) ->
                        StockRow.of(bin, standing, today).stream()
                                .filter(query::matches)
                                .forEach(consumer));
    }

    /// The rows of bins in the order of their keys, up to a limit. The cursor names a bin and a row
    /// of it, so a bin with many serial numbers can span pages.
    static final class StockPage {
        private static final char ROW = '#';

        private final List<StockRow> rows = new ArrayList<>();
        private final int limit;
        private final @Nullable String afterKey;
        private final int afterRow;
        private @Nullable String next;
        private String last = "";

        StockPage(@Nullable String after, int limit) {
            this.limit = limit;
            if (after == null) {
                this.afterKey = null;
                this.afterRow = -1;
            } else {
                String place = Cursor.decode(after);
                int at = place.lastIndexOf(ROW);
                this.afterKey = at < 0 ? place : place.substring(0, at);
                this.afterRow = at < 0 ? -1 : Integer.parseInt(place.substring(at + 1));
            }
        }

        @Nullable String from() {
            return afterKey;
        }

        /// Answers whether there is room for more.
        boolean add(String key, List<StockRow> ofBin, FindStock query) {
            for (int i = key.equals(afterKey) ? afterRow + 1 : 0; i < ofBin.size(); i++) {
                if (query.matches(ofBin.get(i))) {
                    if (rows.size() == limit) {
                        next = Cursor.encode(last);
                        return false;
                    }
                    rows.add(ofBin.get(i));
                    last = key + ROW + i;
                }
            }
            return true;
        }

        Page<StockRow> page() {
            return new Page<>(rows, next);
        }
    }
}
