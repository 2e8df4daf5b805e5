package io.lotline.projections.insight;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.BizStep;
import io.lotline.core.events.Disposition;
import io.lotline.core.events.Step;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Place;
import io.lotline.projections.engine.View;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what was done each day, for all owners and for each: counted as events come, so that
/// it costs the same at any size of the log. Days and hours are those of the park.
public final class ActivityView implements View<Activity> {
    public static final String NAME = "activity";
    private static final String EVERYBODY = "*";

    private final ZoneId zone;

    public ActivityView(ZoneId zone) {
        this.zone = zone;
    }

    /// The key of a day's document; a null owner means all.
    static String key(LocalDate day, @Nullable EnterpriseId owner) {
        return day + "/" + (owner == null ? EVERYBODY : owner.value());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<Activity> documentType() {
        return Activity.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        Step step = recorded.event().step();
        if (done(step) == null) {
            return Set.of();
        }
        LocalDate day = LocalDate.ofInstant(when(recorded, step), zone);
        Set<String> keys = new LinkedHashSet<>();
        keys.add(key(day, null));
        step.owners().forEach(owner -> keys.add(key(day, owner)));
        return keys;
    }

    /// What was a mistake is taken out of the day on which it was recorded.
    private static Instant when(Recorded recorded, Step step) {
        return step.corrects() == null ? recorded.at() : step.corrects().recordedAt();
    }

    /// What counts.
    private enum Done {
        RECEIVED,
        PICKED,
        DISPATCHED,
        DELIVERED,
        HELD,
        RECALLED
    }

    /// Null for steps that do not count.
    private static @Nullable Done done(Step step) {
        if (step.corrects() != null) {
            return undone(step);
        }
        if (step.bizStep() == BizStep.PICKING) {
            return Done.PICKED;
        }
        // what goes back to its supplier was not dispatched to anybody
        if (step.bizStep() == BizStep.SHIPPING && step.disposition() != Disposition.RETURNED) {
            return Done.DISPATCHED;
        }
        if (step.stop() != null && step.stop().effect() == Step.Stop.Effect.STOPS) {
            return step.stop().goods().published() ? Done.RECALLED : Done.HELD;
        }
        if (step.goods().stream().anyMatch(goods -> goods.isFrom(Place.Kind.SUPPLIER))) {
            return Done.RECEIVED;
        }
        return step.goods().stream().anyMatch(goods -> goods.isAt(Place.Kind.CONSIGNEE))
                ? Done.DELIVERED
                : null;
    }

    private static @Nullable Done undone(Step step) {
        if (step.goods().stream().anyMatch(goods -> goods.isAt(Place.Kind.SUPPLIER))) {
            return Done.RECEIVED;
        }
        return step.goods().stream().anyMatch(goods -> goods.isFrom(Place.Kind.ORDER))
                ? Done.PICKED
                : null;
    }

    @Override
    public @Nullable Activity fold(@Nullable Activity before, Recorded recorded, String key) {
        ZonedDateTime at = when(recorded, recorded.event().step()).atZone(zone);
        String hour = "%02d".formatted(at.getHour());
        Activity activity = before == null ? Activity.none(at.toLocalDate().toString()) : before;
        Step step = recorded.event().step();
        Done done = done(step);
        if (done == null) {
            return before;
        }
        return switch (done) {
            case RECEIVED -> activity.received(quantity(step, key), hour);
            case PICKED -> activity.picked(quantity(step, key), hour);
            case DISPATCHED -> activity.dispatched(quantity(step, key), hour);
            case DELIVERED -> activity.delivered();
            case HELD -> activity.held();
            case RECALLED -> activity.recalled();
        };
    }

    private static long quantity(Step step, String key) {
        String owner = key.substring(key.indexOf('/') + 1);
        int sign = step.corrects() == null ? 1 : -1;
        return sign
                * step.goods().stream()
                        .filter(
                                goods ->
                                        owner.equals(EVERYBODY)
                                                || owner.equals(goods.item().owner().value()))
                        .mapToLong(Step.Goods::quantity)
                        .sum();
    }
}
