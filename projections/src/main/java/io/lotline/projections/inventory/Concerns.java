package io.lotline.projections.inventory;

import io.lotline.core.events.Coverage;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Which stops concern an enterprise: holds and recalls those that name goods of which it ever had
/// some, and recalls those also that name what was delivered to it.
final class Concerns {
    private final Documents<GoodsOwners> owners;

    Concerns(Documents<GoodsOwners> owners) {
        this.owners = owners;
    }

    /// Whether any of these goods ever were the owner's.
    boolean any(EnterpriseId owner, Coverage goods) {
        return any(owner, goods, GoodsOwners::owners);
    }

    /// Whether any of these goods ever were the enterprise's, or were delivered to it.
    boolean reach(EnterpriseId enterprise, Coverage goods) {
        return any(enterprise, goods, GoodsOwners::owners)
                || any(enterprise, goods, GoodsOwners::holders);
    }

    private boolean any(
            EnterpriseId enterprise, Coverage goods, Function<GoodsOwners, Set<String>> who) {
        if (goods.owner() != null) {
            return enterprise.equals(goods.owner());
        }
        List<String> anchors =
                goods.scopes().stream()
                        .map(scope -> StopScope.anchor(scope.di(), scope.lot(), scope.serial()))
                        .toList();
        return owners.stored(anchors).stream()
                .anyMatch(
                        stored ->
                                stored.document() != null
                                        && who.apply(stored.document())
                                                .contains(enterprise.value()));
    }

    /// The tags of the owner's goods that a hold or a recall ever named.
    List<String> anchors(EnterpriseId owner) {
        return anchors("concerned", owner);
    }

    /// The tags of goods that a recall ever named and that the enterprise ever had, as its own or
    /// as delivered to it.
    List<String> recalled(EnterpriseId enterprise) {
        return anchors("reached", enterprise);
    }

    private List<String> anchors(String field, EnterpriseId enterprise) {
        List<String> anchors = new ArrayList<>();
        owners.forEachPart(
                Where.ALL.is(field, enterprise), List.of("_id"), (key, _) -> anchors.add(key));
        return anchors;
    }
}
