package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.QualityStatus;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import io.lotline.projections.inventory.StockEffects.Goods;
import io.lotline.projections.inventory.StockEffects.Promise;
import io.lotline.projections.inventory.StockSum.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the sums over all stock: by owner, by device, and by expiry date and recorded
/// status; of everybody's stock and of each owner's. Goods that only move change no sum.
public final class StockSumsView implements View<StockSum> {
    public static final String NAME = "stock-sums";
    private static final String EVERYBODY = "*";
    private static final String NO_EXPIRY = "-";

    private final ByKey<Effect> effects = new ByKey<>(StockSumsView::effects, Effect::key);

    /// Where a quantity is added.
    ///
    /// @param day the day and status within a month; else empty
    private record Slot(Kind kind, String owner, String of, String day) {}

    private record Effect(Slot slot, long quantity, long promised) {
        String key() {
            return StockSumsView.keys(slot.kind(), slot.owner()) + slot.of();
        }

        StockSum on(@Nullable StockSum before) {
            StockSum sum =
                    before == null
                            ? new StockSum(slot.kind(), slot.owner(), slot.of(), 0, 0, Map.of())
                            : before;
            return promised == 0 ? sum.plus(slot.day(), quantity) : sum.promising(promised);
        }
    }

    /// What the keys of one kind of sums begin with; a null owner means everybody.
    static String keys(Kind kind, @Nullable EnterpriseId owner) {
        return keys(kind, owner == null ? EVERYBODY : owner.value());
    }

    private static String keys(Kind kind, String owner) {
        return kind + "/" + owner + "/";
    }

    /// The recorded status of a month's part.
    static QualityStatus status(String day) {
        return QualityStatus.valueOf(day.substring(day.indexOf(' ') + 1));
    }

    /// The day of expiry of a month's part; null for goods without expiry.
    static @Nullable LocalDate expiry(String day) {
        String date = day.substring(0, day.indexOf(' '));
        return date.equals(NO_EXPIRY) ? null : LocalDate.parse(date);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<StockSum> documentType() {
        return StockSum.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return effects.keys(recorded.event());
    }

    @Override
    public @Nullable StockSum fold(@Nullable StockSum sum, Recorded recorded, String key) {
        StockSum folded = sum;
        for (Effect effect : effects.of(recorded.event(), key)) {
            folded = effect.on(folded);
        }
        return folded == null || folded.isEmpty() ? null : folded;
    }

    private static List<Effect> effects(WarehouseEvent event) {
        Map<Slot, Long> sums = new LinkedHashMap<>();
        StockEffects.onHand(event, false).forEach((goods, quantity) -> add(sums, goods, quantity));
        List<Effect> effects = new ArrayList<>();
        sums.forEach(
                (slot, quantity) -> {
                    if (quantity != 0) {
                        effects.add(new Effect(slot, quantity, 0));
                    }
                });
        for (Promise promise : StockEffects.promises(event)) {
            Slot slot = new Slot(Kind.OWNER, promise.item().owner().value(), "", "");
            effects.add(new Effect(slot, 0, promise.quantity()));
        }
        return effects;
    }

    private static void add(Map<Slot, Long> sums, Goods goods, long quantity) {
        String owner = goods.item().owner().value();
        LocalDate expiry = goods.expiryDate();
        String month = expiry == null ? NO_EXPIRY : expiry.toString().substring(0, 7);
        String day = (expiry == null ? NO_EXPIRY : expiry) + " " + goods.status();
        sums.merge(new Slot(Kind.OWNER, owner, "", ""), quantity, Long::sum);
        for (String whose : List.of(EVERYBODY, owner)) {
            sums.merge(
                    new Slot(Kind.DEVICE, whose, goods.item().di().value(), ""),
                    quantity,
                    Long::sum);
            sums.merge(new Slot(Kind.MONTH, whose, month, day), quantity, Long::sum);
        }
    }
}
