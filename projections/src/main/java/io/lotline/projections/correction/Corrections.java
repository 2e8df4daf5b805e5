package io.lotline.projections.correction;

import io.lotline.core.events.CorrectionEvent.Kind;
import io.lotline.core.values.CorrectionId;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions about corrections.
public final class Corrections {
    private final Documents<Correction> documents;

    public Corrections(Documents<Correction> documents) {
        this.documents = documents;
    }

    public Optional<Correction> find(CorrectionId correction) {
        return documents.find(correction.value());
    }

    public Page<Correction> find(Asked asked, @Nullable String after, int limit) {
        return documents.find(
                Where.ALL
                        .is("owner", asked.owner())
                        .is("di", asked.di())
                        .is("lot", asked.lot())
                        .is("warehouse", asked.warehouse())
                        .is("kind", asked.kind())
                        .is("corrects", asked.position()),
                after,
                limit);
    }

    /// Which corrections are asked for; null parts do not restrict.
    ///
    /// @param position of the event that was wrong
    public record Asked(
            @Nullable EnterpriseId owner,
            @Nullable Di di,
            @Nullable LotNumber lot,
            @Nullable WarehouseId warehouse,
            @Nullable Kind kind,
            @Nullable Long position) {}
}
