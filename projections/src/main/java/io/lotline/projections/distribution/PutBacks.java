package io.lotline.projections.distribution;

import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about what waits to be put back.
public final class PutBacks {
    private final Documents<PutBack> documents;

    public PutBacks(Documents<PutBack> documents) {
        this.documents = documents;
    }

    /// What of the order waits; empty if nothing does.
    public Optional<PutBack> find(OrderId order) {
        return documents.find(order.value());
    }

    public Page<PutBack> find(
            @Nullable EnterpriseId owner,
            @Nullable WarehouseId warehouse,
            @Nullable String after,
            int limit) {
        return documents.find(
                Where.ALL.is("owner", owner).is("warehouse", warehouse), after, limit);
    }
}
