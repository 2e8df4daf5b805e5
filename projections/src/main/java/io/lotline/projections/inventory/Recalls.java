package io.lotline.projections.inventory;

import io.lotline.core.events.Coverage;
import io.lotline.core.events.DistributionEvent.Load;
import io.lotline.core.events.RecallState;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    /// @param concerning only those of goods that were this enterprise's, or were delivered to it
    public record FindRecalls(
            @Nullable RecallState state,
            @Nullable Di di,
            @Nullable LotNumber lot,
            @Nullable EnterpriseId concerning) {}

    /// Whether goods that a recall names are the enterprise's, or ever were, or were delivered
    /// to it.
    public boolean concern(EnterpriseId enterprise, Coverage goods) {
        return concerns.reach(enterprise, goods);
    }

    /// The recalls of some of these goods that were open at a time.
    public List<RecallStop> open(Collection<Load> goods, Instant at) {
        Set<String> anchors = new LinkedHashSet<>();
        for (Load load : goods) {
            Di di = load.item().di();
            if (load.item().lot() != null) {
                anchors.add(StopScope.anchor(di, load.item().lot(), null));
            }
            if (load.serial() != null) {
                anchors.add(StopScope.anchor(di, null, load.serial()));
            }
        }
        List<RecallStop> open = new ArrayList<>();
        if (!anchors.isEmpty()) {
            documents.forEach(
                    Where.ALL.in("anchors", List.copyOf(anchors)), (_, recall) -> open.add(recall));
        }
        open.removeIf(recall -> !recall.isOpen(at));
        return open;
    }

    /// @param after the cursor of the page before, null for the first page
    public Page<RecallStop> find(FindRecalls query, @Nullable String after, int limit) {
        Where where = Where.ALL.is("lots", query.lot()).is("di", query.di());
        if (query.concerning() != null) {
            List<String> anchors = concerns.recalled(query.concerning());
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
