package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Location;
import io.lotline.core.values.QualityStatus;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import io.lotline.projections.inventory.StockEffects.Change;
import io.lotline.projections.inventory.StockEffects.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what is promised out of each bin. Its key is the value of the bin's `stock=` tag.
public final class StockBins implements View<StockBin> {
    public static final String NAME = "stock-bins";

    private final ByKey<Effect> effects = new ByKey<>(StockBins::effects, Effect::bin);

    private record Effect(StockItem item, Location at, int qualified, int promised) {
        String bin() {
            return StockEffects.bin(item, at);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<StockBin> documentType() {
        return StockBin.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("uncovered", "_id"), List.of("promising", "lot", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return effects.keys(recorded.event());
    }

    @Override
    public @Nullable StockBin fold(@Nullable StockBin bin, Recorded recorded, String key) {
        StockBin folded = bin;
        for (Effect effect : effects.of(recorded.event(), key)) {
            folded =
                    (folded == null ? StockBin.empty(effect.item(), effect.at()) : folded)
                            .plus(effect.qualified(), effect.promised());
        }
        return folded == null || folded.isEmpty() ? null : folded;
    }

    private static List<Effect> effects(WarehouseEvent event) {
        List<Effect> effects = new ArrayList<>();
        for (Change change : StockEffects.changes(event)) {
            if (change.status() == QualityStatus.QUALIFIED) {
                effects.add(new Effect(change.item(), change.at(), change.quantity(), 0));
            }
        }
        for (Promise promise : StockEffects.promises(event)) {
            effects.add(new Effect(promise.item(), promise.at(), 0, promise.quantity()));
        }
        return effects;
    }
}
