package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.values.EnterpriseId;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who ever had goods of a device, a lot or a piece, and whether a hold or a recall ever named it.
///
/// @param of       its tag
/// @param owners   the ids of enterprises whose goods these ever were
/// @param holders  the ids of consignees to which some were ever delivered; none once it is
///     recalled
/// @param reached  stored for the index: the same once it is recalled, since a recall concerns them
/// @param named    by a hold or a recall
/// @param recalled by a recall
public record GoodsOwners(
        String of,
        Set<String> owners,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> holders,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> reached,
        boolean named,
        boolean recalled) {
    public GoodsOwners(
            String of,
            @Nullable Set<String> owners,
            @Nullable Set<String> holders,
            @Nullable Set<String> reached,
            boolean named,
            boolean recalled) {
        this.of = of;
        this.owners = owners == null ? new TreeSet<>() : new TreeSet<>(owners);
        this.holders = holders == null ? new TreeSet<>() : new TreeSet<>(holders);
        this.reached = reached == null ? new TreeSet<>() : new TreeSet<>(reached);
        this.named = named;
        this.recalled = recalled;
    }

    static GoodsOwners of(String tag) {
        return new GoodsOwners(tag, Set.of(), Set.of(), Set.of(), false, false);
    }

    /// Stored for the index: whom holds and recalls of it concern as the owner.
    @JsonProperty("concerned")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Set<String> concerned() {
        return named ? owners : Set.of();
    }

    /// Whether some were ever delivered to it.
    boolean wentTo(EnterpriseId consignee) {
        return holders.contains(consignee.value()) || reached.contains(consignee.value());
    }

    GoodsOwners ownedBy(EnterpriseId owner) {
        return new GoodsOwners(of, plus(owners, owner), holders, reached, named, recalled);
    }

    GoodsOwners deliveredTo(EnterpriseId consignee) {
        return recalled
                ? new GoodsOwners(of, owners, holders, plus(reached, consignee), named, true)
                : new GoodsOwners(of, owners, plus(holders, consignee), reached, named, false);
    }

    GoodsOwners held() {
        return new GoodsOwners(of, owners, holders, reached, true, recalled);
    }

    GoodsOwners underRecall() {
        return recalled ? this : new GoodsOwners(of, owners, Set.of(), holders, true, true);
    }

    private static Set<String> plus(Set<String> some, EnterpriseId more) {
        Set<String> all = new TreeSet<>(some);
        all.add(more.value());
        return all;
    }
}
