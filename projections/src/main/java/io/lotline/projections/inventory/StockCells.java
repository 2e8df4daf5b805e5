package io.lotline.projections.inventory;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.projections.engine.ByKey;
import io.lotline.projections.engine.View;
import io.lotline.projections.inventory.StockEffects.Change;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what lies where and what is promised of it, a document for each [StockCell]. A key
/// begins with that of its bin, so that pages go from bin to bin.
///
/// Every index ends with status and key: asked for all statuses or one, it answers in the order of
/// keys, and an owner's part is a range of keys.
public final class StockCells implements View<StockCell> {
    public static final String NAME = "stock";

    private final ByKey<Change> changes =
            new ByKey<>(StockEffects::changesAndPromises, Change::cell);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 3;
    }

    /// Version 1 kept a document for each bin, version 2 did not know of promises.
    @Override
    public int readsFrom() {
        return 3;
    }

    @Override
    public Class<StockCell> documentType() {
        return StockCell.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("status", "_id"),
                List.of("di", "status", "_id"),
                List.of("lot", "status", "_id"),
                List.of("warehouse", "status", "_id"),
                List.of("location", "status", "_id"),
                List.of("at", "status", "_id"),
                List.of("serial", "di", "status", "_id"),
                List.of("status", "expiryDate", "_id"),
                List.of("di", "warehouse", "status", "_id"),
                List.of("uncovered", "_id"),
                List.of("promisedUntil", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return changes.keys(recorded.event());
    }

    @Override
    public @Nullable StockCell fold(@Nullable StockCell cell, Recorded recorded, String key) {
        StockCell folded = cell;
        for (Change change : changes.of(recorded.event(), key)) {
            folded =
                    (folded == null ? begun(change) : folded)
                            .plus(change.quantity(), change.promised());
        }
        return folded == null || folded.isEmpty() ? null : folded;
    }

    static StockCell begun(Change change) {
        return new StockCell(
                change.item().owner(),
                change.item().di(),
                change.item().lot(),
                change.serial(),
                change.expiryDate(),
                change.at().warehouse(),
                change.at().id(),
                change.status(),
                0,
                0);
    }
}
