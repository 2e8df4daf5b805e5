package io.lotline.projections.inventory;

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

    /// The tags of the owner's goods that a hold or a recall ever named.
    List<String> anchors(EnterpriseId owner) {
        List<String> anchors = new ArrayList<>();
        owners.forEachPart(
                Where.ALL.is("concerned", owner), List.of("_id"), (key, _) -> anchors.add(key));
        return anchors;
    }
}
