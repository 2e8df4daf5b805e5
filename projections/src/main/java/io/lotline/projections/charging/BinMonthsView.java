package io.lotline.projections.charging;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.Movement;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.BillingMonth;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Place;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of how much of each owner's goods lay in each location when a day ended. A document is
/// of the month in which something last changed; those of the months before are kept beside it.
public final class BinMonthsView implements View<BinMonth> {
    public static final String NAME = "bin-months";

    /// What is, and what was in the months before: apart, so that what is can be read by itself.
    private static final String NEWEST = "n/";

    private static final String PAST = "p/";

    private final ZoneId zone;
    private final ByKey<Effect> effects = new ByKey<>(BinMonthsView::effects, Effect::key);

    /// @param zone the park's
    public BinMonthsView(ZoneId zone) {
        this.zone = zone;
    }

    private record Bin(String owner, String location) {}

    private record Effect(Bin bin, long quantity) {
        String key() {
            return BinMonthsView.key(bin.owner(), bin.location());
        }
    }

    /// What the keys of all newest months of an owner begin with.
    static String newest(EnterpriseId owner) {
        return NEWEST + owner + "/";
    }

    private static String key(String owner, String location) {
        return NEWEST + owner + "/" + location;
    }

    /// The key of what was there in a month that is no more the newest.
    static String past(BinMonth newer, BillingMonth month) {
        return PAST + newer.owner() + "/" + newer.location() + "/" + month;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<BinMonth> documentType() {
        return BinMonth.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return effects.keys(recorded.event());
    }

    @Override
    public @Nullable BinMonth fold(@Nullable BinMonth before, Recorded recorded, String key) {
        LocalDate day = LocalDate.ofInstant(recorded.at(), zone);
        BinMonth bin = before;
        for (Effect effect : effects.of(recorded.event(), key)) {
            BinMonth now =
                    bin == null
                            ? BinMonth.empty(
                                    effect.bin().owner(),
                                    effect.bin().location(),
                                    BillingMonth.of(day))
                            : bin;
            bin = now.changed(effect.quantity(), day, recorded.position());
        }
        return bin;
    }

    @Override
    public @Nullable Past<BinMonth> past(String key, BinMonth before, Recorded recorded) {
        LocalDate day = before.latest(LocalDate.ofInstant(recorded.at(), zone));
        return BillingMonth.of(day).equals(before.month())
                ? null
                : new Past<>(past(before, before.month()), before);
    }

    private static List<Effect> effects(WarehouseEvent event) {
        Map<Bin, Long> sums = new LinkedHashMap<>();
        for (Movement movement : event.movements()) {
            add(sums, movement, movement.from(), -movement.quantity());
            add(sums, movement, movement.to(), movement.quantity());
        }
        List<Effect> effects = new ArrayList<>();
        sums.forEach(
                (bin, quantity) -> {
                    if (quantity != 0) {
                        effects.add(new Effect(bin, quantity));
                    }
                });
        return effects;
    }

    private static void add(Map<Bin, Long> sums, Movement movement, Place place, long quantity) {
        if (place.kind() == Place.Kind.LOCATION) {
            sums.merge(new Bin(movement.item().owner().value(), place.id()), quantity, Long::sum);
        }
    }
}
