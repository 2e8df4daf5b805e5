package io.lotline.projections.distribution;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.CorrectionEvent.EventCorrected;
import io.lotline.core.events.DistributionEvent.GoodsReturned;
import io.lotline.core.events.DistributionEvent.ItemPutBack;
import io.lotline.core.events.DistributionEvent.ItemUnloaded;
import io.lotline.core.events.DistributionEvent.OrderAmended;
import io.lotline.core.events.DistributionEvent.OrderCancelled;
import io.lotline.core.events.DistributionEvent.Unwanted;
import io.lotline.core.events.Movement;
import io.lotline.core.values.LineId;
import io.lotline.core.values.Place;
import io.lotline.projections.engine.PartwiseView;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The view of what waits to be put back, by order id.
public final class PutBacksView extends PartwiseView<PutBack> {
    public static final String NAME = "put-backs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<PutBack> documentType() {
        return PutBack.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("owner", "_id"),
                List.of("warehouse", "_id"),
                List.of("owner", "warehouse", "_id"));
    }

    @Override
    protected Set<String> keysOf(Recorded recorded) {
        if (recorded.event() instanceof OrderCancelled cancelled) {
            return Set.of(cancelled.order().value());
        }
        if (recorded.event() instanceof OrderAmended amended) {
            return Set.of(amended.order().value());
        }
        if (recorded.event() instanceof ItemPutBack back) {
            return Set.of(back.order().value());
        }
        if (recorded.event() instanceof ItemUnloaded unloaded) {
            return Set.of(unloaded.order().value());
        }
        if (recorded.event() instanceof EventCorrected wrong) {
            return wrong.about().order() == null ? Set.of() : Set.of(wrong.about().order().value());
        }
        return recorded.event() instanceof GoodsReturned returned
                        && returned.movement().from().kind() == Place.Kind.ORDER
                ? Set.of(returned.order().value())
                : Set.of();
    }

    @Override
    protected @Nullable PutBack foldOne(@Nullable PutBack before, Recorded recorded, String key) {
        PutBack now = before;
        if (recorded.event() instanceof OrderCancelled cancelled) {
            now =
                    new PutBack(
                            cancelled.order(),
                            cancelled.owner(),
                            cancelled.warehouse(),
                            cancelled.putBack());
        } else if (recorded.event() instanceof OrderAmended amended) {
            now =
                    new PutBack(
                            amended.order(),
                            amended.owner(),
                            amended.warehouse(),
                            amended.putBack());
        } else if (now != null && recorded.event() instanceof ItemPutBack back) {
            now = less(now, back.lineId(), back.movement());
        } else if (now != null && recorded.event() instanceof EventCorrected wrong) {
            for (Movement movement : wrong.movements()) {
                now =
                        wrong.about().line() == null
                                ? now
                                : less(now, wrong.about().line(), movement);
            }
        } else if (now != null && recorded.event() instanceof GoodsReturned returned) {
            now = less(now, returned.lineId(), returned.movement());
        } else if (now != null && recorded.event() instanceof ItemUnloaded unloaded) {
            Movement m = unloaded.movement();
            now = now.unloaded(m.quantity(), same(m));
        }
        return now == null || now.goods().isEmpty() ? null : now;
    }

    /// Goods of a line are as good as others of it: whichever were brought back, so many fewer are
    /// left.
    private static PutBack less(PutBack before, LineId line, Movement m) {
        Predicate<Unwanted> ofLine = each -> each.lineId().equals(line);
        Predicate<Unwanted> lying = each -> !each.loaded();
        return before.less(
                m.quantity(), List.of(ofLine.and(lying).and(same(m)), ofLine.and(lying), ofLine));
    }

    private static Predicate<Unwanted> same(Movement m) {
        return each -> each.item().equals(m.item()) && Objects.equals(each.serial(), m.serial());
    }
}
