package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.values.EnterpriseId;
import java.util.Set;
import java.util.TreeSet;

/// Who ever had goods of a device, a lot or a piece, and whether a hold or a recall ever named it.
///
/// @param of       its tag
/// @param owners   the ids of enterprises whose goods these ever were
/// @param holders  the ids of consignees to which some were ever delivered
/// @param named    by a hold or a recall
/// @param recalled named by a recall: that concerns who got some as well
public record GoodsOwners(
        String of, Set<String> owners, Set<String> holders, boolean named, boolean recalled) {
    public GoodsOwners {
        owners = new TreeSet<>(owners);
        holders = new TreeSet<>(holders);
    }

    static GoodsOwners of(String tag) {
        return new GoodsOwners(tag, Set.of(), Set.of(), false, false);
    }

    /// Stored for the index: whom holds of it concern.
    @JsonProperty("concerned")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Set<String> concerned() {
        return named ? owners : Set.of();
    }

    /// Stored for the index: whom recalls of it concern.
    @JsonProperty("reached")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Set<String> reached() {
        return recalled ? plus(owners, holders) : Set.of();
    }

    GoodsOwners ownedBy(EnterpriseId owner) {
        return new GoodsOwners(of, plus(owners, Set.of(owner.value())), holders, named, recalled);
    }

    GoodsOwners deliveredTo(EnterpriseId consignee) {
        return new GoodsOwners(
                of, owners, plus(holders, Set.of(consignee.value())), named, recalled);
    }

    GoodsOwners held() {
        return new GoodsOwners(of, owners, holders, true, recalled);
    }

    GoodsOwners underRecall() {
        return new GoodsOwners(of, owners, holders, true, true);
    }

    private static Set<String> plus(Set<String> some, Set<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }
}
