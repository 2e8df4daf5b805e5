package io.lotline.projections.inventory;

import io.lotline.core.events.Coverage;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.List;

/// Which stops concern an owner: those that name goods of which it ever had some.
final class Concerns {
    private final Documents<GoodsOwners> owners;

    Concerns(Documents<GoodsOwners> owners) {
        this.owners = owners;
    }

    /// Whether any of these goods ever were the owner's.
    boolean any(EnterpriseId owner, Coverage goods) {
        if (goods.owner() != null) {
            return owner.equals(goods.owner());
        }
        List<String> anchors =
                goods.scopes().stream()
                        .map(scope -> StopScope.anchor(scope.di(), scope.lot(), scope.serial()))
                        .toList();
        return owners.stored(anchors).stream()
                .anyMatch(
                        stored ->
                                stored.document() != null
                                        && stored.document().owners().contains(owner.value()));
    }

    /// The tags of the owner's goods that a hold or a recall ever named.
    List<String> anchors(EnterpriseId owner) {
        List<String> anchors = new ArrayList<>();
        owners.forEachPart(
                Where.ALL.is("concerned", owner), List.of("_id"), (key, _) -> anchors.add(key));
        return anchors;
    }
}
