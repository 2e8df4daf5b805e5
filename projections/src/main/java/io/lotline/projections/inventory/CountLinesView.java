package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.CountRow;
import io.lotline.core.events.InventoryEvent.CountBooked;
import io.lotline.core.events.InventoryEvent.LocationCounted;
import io.lotline.core.events.InventoryEvent.RowCounted;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Place;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what was counted, by count, location and goods.
public final class CountLinesView implements View<CountLine> {
    public static final String NAME = "count-lines";

    private final ByKey<Effect> effects = new ByKey<>(CountLinesView::effects, Effect::key);

    /// What an event does to a line.
    private sealed interface Effect {
        String key();
    }

    private record Counted(
            String key,
            CountId count,
            CountRow row,
            int booked,
            int counted,
            boolean seen,
            @Nullable Place elsewhere,
            String by,
            Instant at)
            implements Effect {}

    private record Settled(String key, @Nullable AdjustmentId adjustment, @Nullable String problem)
            implements Effect {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<CountLine> documentType() {
        return CountLine.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("differing", "_id"), List.of("sighted", "_id"));
    }

    private static String key(CountId count, CountRow row) {
        return "%s/%s/%s/%s %s"
                .formatted(
                        count,
                        row.location().id(),
                        Tags.stock(row.item(), row.location()).value(),
                        row.expiryDate() == null ? "" : row.expiryDate(),
                        row.serial() == null ? "" : row.serial());
    }

    private static List<Effect> effects(WarehouseEvent event) {
        List<Effect> effects = new ArrayList<>();
        if (event instanceof RowCounted row) {
            effects.add(
                    new Counted(
                            key(row.count(), row.row()),
                            row.count(),
                            row.row(),
                            row.booked(),
                            row.counted(),
                            true,
                            row.elsewhere(),
                            row.countedBy(),
                            row.scan().scannedAt()));
        }
        if (event instanceof LocationCounted all) {
            for (LocationCounted.Unseen unseen : all.unseen()) {
                CountRow row = all.row(unseen);
                effects.add(
                        new Counted(
                                key(all.count(), row),
                                all.count(),
                                row,
                                unseen.booked(),
                                0,
                                false,
                                null,
                                all.countedBy(),
                                all.scan().scannedAt()));
            }
        }
        if (event instanceof CountBooked booked) {
            booked.booked()
                    .forEach(
                            each ->
                                    effects.add(
                                            new Settled(
                                                    key(booked.count(), each.row()),
                                                    each.adjustment(),
                                                    null)));
            booked.left()
                    .forEach(
                            each ->
                                    effects.add(
                                            new Settled(
                                                    key(booked.count(), each.row()),
                                                    null,
                                                    each.problem())));
        }
        return effects;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return effects.keys(recorded.event());
    }

    @Override
    public @Nullable CountLine fold(@Nullable CountLine before, Recorded recorded, String key) {
        CountLine line = before;
        for (Effect effect : effects.of(recorded.event(), key)) {
            line =
                    switch (effect) {
                        case Counted now ->
                                CountLine.counted(
                                        line,
                                        now.count(),
                                        now.row(),
                                        now.booked(),
                                        now.counted(),
                                        now.seen(),
                                        now.elsewhere(),
                                        now.by(),
                                        now.at(),
                                        recorded.position());
                        case Settled now ->
                                line == null ? null : line.settled(now.adjustment(), now.problem());
                    };
        }
        return line;
    }
}
