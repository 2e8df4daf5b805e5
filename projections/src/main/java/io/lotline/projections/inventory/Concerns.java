package io.lotline.projections.inventory;

import io.lotline.core.events.Coverage;
import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Which stops concern an enterprise: holds and recalls those that name goods of which it ever had
/// some, and recalls those also that name what was delivered to it.
final class Concerns {
    private final Documents<GoodsOwners> owners;

    Concerns(Documents<GoodsOwners> owners) {
        this.owners = owners;
    }

    /// Whether any of these goods ever were the owner's.
    boolean any(EnterpriseId owner, Coverage goods) {
        return any(owner, goods, of -> of.owners().contains(owner.value()));
    }

    /// Whether any of these goods ever were the enterprise's, or were delivered to it.
    boolean reach(EnterpriseId enterprise, Coverage goods) {
        return any(
                enterprise,
                goods,
                of -> of.owners().contains(enterprise.value()) || of.wentTo(enterprise));
    }

    private boolean any(EnterpriseId enterprise, Coverage goods, Predicate<GoodsOwners> which) {
        if (goods.owner() != null) {
            return enterprise.equals(goods.owner());
        }
        List<String> anchors =
                goods.scopes().stream()
                        .map(scope -> StopScope.anchor(scope.di(), scope.lot(), scope.serial()))
                        .toList();
        return owners.stored(anchors).stream()
                .anyMatch(stored -> stored.document() != null && which.test(stored.document()));
    }

    /// The tags of the owner's goods that a hold or a recall ever named.
    List<String> anchors(EnterpriseId owner) {
        return anchors("concerned", owner);
    }

    /// The tags of goods that a recall ever named and that the enterprise ever had, as its own or
    /// as delivered to it; of its own also those that a hold named.
    List<String> recalled(EnterpriseId enterprise) {
        Set<String> all = new LinkedHashSet<>(anchors("concerned", enterprise));
        all.addAll(anchors("reached", enterprise));
        return List.copyOf(all);
    }

    private List<String> anchors(String field, EnterpriseId enterprise) {
        List<String> anchors = new ArrayList<>();
        owners.forEachPart(
                Where.ALL.is(field, enterprise), List.of("_id"), (key, _) -> anchors.add(key));
        return anchors;
    }
}
