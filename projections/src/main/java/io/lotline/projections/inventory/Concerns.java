package io.lotline.projections.inventory;

import io.lotline.core.values.EnterpriseId;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.Where;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which stops concern an owner: those that name goods of which it ever had some.
final class Concerns {
    private final Documents<GoodsOwners> owners;

    Concerns(Documents<GoodsOwners> owners) {
        this.owners = owners;
    }

    /// The tags of the owner's goods that a hold or a recall ever named.
    List<String> anchors(EnterpriseId owner) {
        return anchors("concerned", owner);
    }

    /// The tags of the goods that it owned, or that were delivered to it, and that a hold or a
    /// recall ever named.
    List<String> anchorsOfAll(EnterpriseId enterprise) {
        Set<String> anchors = new LinkedHashSet<>(anchors("concerned", enterprise));
        anchors.addAll(anchors("reached", enterprise));
        return List.copyOf(anchors);
    }

    private List<String> anchors(String how, EnterpriseId enterprise) {
        List<String> anchors = new ArrayList<>();
        owners.forEachPart(
                Where.ALL.is(how, enterprise), List.of("_id"), (key, _) -> anchors.add(key));
        return anchors;
    }
}
