package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Rejection;
import io.lotline.core.distribution.DeliverShipment.RefusedGoods;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.DistributionEvent.Refused;
import io.lotline.core.rules.Devices;
import io.lotline.core.values.Di;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.ShipmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a consignee takes of its part of a shipment, and what it refuses.
///
/// @param refusal why what it is said to refuse cannot be told; null where it can
record Refusing(List<Load> taken, List<Refused> refused, @Nullable Rejection refusal) {
    /// So many serial numbers are shown to choose from.
    private static final int SHOWN = 20;

    /// @param onBoard all that is on board for the consignee
    static Refusing of(
            Books books, ShipmentId shipment, List<Load> onBoard, List<RefusedGoods> wanted) {
        List<Load> left = new ArrayList<>(onBoard);
        List<Refused> refused = new ArrayList<>();
        if (wanted.isEmpty()) {
            return new Refusing(left, refused, null);
        }
        Devices devices = Devices.reading(books, wanted.stream().map(RefusedGoods::di).toList());
        for (RefusedGoods goods : wanted) {
            Devices.Pieces pieces = devices.pieces(goods.di());
            Di di = pieces == null ? goods.di() : pieces.device().di();
            int open =
                    pieces == null
                            ? goods.quantity()
                            : Objects.requireNonNull(pieces.of(goods.quantity()));
            List<Load> meant = left.stream().filter(load -> means(goods, di, load)).toList();
            List<OrderId> orders = meant.stream().map(Load::order).distinct().toList();
            int there = meant.stream().mapToInt(Load::quantity).sum();
            if (there < open) {
                return failing(
                        new DistributionRejection.NotOnBoard(
                                shipment, di, goods.lot(), goods.serial(), open, there));
            }
            List<SerialNumber> serials =
                    meant.stream().map(Load::serial).filter(Objects::nonNull).toList();
            if (there > open && (orders.size() > 1 || !serials.isEmpty())) {
                return failing(
                        new DistributionRejection.RefusedUnclear(
                                shipment,
                                di,
                                goods.lot(),
                                open,
                                there,
                                orders,
                                serials.stream().limit(SHOWN).toList()));
            }
            for (Load load : meant) {
                int part = Math.min(open, load.quantity());
                if (part > 0) {
                    refused.add(new Refused(some(load, part), goods.reason()));
                    int index = left.indexOf(load);
                    if (part == load.quantity()) {
                        left.remove(index);
                    } else {
                        left.set(index, some(load, load.quantity() - part));
                    }
                    open -= part;
                }
            }
        }
        return new Refusing(left, refused, null);
    }

    private static Refusing failing(Rejection why) {
        return new Refusing(List.of(), List.of(), why);
    }

    private static boolean means(RefusedGoods goods, Di di, Load load) {
        return load.item().di().equals(di)
                && (goods.lot() == null && goods.serial() != null
                        || Objects.equals(goods.lot(), load.item().lot()))
                && (goods.serial() == null || goods.serial().equals(load.serial()))
                && (goods.order() == null || goods.order().equals(load.order()));
    }

    private static Load some(Load load, int quantity) {
        return new Load(
                load.order(),
                load.lineId(),
                load.consignee(),
                load.item(),
                load.serial(),
                load.expiryDate(),
                quantity);
    }
}
