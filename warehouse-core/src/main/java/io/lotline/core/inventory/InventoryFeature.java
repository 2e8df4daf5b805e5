package io.lotline.core.inventory;

import io.lotline.core.decision.Book;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Feature;
import java.util.List;

/// What inventory brings.
public final class InventoryFeature implements Feature {
    @Override
    public List<Decision<?>> decisions() {
        return List.of(
                new DefineLocationDecision(),
                new PutAwayGoodsDecision(),
                new MoveGoodsDecision(),
                new CountStockDecision(),
                new OpenCountDecision(),
                new FinishLocationDecision(),
                new BookCountDecision(),
                new ApproveCountDecision(),
                new RefuseCountBookingDecision(),
                new CancelCountDecision(),
                new MoveUnitDecision(),
                new CountUnitDecision(),
                new AdjustStockDecision(),
                new ApproveAdjustmentDecision(),
                new RefuseAdjustmentDecision(),
                new HoldStockDecision(),
                new ReleaseHoldDecision());
    }

    @Override
    public List<Book<?, ?>> books() {
        return List.of(
                Hold.BOOK,
                AdjustmentFile.BOOK,
                LostGoods.BOOK,
                LastSupplier.BOOK,
                CountFile.BOOK,
                CountsAlike.BOOK,
                CountRows.BOOK,
                SinceCounted.BOOK,
                CountedHere.BOOK,
                GoodsHere.BOOK,
                LastMove.BOOK);
    }
}
