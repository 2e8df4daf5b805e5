package io.lotline.projections.inventory;

import io.lotline.core.events.RecallState;
import io.lotline.core.values.QualityStatus;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What stops goods right now: open holds and all recalls.
public final class Stops {
    private final Documents<StopScope> scopes;
    private final Documents<Hold> holds;
    private final Documents<RecallStop> recalls;

    public Stops(
            Documents<StopScope> scopes, Documents<Hold> holds, Documents<RecallStop> recalls) {
        this.scopes = scopes;
        this.holds = holds;
        this.recalls = recalls;
    }

    /// What stops some of these cells; what stops none of them is not read.
    Standing standing(Collection<StockCell> cells) {
        Set<String> anchors = new LinkedHashSet<>();
        for (StockCell cell : cells) {
            if (cell.status() == QualityStatus.QUALIFIED) {
                anchors.addAll(StopScope.anchors(cell));
            }
        }
        return anchoredAt(anchors);
    }

    /// The scopes that are anchored at one of these tags.
    Standing anchoredAt(Collection<String> anchors) {
        List<StopScope> found = new ArrayList<>();
        if (!anchors.isEmpty()) {
            scopes.forEach(Where.ALL.in("anchor", anchors), (key, scope) -> found.add(scope));
        }
        return new Standing(found);
    }

    /// The holds that stand.
    public List<Hold> openHolds() {
        List<Hold> open = new ArrayList<>();
        holds.forEach(Where.ALL.is("state", Hold.State.OPEN), (key, hold) -> open.add(hold));
        return open;
    }

    /// The recalls that go on.
    public List<RecallStop> openRecalls() {
        List<RecallStop> open = new ArrayList<>();
        recalls.forEach(Where.ALL.is("state", RecallState.OPEN), (key, stop) -> open.add(stop));
        return open;
    }
}
