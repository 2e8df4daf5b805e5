package io.lotline.projections.inventory;

import io.lotline.core.values.Place;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.UnitState;
import io.lotline.core.values.WarehouseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A logistic unit: where it is, and the units in it. What goods are in it itself is said by
/// [UnitContent]s.
///
/// @param warehouse the last one that it was in; null where no scan said it
/// @param parent    the unit that it is in
/// @param pieces    how many pieces are in it itself
/// @param endedAt     when there was nothing in it any more
public record Unit(
        Sscc sscc,
        UnitState state,
        @Nullable Place place,
        @Nullable WarehouseId warehouse,
        @Nullable Sscc parent,
        List<Sscc> children,
        long pieces,
        @Nullable Instant endedAt) {

    static Unit born(Sscc sscc) {
        return new Unit(sscc, UnitState.OPEN, null, null, null, List.of(), 0, null);
    }

    Unit at(@Nullable Place there, @Nullable WarehouseId in) {
        WarehouseId now = in;
        if (there != null && there.kind() == Place.Kind.LOCATION) {
            now = there.asLocation().warehouse();
        }
        return new Unit(
                sscc,
                state,
                there == null ? place : there,
                now == null ? warehouse : now,
                parent,
                children,
                pieces,
                endedAt);
    }

    Unit in(UnitState now) {
        return new Unit(sscc, now, place, warehouse, parent, children, pieces, null);
    }

    Unit within(@Nullable Sscc other) {
        return new Unit(sscc, state, place, warehouse, other, children, pieces, endedAt);
    }

    Unit plus(long more) {
        return new Unit(
                sscc,
                state,
                place,
                warehouse,
                parent,
                children,
                Math.max(0, pieces + more),
                endedAt);
    }

    /// Without pieces that came in it by mistake only; null where it held nothing else: then there
    /// was no such unit.
    @Nullable Unit without(long mistaken) {
        Unit left = plus(-mistaken);
        return left.pieces == 0 && children.isEmpty() ? null : left;
    }

    Unit with(Sscc child) {
        List<Sscc> all = new ArrayList<>(children);
        all.remove(child);
        all.add(child);
        return new Unit(sscc, state, place, warehouse, parent, all, pieces, endedAt);
    }

    /// Without a unit that was in it, and without pieces that were: what is empty has ended.
    Unit less(@Nullable Sscc child, long fewer, Instant at) {
        List<Sscc> all = new ArrayList<>(children);
        all.remove(child);
        long left = Math.max(0, pieces - fewer);
        boolean over = all.isEmpty() && left == 0;
        UnitState open =
                state == UnitState.SHIPPED || state == UnitState.DELIVERED ? state : UnitState.OPEN;
        return new Unit(
                sscc,
                over ? UnitState.ENDED : open,
                place,
                warehouse,
                over ? null : parent,
                all,
                left,
                over ? at : null);
    }
}
