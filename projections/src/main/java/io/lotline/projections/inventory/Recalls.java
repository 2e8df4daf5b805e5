package io.lotline.projections.inventory;

import io.lotline.core.events.RecallState;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The questions about recalls as a whole.
public final class Recalls {
    private final Documents<RecallStop> documents;
    private final Concerns concerns;

    public Recalls(Documents<RecallStop> documents, Documents<GoodsOwners> owners) {
        this.documents = documents;
        this.concerns = new Concerns(owners);
    }

    /// Which recalls are asked for; null parts do not restrict.
    ///
    /// @param lot        only those that name this lot
    /// @param concerning only those that concern goods of this owner
    public record FindRecalls(
            @Nullable RecallState state,
            @Nullable Di di,
            @Nullable LotNumber lot,
            @Nullable EnterpriseId concerning) {}

    /// @param after the cursor of the page before, null for the first page
    public Page<RecallStop> find(FindRecalls query, @Nullable String after, int limit) {
        Where where = Where.ALL.is("lots", query.lot()).is("di", query.di());
        if (query.concerning() != null) {
            List<String> anchors = concerns.anchors(query.concerning());
            if (anchors.isEmpty()) {
                return new Page<>(List.of(), null);
            }
            where = where.in("anchors", anchors);
        }
        return documents.find(
                where.isOrAny("state", query.state(), (Object[]) RecallState.values()),
                after,
                limit);
    }
}
