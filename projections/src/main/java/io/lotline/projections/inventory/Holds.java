package io.lotline.projections.inventory;

import io.lotline.core.events.Coverage;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.HoldId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The questions about holds.
public final class Holds {
    private final Documents<Hold> documents;
    private final Concerns concerns;

    public Holds(Documents<Hold> documents, Documents<GoodsOwners> owners) {
        this.documents = documents;
        this.concerns = new Concerns(owners);
    }

    /// Which holds are asked for; null parts do not restrict.
    ///
    /// @param concerning only those that concern goods of this owner
    /// @param warehouses only those that may stop goods in one of these
    public record FindHolds(
            Hold.@Nullable State state,
            @Nullable Di di,
            @Nullable LotNumber lot,
            @Nullable EnterpriseId concerning,
            @Nullable Set<WarehouseId> warehouses) {

        private Where where() {
            Where where = Where.ALL.is("lot", lot).is("di", di);
            if (warehouses != null) {
                List<String> these = new ArrayList<>(List.of(""));
                warehouses.forEach(warehouse -> these.add(warehouse.value()));
                where = where.in("warehouse", these);
            }
            return where;
        }
    }

    /// Whether goods that a hold names are the owner's, or ever were.
    public boolean concern(EnterpriseId owner, Coverage goods) {
        return concerns.any(owner, goods);
    }

    public Optional<Hold> find(HoldId hold) {
        return documents.find(hold.value());
    }

    /// @param after the cursor of the page before, null for the first page
    public Page<Hold> find(FindHolds query, @Nullable String after, int limit) {
        EnterpriseId owner = query.concerning();
        if (owner == null) {
            return documents.find(inState(query.where(), query), after, limit);
        }
        String key = after == null ? null : Cursor.decode(after);
        List<Map.Entry<String, Hold>> found =
                new ArrayList<>(
                        documents.next(
                                inState(query.where().is("owner", owner), query), key, limit + 1));
        List<String> anchors = concerns.anchors(owner);
        if (!anchors.isEmpty()) {
            Where ofAll = query.where().in("anchor", anchors).hasNot("owner");
            found.addAll(documents.next(inState(ofAll, query), key, limit + 1));
        }
        found.sort(Map.Entry.comparingByKey());
        List<Map.Entry<String, Hold>> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                page.stream().map(Map.Entry::getValue).toList(),
                found.size() > limit ? Cursor.encode(page.getLast().getKey()) : null);
    }

    private static Where inState(Where where, FindHolds query) {
        return where.isOrAny("state", query.state(), (Object[]) Hold.State.values());
    }
}
