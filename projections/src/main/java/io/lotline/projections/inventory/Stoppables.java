package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.QualityStatus;
import io.lotline.core.values.SerialNumber;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import io.lotline.projections.inventory.StockEffects.Promise;
import io.lotline.projections.inventory.StopScopes.Stop;
import io.lotline.projections.inventory.Stoppable.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The view of where stops and goods meet, by the tag of the device, the lot or the serial number.
public final class Stoppables implements View<Stoppable> {
    public static final String NAME = "stoppable";

    private final ByKey<Effect> effects = new ByKey<>(Stoppables::effects, Effect::key);

    /// What an event does to one of them.
    private record Effect(
            Kind kind,
            Di di,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial,
            UnaryOperator<Stoppable> change) {

        static Effect onLot(StockItem item, UnaryOperator<Stoppable> change) {
            return new Effect(Kind.LOT, item.di(), item.lot(), null, change);
        }

        Stoppable begun() {
            return Stoppable.none(kind, di, lot, serial);
        }

        String key() {
            return switch (kind) {
                case DEVICE -> Tags.device(di).toString();
                case LOT -> Tags.lot(di, lot).toString();
                case SERIAL -> StopScope.anchor(di, null, serial);
            };
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Stoppable> documentType() {
        return Stoppable.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("stopped", "_id"),
                List.of("owners", "stopped", "_id"),
                List.of("di", "stopped", "_id"),
                List.of("lotOf", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return effects.keys(recorded.event());
    }

    @Override
    public @Nullable Stoppable fold(@Nullable Stoppable before, Recorded recorded, String key) {
        Stoppable folded = before;
        for (Effect effect : effects.of(recorded.event(), key)) {
            folded = effect.change().apply(folded == null ? effect.begun() : folded);
        }
        return folded == null || folded.isEmpty() ? null : folded;
    }

    private static List<Effect> effects(WarehouseEvent event) {
        List<Effect> effects = new ArrayList<>();
        for (Map.Entry<StockEffects.Goods, Integer> change :
                StockEffects.onHand(event, true).entrySet()) {
            StockEffects.Goods goods = change.getKey();
            if (goods.status() == QualityStatus.QUALIFIED && goods.serial() != null) {
                UnaryOperator<Stoppable> plus = plus(goods, change.getValue());
                effects.add(new Effect(Kind.SERIAL, goods.item().di(), null, goods.serial(), plus));
            }
        }
        for (Map.Entry<StockEffects.Goods, Integer> change :
                StockEffects.onHand(event, false).entrySet()) {
            StockEffects.Goods goods = change.getKey();
            if (goods.status() == QualityStatus.QUALIFIED) {
                effects.add(Effect.onLot(goods.item(), plus(goods, change.getValue())));
            }
        }
        for (Promise promise : StockEffects.promises(event)) {
            effects.add(
                    Effect.onLot(
                            promise.item(),
                            lot -> lot.promising(promise.item().owner(), promise.quantity())));
        }
        for (Stop stop : StopScopes.stops(event)) {
            effects.add(onScope(stop.scope(), each -> each.stopping(stop.count())));
        }
        return effects;
    }

    private static UnaryOperator<Stoppable> plus(StockEffects.Goods goods, int quantity) {
        return each ->
                each.plus(
                        new Stoppable.Goods(
                                goods.item().owner(),
                                goods.item().lot(),
                                goods.expiryDate(),
                                quantity));
    }

    private static Effect onScope(HoldScope scope, UnaryOperator<Stoppable> change) {
        if (scope.serial() != null) {
            return new Effect(Kind.SERIAL, scope.di(), null, scope.serial(), change);
        }
        return scope.lot() != null
                ? new Effect(Kind.LOT, scope.di(), scope.lot(), null, change)
                : new Effect(Kind.DEVICE, scope.di(), null, null, change);
    }
}
