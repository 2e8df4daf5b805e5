package io.lotline.projections.inventory;

import io.lotline.core.values.CountId;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about stock counts.
public final class Counts {
    private final Documents<StockCount> counts;
    private final Documents<CountPlace> places;
    private final Documents<CountLine> lines;

    public Counts(
            Documents<StockCount> counts,
            Documents<CountPlace> places,
            Documents<CountLine> lines) {
        this.counts = counts;
        this.places = places;
        this.lines = lines;
    }

    public Optional<StockCount> find(CountId count) {
        return counts.find(count.value());
    }

    public Page<StockCount> find(
            @Nullable WarehouseId warehouse,
            StockCount.@Nullable State state,
            @Nullable String after,
            int limit) {
        return counts.find(Where.ALL.is("warehouse", warehouse).is("state", state), after, limit);
    }

    /// The lines of a count.
    ///
    /// @param location  null for all
    /// @param differing whether only those with a difference
    /// @param sighted   whether only those whose goods somebody saw
    public Page<CountLine> lines(
            CountId count,
            @Nullable LocationId location,
            boolean differing,
            boolean sighted,
            @Nullable String after,
            int limit) {
        Where where =
                Where.ALL
                        .keyBegins(count + "/" + (location == null ? "" : location.value() + "/"))
                        .is("differing", differing ? count.value() : null)
                        .is("sighted", sighted ? count.value() : null);
        return lines.find(where, after, limit);
    }

    /// The places of a count.
    ///
    /// @param counted whether those where something was counted, or those where nothing was
    public Page<CountPlace> places(
            StockCount count, boolean counted, @Nullable String after, int limit) {
        return places.find(of(count, counted), after, limit);
    }

    /// All places of a count. What only an earlier form of it listed is passed over: a page may be
    /// shorter, but none is empty that leads to more.
    public Page<CountPlace> places(StockCount count, @Nullable String after, int limit) {
        Where all = Where.ALL.keyBegins(count.countId() + "/");
        String from = after;
        while (true) {
            Page<CountPlace> page = places.find(all, from, limit);
            List<CountPlace> listed =
                    page.items().stream()
                            .filter(
                                    place ->
                                            place.counted() || place.revision() == count.revision())
                            .toList();
            from = page.next();
            if (!listed.isEmpty() || from == null) {
                return new Page<>(listed, from);
            }
        }
    }

    /// How far a count is.
    ///
    /// @param blind whether how many lines have a difference is not told
    public Progress progress(StockCount count, boolean blind) {
        long counted = places.count(of(count, true));
        return new Progress(
                counted + places.count(of(count, false)),
                counted,
                places.count(Where.ALL.is("closed", count.countId().value())),
                blind
                        ? null
                        : lines.count(
                                Where.ALL
                                        .keyBegins(count.countId() + "/")
                                        .is("differing", count.countId().value())));
    }

    private static Where of(StockCount count, boolean counted) {
        Where where = Where.ALL.keyBegins(count.countId() + "/");
        return counted
                ? where.is("done", count.countId().value())
                : where.is("open", CountPlace.open(count.countId(), count.revision()));
    }

    /// How many places there are, at how many something was counted, and at how many nothing more
    /// lies; how many lines have a difference, where that is told.
    public record Progress(
            long locations, long counted, long finished, @Nullable Long differences) {}
}
