package io.lotline.core.distribution;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.DistributionEvent.ItemPacked;
import io.lotline.core.events.DistributionEvent.Picked;
import io.lotline.core.rules.Goods;
import java.util.Objects;

/// Puts picked goods into a logistic unit (装箱); never what is recalled, held or expired.
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
        Rejection refusal = matched.stopped(books, command.goods().today());
        if (refusal == null) {
            refusal = matched.unwanted();
        }
        if (refusal == null) {
            refusal =
                    PackUnitDecision.taken(
                            books,
                            command.container(),
                            Objects.requireNonNull(matched.order().placed()),
                            command.goods().today());
        }
        if (refusal != null) {
            return Outcome.rejected(refusal);
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
}
