package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.rules.Goods;
import io.lotline.core.rules.LogisticUnit;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Sscc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts picked goods into a logistic unit (装箱).
public final class PackItemDecision implements Decision<PackItem> {

    @Override
    public Class<PackItem> commandType() {
        return PackItem.class;
    }

    @Override
    public Outcome decide(PackItem command, Books books) {
        return OrderScan.handle(
                books,
                command.order(),
                command.warehouse(),
                command.goods(),
                matched -> pack(command, books, matched));
    }

    private static Outcome pack(PackItem command, Books books, OrderScan.Matched matched) {
        Goods goods = matched.goods();
        Rejection unwanted = matched.unwanted();
        if (unwanted != null) {
            return Outcome.rejected(unwanted);
        }
        Rejection taken = taken(command, books, matched.order());
        if (taken != null) {
            return Outcome.rejected(taken);
        }
        int unpacked = matched.sum(OrderBook.Tally::unpacked);
        if (goods.quantity() > unpacked) {
            return Outcome.rejected(
                    new DistributionRejection.OverPack(
                            command.order(),
                            goods.di(),
                            goods.lot(),
                            goods.serial(),
                            unpacked,
                            goods.quantity()));
        }
        OrderBook.Piece first = matched.pieces().keySet().iterator().next();
        return Outcome.accepted(
                new ItemPacked(
                        command.order(),
                        command.container(),
                        new Picked(first.item(), first.serial(), goods.quantity()),
                        goods.scan()));
    }

    /// Why nothing of this order goes into the unit; null where it may.
    private static @Nullable Rejection taken(PackItem command, Books books, OrderBook order) {
        Sscc sscc = command.container();
        LogisticUnit unit = books.open(LogisticUnit.BOOK, sscc);
        if (unit.notice() != null) {
            return new DistributionRejection.UnitOfSupplier(sscc, unit.notice());
        }
        OrderPlaced wanted = Objects.requireNonNull(order.placed());
        List<OrderId> orders = new ArrayList<>(unit.packed().keySet());
        orders.sort(Comparator.comparing(OrderId::value));
        for (OrderId other : orders) {
            OrderBook book = books.open(OrderBook.BOOK, other);
            if (book.departed().contains(sscc)) {
                return new DistributionRejection.UnitLeft(sscc, other);
            }
            OrderPlaced placed = book.placed();
            if (placed == null) {
                continue;
            }
            if (!placed.consignee().equals(wanted.consignee())) {
                return new DistributionRejection.UnitOfOtherConsignee(
                        sscc, other, placed.consignee(), command.order(), wanted.consignee());
            }
            if (!placed.warehouse().equals(wanted.warehouse())) {
                return new DistributionRejection.WrongWarehouse("unit " + sscc, wanted.warehouse());
            }
        }
        return null;
    }
}
