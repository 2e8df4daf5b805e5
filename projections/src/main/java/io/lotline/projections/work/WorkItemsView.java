package io.lotline.projections.work;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.Due;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.RefusalsRepeated;
import io.lotline.core.events.WorkEvent.RefusalsRepeated.Repeated;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.events.WorkEvent.ScanTakenLate;
import io.lotline.core.events.WorkEvent.WorkItemClaimed;
import io.lotline.core.events.WorkEvent.WorkItemReleased;
import io.lotline.core.events.WorkEvent.WorkItemResolved;
import io.lotline.core.values.WorkItemId;
import io.lotline.projections.engine.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the work items, by id: those of scans in the order of time.
public final class WorkItemsView implements View<WorkItem> {
    public static final String NAME = "work-items";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<WorkItem> documentType() {
        return WorkItem.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(
                List.of("warehouse", "kind", "state", "_id"),
                List.of("warehouse", "state", "_id"),
                List.of("kind", "state", "_id"),
                List.of("state", "_id"),
                List.of("reference", "state", "_id"),
                List.of("di", "state", "_id"),
                List.of("attempted.supplier", "state", "_id"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        Set<String> keys = new LinkedHashSet<>();
        for (Due due : recorded.event().due()) {
            keys.add(due.item().value());
        }
        if (recorded.event() instanceof RefusalsRepeated repeated) {
            repeated.repeated().forEach(each -> keys.add(each.item().value()));
        }
        WorkItemId touched = touched(recorded.event());
        if (touched != null) {
            keys.add(touched.value());
        }
        return keys;
    }

    private static @Nullable WorkItemId touched(WarehouseEvent event) {
        if (event instanceof WorkItemClaimed claimed) {
            return claimed.item();
        }
        if (event instanceof WorkItemReleased released) {
            return released.item();
        }
        return event instanceof WorkItemResolved resolved ? resolved.item() : null;
    }

    @Override
    public @Nullable WorkItem fold(@Nullable WorkItem before, Recorded recorded, String key) {
        WarehouseEvent event = recorded.event();
        if (event instanceof ScanRefused refused) {
            return before != null && !before.isOpen()
                    ? before
                    : WorkItem.of(before, refused, recorded.at());
        }
        WorkItem now = before;
        for (Due due : event.due()) {
            if (due.item().value().equals(key)) {
                now = WorkItem.of(now, due, recorded.at(), recorded.actor());
            }
        }
        if (now == null) {
            return null;
        }
        if (event instanceof ScanTakenLate late) {
            return now.showing(late.attempted(), late.evidence());
        }
        if (event instanceof RefusalsRepeated repeated) {
            for (Repeated each : repeated.repeated()) {
                now =
                        each.item().value().equals(key)
                                ? now.repeated(each.times(), each.last())
                                : now;
            }
        }
        if (now.isOpen() && event instanceof WorkItemClaimed claimed) {
            return now.claimed(claimed.by(), recorded.at());
        }
        if (now.isOpen() && event instanceof WorkItemReleased) {
            return now.claimed(null, recorded.at());
        }
        return now.isOpen() && event instanceof WorkItemResolved resolved
                ? now.ended(resolved, recorded.at())
                : now;
    }
}
