package io.lotline.projections.inventory;

import io.lotline.core.values.AdjustmentId;
import io.lotline.core.values.AdjustmentKind;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about adjustments.
public final class Adjustments {
    private final Documents<StockAdjustment> documents;

    public Adjustments(Documents<StockAdjustment> documents) {
        this.documents = documents;
    }

    public Optional<StockAdjustment> find(AdjustmentId adjustment) {
        return documents.find(adjustment.value());
    }

    public Page<StockAdjustment> find(Asked asked, @Nullable String after, int limit) {
        return documents.find(
                Where.ALL
                        .is("owner", asked.owner())
                        .is("di", asked.di())
                        .is("lot", asked.lot())
                        .is("warehouse", asked.warehouse())
                        .is("kind", asked.kind())
                        .is("state", asked.state()),
                after,
                limit);
    }

    /// Which adjustments are asked for; null parts do not restrict.
    public record Asked(
            @Nullable EnterpriseId owner,
            @Nullable Di di,
            @Nullable LotNumber lot,
            @Nullable WarehouseId warehouse,
            @Nullable AdjustmentKind kind,
            StockAdjustment.@Nullable State state) {}
}
