package io.lotline.projections.work;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkKind;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The questions about work items.
public final class WorkItems {
    private final Documents<WorkItem> documents;

    public WorkItems(Documents<WorkItem> documents) {
        this.documents = documents;
    }

    public Optional<WorkItem> find(WorkItemId item) {
        return documents.find(item.value());
    }

    public Page<WorkItem> find(Asked asked, @Nullable String after, int limit) {
        Where where =
                Where.ALL
                        .is("warehouse", asked.warehouse())
                        .is("kind", asked.kind())
                        .is("reference", asked.reference())
                        .is("di", asked.di())
                        .is("attempted.supplier", asked.supplier());
        if (asked.warehouse() == null && asked.within() != null) {
            where = where.in("warehouse", asked.within());
        }
        return documents.find(
                where.isOrAny("state", asked.state(), (Object[]) WorkItem.State.values()),
                after,
                limit);
    }

    /// Which work items are asked for; null parts do not restrict.
    ///
    /// @param supplier whose delivery was scanned, as its notice says
    /// @param within the warehouses whose items exist for the caller
    public record Asked(
            @Nullable WorkKind kind,
            WorkItem.@Nullable State state,
            @Nullable WarehouseId warehouse,
            @Nullable String reference,
            @Nullable Di di,
            @Nullable EnterpriseId supplier,
            @Nullable Set<WarehouseId> within) {}
}
