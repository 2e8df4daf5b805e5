package io.lotline.projections.inventory;

import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.rules.LotStanding;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.RecallId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What stops goods right now: open holds and all recalls.
public final class Stops {
    private final Documents<Hold> holds;
    private final Documents<RecallStop> recalls;

    public Stops(Documents<Hold> holds, Documents<RecallStop> recalls) {
        this.holds = holds;
        this.recalls = recalls;
    }

    /// The standing of every lot, as the views know it.
    public LotStanding standing() {
        Map<HoldId, StockHeld> held = new LinkedHashMap<>();
        holds.forEach(
                Where.ALL.hasNot("released"), (key, hold) -> held.put(hold.holdId(), hold.event()));
        Map<RecallId, RecallStarted> recalled = new LinkedHashMap<>();
        recalls.forEach(Where.ALL, (key, stop) -> recalled.put(stop.recallId(), stop.event()));
        return LotStanding.of(held, recalled);
    }

    /// The holds that stand.
    public List<Hold> openHolds() {
        List<Hold> open = new ArrayList<>();
        holds.forEach(Where.ALL.hasNot("released"), (key, hold) -> open.add(hold));
        return open;
    }

    /// The recalls that are not closed.
    public List<RecallStop> openRecalls() {
        List<RecallStop> open = new ArrayList<>();
        recalls.forEach(Where.ALL.hasNot("closed"), (key, stop) -> open.add(stop));
        return open;
    }
}
