package io.lotline.projections.inventory;

import io.lotline.core.values.QualityStatus;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Where;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The goods of one bin against which its promises count: what is qualified, first expired first.
/// Only as many are read as something is promised of.
record PromisedCells(Documents<StockCell> cells, String bin) {
    private static final int AT_ONCE = 500;

    /// Takes a cell and how many of its goods are promised.
    @FunctionalInterface
    interface Consumer {
        void accept(String key, StockCell cell, int allocated);
    }

    /// Counts promises against the cells behind `after`, up to `last`.
    ///
    /// @param after null for the first of the bin
    /// @param last  null for the last of the bin
    /// @return what is left of the promises
    int allocate(int promised, @Nullable String after, @Nullable String last, Consumer consumer) {
        int left = promised;
        String at = after;
        boolean more = true;
        Where ofBin = Where.ALL.keyBegins(bin + '/');
        Where wanted = last == null ? ofBin : ofBin.keyUpTo(last);
        while (left > 0 && more) {
            List<Map.Entry<String, StockCell>> some = cells.next(wanted, at, AT_ONCE);
            more = some.size() == AT_ONCE;
            for (Map.Entry<String, StockCell> each : some) {
                at = each.getKey();
                StockCell cell = each.getValue();
                if (left > 0 && cell.status() == QualityStatus.QUALIFIED && cell.quantity() > 0) {
                    int allocated = Math.min(left, cell.quantity());
                    left -= allocated;
                    consumer.accept(at, cell, allocated);
                }
            }
        }
        return Math.max(0, left);
    }
}
