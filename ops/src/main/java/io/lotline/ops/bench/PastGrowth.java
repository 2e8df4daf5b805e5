package io.lotline.ops.bench;

import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.Movement;
import io.lotline.core.events.Scan;
import io.lotline.core.events.StockItem;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Place;
import io.lotline.core.values.QualityStatus;
import io.lotline.projections.Views;
import io.lotline.projections.inventory.FindStock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Questions about stock of the past while the log grows by movements of other goods: about one
/// moment long ago, whatever came since, and about one just before the log's end.
final class PastGrowth {
    private static final int[] SIZES = {10, 1_000, 100_000};
    private static final int PER_COMMIT = 200;

    /// Lots of other goods, each moved from one bin to the other and back again.
    private static final int LOTS = 500;

    private static final int ASKED = 10;

    /// What a whole block of the view of the past has, and some.
    private static final int BLOCK = 2_048;

    private static final int IN_BLOCK = 1_000;

    /// Some 2,000 movements a day.
    private static final Duration BETWEEN = Duration.ofSeconds(40);

    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final EnterpriseId OWNER = new EnterpriseId("kangda");
    private static final EnterpriseId OTHER_OWNER = new EnterpriseId("renhe");

    private PastGrowth() {}

    static void run(Figures figures) throws Exception {
        Growth growth = new Growth("past-movements");
        try (BenchLog bench = BenchLog.on(Servers.replicaSet());
                Views views =
                        Views.start(
                                bench.store(),
                                new SimpleMeterRegistry(),
                                Views.PARK,
                                Clock.systemUTC())) {
            long filled = 0;
            // every question is about a moment with as much in its block
            int first = BLOCK + IN_BLOCK;
            for (int size : SIZES) {
                Progress.say("moving other goods %,d times", size);
                long to = first + size;
                BenchLog.fill(bench.log(), commits(filled, to));
                filled = to;
                long head = bench.log().head().position();
                if (!views.await(head, PATIENCE)) {
                    throw new IllegalStateException("the views do not follow the log");
                }
                long recent = (head - IN_BLOCK) / BLOCK * BLOCK + IN_BLOCK;
                measure(growth, "stock-known-then", size, views, null, (long) first);
                measure(growth, "stock-known-lately", size, views, null, recent);
                measure(growth, "stock-as-of-then", size, views, at(first), null);
                measure(growth, "stock-as-of-lately", size, views, at(recent), null);
            }
        }
        growth.report(figures);
    }

    private static void measure(
            Growth growth,
            String name,
            int size,
            Views views,
            @Nullable Instant asOf,
            @Nullable Long knownAt)
            throws Exception {
        FindStock query = new FindStock(OTHER_OWNER, null, null, null, null, null);
        growth.measure(
                name,
                size,
                () -> {
                    int rows =
                            views.stockAsOf()
                                    .find(query, asOf, knownAt, null, ASKED)
                                    .page()
                                    .items()
                                    .size();
                    if (rows != ASKED) {
                        throw new IllegalStateException("%d rows were answered".formatted(rows));
                    }
                    return rows;
                });
    }

    private static Instant at(long position) {
        return BEGIN.plus(BETWEEN.multipliedBy(position));
    }

    private static Stream<List<NewEvent>> commits(long from, long to) {
        return LongStream.iterate(from, first -> first < to, first -> first + PER_COMMIT)
                .mapToObj(
                        first ->
                                LongStream.range(first, Math.min(first + PER_COMMIT, to))
                                        .mapToObj(PastGrowth::event)
                                        .toList());
    }

    /// The first ones bring the goods that are asked for.
    private static NewEvent event(long i) {
        Instant at = at(i + 1);
        boolean asked = i < ASKED;
        long round = asked ? 0 : (i - ASKED) / LOTS;
        StockItem item =
                new StockItem(
                        asked ? OTHER_OWNER : OWNER,
                        BenchEvents.DEVICE,
                        new LotNumber("M" + (asked ? i : (i - ASKED) % LOTS)));
        GoodsMoved moved =
                new GoodsMoved(
                        Movement.of(
                                item,
                                null,
                                LocalDate.of(2099, 1, 5),
                                10,
                                round == 0 ? Place.supplier(new EnterpriseId("maker")) : bin(round),
                                bin(round + 1),
                                QualityStatus.QUALIFIED),
                        new Scan("s-" + i, "gs1", List.of("]d2"), at));
        return new NewEvent(
                UUID.randomUUID().toString(),
                EventCatalogue.nameOf(moved.getClass()),
                EventCatalogue.versionOf(moved.getClass()),
                at,
                "bench",
                moved.tags(),
                EventJson.write(moved),
                Map.of());
    }

    private static Place bin(long side) {
        return Place.location(Location.of("W1", side % 2 == 0 ? "A-01" : "B-01"));
    }
}
