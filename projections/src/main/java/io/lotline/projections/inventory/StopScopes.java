package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.Step;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what is stopped right now: a document for each scope that holds stand on, or that a
/// recall ever named. However many stops there are, a page of stock looks up those of its goods.
public final class StopScopes implements View<StopScope> {
    public static final String NAME = "stop-scopes";

    private final ByKey<Stop> stops = new ByKey<>(StopScopes::stops, stop -> key(stop.scope()));

    /// A stop that begins, or one that ends.
    record Stop(HoldScope scope, int count) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<StopScope> documentType() {
        return StopScope.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("anchor", "_id"));
    }

    static List<Stop> stops(WarehouseEvent event) {
        Step.Stop stop = event.step().stop();
        if (stop == null || stop.effect() == Step.Stop.Effect.CLOSES) {
            return List.of();
        }
        int count = stop.effect() == Step.Stop.Effect.STOPS ? 1 : -1;
        return stop.goods().scopes().stream().map(scope -> new Stop(scope, count)).toList();
    }

    static String key(HoldScope scope) {
        return String.join(
                "\t",
                scope.di().value(),
                Objects.toString(scope.lot(), ""),
                Objects.toString(scope.serial(), ""),
                Objects.toString(scope.location(), ""),
                Objects.toString(scope.owner(), ""));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return stops.keys(recorded.event());
    }

    @Override
    public @Nullable StopScope fold(@Nullable StopScope scope, Recorded recorded, String key) {
        StopScope folded = scope;
        for (Stop stop : stops.of(recorded.event(), key)) {
            folded = (folded == null ? StopScope.of(stop.scope()) : folded).plus(stop.count());
        }
        return folded == null || folded.stops() == 0 ? null : folded;
    }
}
