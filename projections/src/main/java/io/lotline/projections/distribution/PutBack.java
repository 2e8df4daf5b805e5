package io.lotline.projections.distribution;

import io.lotline.core.events.DistributionEvent.Unwanted;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What is picked for an order without being wanted any more, and waits to be put back.
public record PutBack(
        OrderId orderId, EnterpriseId owner, WarehouseId warehouse, List<Unwanted> goods) {
    public PutBack {
        goods = List.copyOf(goods);
    }

    /// Without so many pieces: of what matches best, and of the others where that is not enough.
    PutBack less(int quantity, List<Predicate<Unwanted>> bestFirst) {
        List<Unwanted> left = new ArrayList<>(goods);
        int rest = quantity;
        for (Predicate<Unwanted> match : bestFirst) {
            for (int i = 0; i < left.size(); i++) {
                Unwanted each = left.get(i);
                int share = match.test(each) ? Math.min(rest, each.quantity()) : 0;
                if (share > 0) {
                    rest -= share;
                    left.remove(i);
                    if (share < each.quantity()) {
                        left.add(i, pieces(each, each.quantity() - share, each.loaded()));
                    } else {
                        i--;
                    }
                }
            }
        }
        return new PutBack(orderId, owner, warehouse, left);
    }

    /// With so many pieces off their vehicle.
    PutBack unloaded(int quantity, Predicate<Unwanted> which) {
        List<Unwanted> now = new ArrayList<>();
        int rest = quantity;
        for (Unwanted each : goods) {
            int share = each.loaded() && which.test(each) ? Math.min(rest, each.quantity()) : 0;
            if (share > 0) {
                now.add(pieces(each, share, false));
                rest -= share;
            }
            if (share < each.quantity()) {
                now.add(pieces(each, each.quantity() - share, each.loaded()));
            }
        }
        return new PutBack(orderId, owner, warehouse, now);
    }

    private static Unwanted pieces(Unwanted each, int quantity, boolean loaded) {
        return new Unwanted(
                each.lineId(), each.item(), each.serial(), each.expiryDate(), quantity, loaded);
    }
}
